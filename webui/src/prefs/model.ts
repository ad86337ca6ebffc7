// What the preferences show, as pure functions of the server's answers: which pages there are, what
// is found, what is hidden and why, what has changed.

import type {
  Capabilities,
  Choice,
  NodeSettings,
  OptionFacts,
  OptionValue,
  Preferences,
} from '../api/types';
import { t } from '../i18n/more';
import { minuteOf, specialsOf } from './hints';
import { bytes } from '../lib/format';
import { trimmed, withUnit } from './units';

/** One line of a page. */
export interface Option extends OptionFacts {
  /** Distinct among preferences and settings of the node. */
  id: string;
  key: string;
  scope: 'preference' | 'node';
  page: string;
  group: string;
  visible: boolean;
  /** When a change acts; empty for at once. */
  when: string;
  saved: OptionValue;
  /** What is in use, when that is something else. */
  effective: OptionValue | undefined;
  restartNeeded: boolean;
  /** The node's option, to be copied. */
  option: string | null;
  advanced: boolean;
  /** Which presentation hints hold: those of the preference that stands for the same. */
  like: string;
  /** The key of the minute when this is the hour of a time of the day. */
  minute: string | undefined;
}

/** The page of the node's own settings. */
export const CODEX = 'Codex';

/** The page of all that is not shown. */
export const HIDDEN = 'hidden';

/** In the order of qBittorrent's window; what is not named comes after. */
const ORDER = [
  'Behavior',
  'Downloads',
  'Connection',
  'Speed',
  'BitTorrent',
  'RSS',
  'Web UI',
  'Advanced',
  CODEX,
];

/** What a setting of the node waits for, in the words of the preferences. */
const RESTARTS: Record<string, string> = { node: 'node_restart', server: 'next_start' };

/** All options, of both kinds, in the server's order. */
export function optionsOf(
  capabilities: Capabilities,
  values: Preferences,
  node: NodeSettings | null,
): Option[] {
  const inUse = new Map(
    Object.values(node?.settings ?? {})
      .filter((setting) => setting.preference !== null && setting.restart_needed)
      .map((setting) => [setting.preference ?? '', setting]),
  );
  const all = inOrder(capabilities.preferences);
  const visible = new Set(all.filter(([, facts]) => facts.visible).map(([key]) => key));
  const preferences = all
    .filter(([key]) => ![...visible].some((hour) => minuteOf(hour) === key))
    .map(([key, facts]): Option => {
      const setting = inUse.get(key);
      const minute = minuteOf(key);
      return {
        ...plainFacts(facts, key),
        visible: facts.visible,
        group: facts.group,
        id: `preference.${key}`,
        key,
        like: key,
        scope: 'preference',
        page: pageOf(facts.page),
        when: facts.when === 'at_once' || facts.when === 'never' ? '' : facts.when,
        // A password that the server never tells is empty, and stays as it is when left so.
        saved: values[key] ?? (facts.kind === 'password' ? '' : facts.default),
        effective: setting?.effective ?? undefined,
        restartNeeded: setting?.restart_needed ?? false,
        option: setting?.option ?? null,
        advanced: false,
        ...(minute !== undefined && visible.has(minute)
          ? { minute, label: facts.label.replace(/ \(hour\)$/, '') }
          : { minute: undefined }),
      };
    });
  const changeable = inOrder(node?.settings ?? {}).filter(([, facts]) => facts.read_only !== true);
  const settings = changeable.map(([key, facts]): Option => ({
    ...plainFacts(facts, facts.preference ?? key),
    option: facts.option,
    advanced: facts.advanced,
    id: `node.${key}`,
    key,
    like: facts.preference ?? key,
    scope: 'node',
    page: CODEX,
    group: '',
    // What cannot be changed and has no value in use does not exist for this node.
    visible: facts.editable || facts.effective !== null,
    when: RESTARTS[facts.restart] ?? '',
    saved: facts.value,
    effective: same(facts.value, facts.effective) ? undefined : (facts.effective ?? undefined),
    restartNeeded: facts.restart_needed,
    minute: undefined,
  }));
  return [...preferences, ...settings];
}

