// The language of the search in the list. All words must match; `-word` leaves out; `"a phrase"`
// keeps its blanks; `/pattern/` is a regular expression; `field:` before any of them looks somewhere
// else than in the name. It never throws: what cannot be understood is said.
//
// Letters match in either case and with or without accents, in patterns only the case.

import type { Torrent } from '../api/types';
import { t } from '../i18n';
import { hostOf } from './filters';
import { compilePattern, PatternError } from './pattern';
import { FILTERS, matches, shownState } from './states';
import { splitTags } from './tags';

export const FIELDS = ['category', 'tag', 'tracker', 'state', 'path', 'cid', 'hash'] as const;
type Field = (typeof FIELDS)[number] | 'name';

export type Search =
  { ok: true; matches: (row: Torrent, id?: string) => boolean } | { ok: false; why: string };

interface Term {
  negative: boolean;
  field: Field;
  kind: 'word' | 'phrase' | 'pattern';
  text: string;
}
type Test = (row: Torrent, id: string) => boolean;
type TextTest = (text: string) => boolean;

/** Longer searches are cut: no name is as long. */
const LONGEST = 1000;

/**
 * Reads a search. `trackers` (address → ids) lets `tracker:` see every tracker of an item; without
 * it only the first one is known.
 */
export function parse(text: string, trackers?: ReadonlyMap<string, readonly string[]>): Search {
  try {
    const tests = terms(text.slice(0, LONGEST)).map((term) => testOf(term, trackers));
    return { ok: true, matches: (row, id = '') => tests.every((test) => test(row, id)) };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    return { ok: false, why: t.search.bad[error.code] };
  }
}

/** The parts of a search; a quote or a pattern that is still being typed reaches to the end. */
export function terms(text: string): Term[] {
  const found: Term[] = [];
  let rest = text.trimStart();
  while (rest !== '') {
    const head = /^(-?)(?:(category|cat|tags?|tracker|state|status|path|cid|hash|name):)?/i.exec(
      rest,
    );
    const [all = '', minus = '', word = ''] = head ?? [];
    const field = fieldOf(word.toLowerCase());
    const [kind, value, length] = valueOf(rest.slice(all.length), field);
    // A lone minus or a field without a word is still being typed.
    if (value !== '' || (kind === 'phrase' && field !== 'name')) {
      found.push({ negative: minus !== '', field, kind, text: value });
    }
    rest = rest.slice(all.length + length).trimStart();
  }
  return found;
}

function fieldOf(word: string): Field {
  if (word === 'cat') return 'category';
  if (word === 'tags') return 'tag';
  if (word === 'status') return 'state';
  return FIELDS.find((field) => field === word) ?? 'name';
}

/** What a term looks for, and how many characters say so. */
function valueOf(text: string, field: Field): [Term['kind'], string, number] {
  const quoted = /^"((?:[^"\\]|\\.)*)(?:"|\\?$)/su.exec(text);
  if (quoted !== null) {
    return ['phrase', (quoted[1] ?? '').replace(/\\(["\\])/g, '$1'), quoted[0].length];
  }
  const pattern =
    /^\/((?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/i?(?=\s|$)/su.exec(text) ??
    /^\/((?:[^/\\]|\\.)+)\/i?(?=\s|$)/su.exec(text);
  if (pattern !== null) return ['pattern', pattern[1] ?? '', pattern[0].length];
  // In names a slash means nothing else; in paths and addresses it does.
  if (field === 'name' && /^\/[^/]+$/.test(text)) return ['pattern', text.slice(1), text.length];
  const word = /^\S*/.exec(text)?.[0] ?? '';
  return ['word', word, word.length];
}

function testOf(term: Term, trackers?: ReadonlyMap<string, readonly string[]>): Test {
  const test = positive(term, trackers);
  return term.negative ? (row, id) => !test(row, id) : test;
}

function positive(term: Term, trackers?: ReadonlyMap<string, readonly string[]>): Test {
  const test = textTest(term);
  // An empty phrase asks for what has none.
  const none = term.kind === 'phrase' && term.text === '';
  switch (term.field) {
    case 'name':
      return (row) => test(row.name);
    case 'category':
      return none ? (row) => row.category === '' : (row) => test(row.category);
    case 'tag':
      return none ? (row) => row.tags === '' : (row) => splitTags(row.tags).some(test);
    case 'tracker':
      return none ? (row) => row.trackers_count === 0 : inTrackers(test, trackers);
    case 'state':
      return inState(term, test);
    case 'path':
      return (row) => test(row.content_path || row.save_path) || test(row.save_path);
    case 'cid':
      return (row) => test(row.codex_record);
    case 'hash':
      return (row, id) => test(id) || test(row.infohash_v1) || test(row.infohash_v2);
  }
}

function textTest(term: Term): TextTest {
  if (term.kind === 'pattern') {
    const matches = compilePattern(term.text);
    return (text) => matches(text.normalize('NFC'));
  }
  const wanted = fold(term.text);
  return (text) => fold(text).includes(wanted);
}

function inTrackers(test: TextTest, trackers?: ReadonlyMap<string, readonly string[]>): Test {
  if (trackers === undefined) return (row) => test(row.tracker);
  const ids = new Set<string>();
  for (const [url, owners] of trackers) {
    if (test(url) || test(hostOf(url))) for (const id of owners) ids.add(id);
  }
  return (_, id) => ids.has(id);
}

/** By a filter's name, by the server's word or by the one that is shown. */
function inState(term: Term, test: TextTest): Test {
  const name = term.text.toLowerCase().replaceAll('-', '_');
  const filter = FILTERS.find((one) => one === name);
  if (filter !== undefined && term.kind !== 'pattern') return (row) => matches(filter, row);
  // There are few states and many rows.
  const known = new Map<string, boolean>();
  return ({ state }) => {
    const yes = known.get(state) ?? (test(state) || test(shownState(state).label));
    known.set(state, yes);
    return yes;
  };
}

/** Text without case and accents; marks that make another letter (as in Japanese) stay. */
function fold(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}