/** What the node tells and nobody sets, as label and text; what is empty is left out. */
export function factsOf(node: NodeSettings | null): { key: string; label: string; text: string }[] {
  return inOrder(node?.settings ?? {})
    .filter(([, facts]) => facts.read_only === true && !isNothing(facts.value))
    .map(([key, facts]) => ({ key, label: facts.label, text: factText(facts.value, facts) }));
}

/** What is only read need not be exact to the byte. */
function factText(value: OptionValue, facts: OptionFacts): string {
  const isBytes = /^(?:bytes?|B)$/.test(facts.unit);
  return isBytes && typeof value === 'number' ? bytes(value) : shown(value, facts);
}

function isNothing(value: OptionValue): boolean {
  return value === null || value === '' || value === 0 || (isList(value) && value.length === 0);
}

/** A reason of the server as a sentence of the page. */
export function sentence(text: string): string {
  const plain = text.trim();
  const end = /[.!?…]$/.test(plain) || plain === '' ? '' : '.';
  return plain.charAt(0).toUpperCase() + plain.slice(1) + end;
}

/** In the order of the server's tables. */
function inOrder<Facts extends OptionFacts>(all: Record<string, Facts>): [string, Facts][] {
  return Object.entries(all)
    .map(([key, facts], at): [[string, Facts], number] => [[key, facts], facts.order ?? at])
    .sort((a, b) => a[1] - b[1])
    .map(([entry]) => entry);
}

/** Facts with nothing left out: an older or newer server may not send all of them. */
function plainFacts(facts: Partial<OptionFacts>, like: string): OptionFacts {
  const choices = facts.choices ?? [];
  return {
    label: facts.label ?? '',
    effect: facts.effect ?? '',
    kind: facts.kind ?? 'text',
    unit: facts.unit ?? '',
    min: bound(facts.min),
    max: bound(facts.max),
    choices: choices.length > 0 ? choices : specialsOf(like),
    default: facts.default ?? null,
    editable: facts.editable ?? true,
    reason: facts.reason ?? null,
  };
}

/** A bound that says something: the largest number that there is does not. */
function bound(value: number | null | undefined): number | null {
  return value === undefined || value === null || Math.abs(value) > Number.MAX_SAFE_INTEGER
    ? null
    : value;
}

/** *Advanced* has two parts in the table; they are one page here, with a group each. */
function pageOf(page: string): string {
  if (page === 'WebUI') return 'Web UI';
  return page.startsWith('Advanced') ? 'Advanced' : page;
}

/** Pages with something on them, in order. */
export function pagesOf(options: readonly Option[]): string[] {
  const names = new Set(options.filter((one) => one.visible).map((one) => one.page));
  const place = (name: string) => {
    const at = ORDER.indexOf(name);
    return at === -1 ? ORDER.length : at;
  };
  return [...names].sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}

export interface Group {
  page: string;
  name: string;
  options: Option[];
}

/** The shown options in groups, each where its first one stands. */
export function groupsOf(options: readonly Option[]): Group[] {
  const groups = new Map<string, Group>();
  for (const option of options) {
    if (!option.visible) continue;
    const key = `${option.page}\n${option.group}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, { page: option.page, name: option.group, options: [option] });
    } else group.options.push(option);
  }
  return [...groups.values()];
}

/** Whether an option has all the words of a search in its key, its label or its help. */
export function found(option: Option, search: string): boolean {
  const text = [option.key, option.key.replaceAll('_', ' '), option.label, option.effect]
    .concat(option.page, option.group)
    .join('\n')
    .toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => text.includes(word));
}

export interface HiddenGroup {
  reason: string;
  options: Option[];
}

/** What is not shown, by reason; the reason of most comes first. */
export function hiddenOf(options: readonly Option[]): HiddenGroup[] {
  const groups = new Map<string, Option[]>();
  for (const option of options) {
    if (option.visible) continue;
    const reason = sentence(option.reason ?? (option.effect || t.prefs.hidden.noReason));
    const list = groups.get(reason);
    if (list === undefined) groups.set(reason, [option]);
    else list.push(option);
  }
  return [...groups]
    .map(([reason, list]) => ({ reason, options: list }))
    .sort((a, b) => b.options.length - a.options.length);
}

/** Whether two values are the same; the order of watched folders does not matter. */
export function same(a: OptionValue | undefined, b: OptionValue | undefined): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: OptionValue | undefined): string {
  if (isList(value)) return JSON.stringify(value);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return JSON.stringify(value ?? null);
}

/** Whether a value is a list of lines, not a text of several. */
export function isList(value: OptionValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

/** A value in words: for defaults, values in use and presets. */
export function shown(
  value: OptionValue | undefined,
  facts: { choices?: readonly Choice[]; unit: string; kind?: string },
): string {
  const choice = facts.choices?.find((one) => one.value === value);
  if (choice !== undefined) return choiceLabel(choice);
  if (value === null || value === undefined || value === '') return t.prefs.empty;
  if (typeof value === 'boolean') return value ? t.prefs.on : t.prefs.off;
  if (typeof value === 'number') return withUnit(value, facts.unit);
  if (isList(value)) return value.join(', ') || t.prefs.empty;
  if (typeof value === 'object') return Object.keys(value).join(', ') || t.prefs.empty;
  return value.replaceAll('\n', ', ');
}

/** The label of a choice; a bare name of the wire (`MoveToTrash`) becomes words. */
export function choiceLabel(choice: Choice): string {
  const label = choice.label === '' ? String(choice.value) : choice.label;
  if (label !== String(choice.value) || !/^([A-Z][a-z]+){2,}$/.test(label)) return label;
  const words = label.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whether the choices are all there is, or numbers with a meaning of their own among others. */
export function choicesAreAll(option: OptionFacts): boolean {
  if (option.choices.length === 0) return false;
  if (option.choices.some((one) => typeof one.value !== 'number')) return option.kind === 'choice';
  if (option.min === null || option.max === null) {
    return option.kind === 'choice' && option.min === option.max;
  }
  return option.max - option.min < option.choices.length;
}

/** What is wrong with a number; null for nothing. Values with a name of their own always pass. */
export function numberProblem(value: number | null, option: OptionFacts): string | null {
  if (value === null) return t.prefs.notNumber;
  if (option.choices.some((one) => one.value === value)) return null;
  const { min, max } = option;
  if ((min === null || value >= min) && (max === null || value <= max)) return null;
  return t.prefs.outside(rangeText(option));
}

/** The bounds in words; empty without any. */
export function rangeText(option: OptionFacts): string {
  const words = (value: number) =>
    option.unit === '' ? trimmed(value) : withUnit(value, option.unit);
  const { min, max } = option;
  if (min !== null && max !== null) return t.prefs.range(words(min), words(max));
  if (min !== null) return t.prefs.atLeast(words(min));
  return max === null ? '' : t.prefs.atMost(words(max));
}

/**
 * Which of the options that were sent an answer of the server is about: the one whose key or label
 * is all in it, with most words; undefined when it names none of them.
 */
export function placeOf(answer: string, sent: readonly Option[]): Option | undefined {
  const words = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  // `WebUI` and `web_ui` are the same words.
  const plain = ` ${words(answer).join(' ').replaceAll('webui', 'web ui')} `;
  const score = (option: Option) =>
    Math.max(
      ...[words(option.key), words(option.label)].map((names) =>
        names.every((name) => plain.includes(` ${name} `)) ? names.length : 0,
      ),
    );
  const [best] = sent
    .map((option) => ({ option, words: score(option) }))
    .sort((a, b) => b.words - a.words);
  return best === undefined || best.words === 0 ? undefined : best.option;
}
