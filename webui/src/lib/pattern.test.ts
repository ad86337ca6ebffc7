import { describe, expect, test } from 'vitest';
import { compilePattern, PatternError } from './pattern';

function codeOf(source: string): string | undefined {
  try {
    compilePattern(source);
    return undefined;
  } catch (error) {
    return error instanceof PatternError ? error.code : 'other';
  }
}

/** The same numbers each time: a failure can be seen again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('matches as the browser does', () => {
  const texts = [
    '',
    'a',
    'ab',
    'Movie.S01E02.1080p',
    'foo bar',
    'ÜBER',
    'x😀y',
    'a-b_c',
    '日本',
    'line\nbreak',
  ];
  test.each([
    'a',
    'A',
    '^a$',
    's\\d{2}e\\d{2}',
    '1080p|720p',
    '(foo|bar)+$',
    '\\bbar\\b',
    '\\Ba',
    '[^a-z]',
    '[\\w.]+',
    'ü',
    '^.$',
    'x.y',
    '\\p{Script=Han}',
    '\\u{1F600}',
    '\\x61',
    'a{0}',
    'a{2,}',
    '(?:a|b){1,2}?',
    '(?<name>a)b',
    '',
    'e.b',
    '[\\]]|\\]',
    '[\\b]',
    '^$',
    '(a*)*',
    '(^a|b$)+',
  ])('%s', (source) => {
    const matches = compilePattern(source);
    for (const text of texts) {
      expect(matches(text), text).toBe(new RegExp(source, 'iu').test(text));
    }
  });

  test('whatever the pattern', () => {
    const draw = random(20261123);
    const atoms = ['a', 'b', 'B', '.', '[ab]', '[^a]', '\\w', '\\W', ' ', '^', '$', '\\b', '\\B'];
    const marks = ['', '', '', '*', '+', '?', '{2}', '{1,2}', '{2,}', '*?'];
    const pattern = (depth: number): string => {
      let source = '';
      for (let parts = 1 + draw(3); parts > 0; parts -= 1) {
        const group = depth > 0 && draw(3) === 0;
        const atom = group ? `(${pattern(depth - 1)})` : (atoms[draw(atoms.length)] ?? '');
        const fixed = !group && /^(?:\^|\$|\\b|\\B)$/i.test(atom);
        source += atom + (fixed ? '' : (marks[draw(marks.length)] ?? ''));
      }
      return draw(4) === 0 ? `${source}|${atoms[draw(9)] ?? ''}` : source;
    };
    for (let round = 0; round < 2000; round += 1) {
      const source = pattern(2);
      const text = Array.from({ length: draw(8) }, () => 'abB c'.charAt(draw(5))).join('');
      const found = compilePattern(source)(text);
      expect(found, `/${source}/ on "${text}"`).toBe(new RegExp(source, 'iu').test(text));
    }
  });
});

test.each(['(a+)+$', '(a|a)*b', '(a*)*b', '(.*.*.*.*.*.*)x', '(a?){30}a{30}b'])(
  '%s does not stop the page',
  (source) => {
    const matches = compilePattern(source);
    // The browser's engine would be at it for years.
    expect(matches(`${'a'.repeat(2000)}!`)).toBe(false);
  },
);

test('what cannot be used is said', () => {
  expect(codeOf('(')).toBe('invalid');
  expect(codeOf('[z-a]')).toBe('invalid');
  expect(codeOf('a**')).toBe('invalid');
  expect(codeOf('(?=a)')).toBe('unsupported');
  expect(codeOf('(?<!a)b')).toBe('unsupported');
  expect(codeOf('(a)\\1')).toBe('unsupported');
  expect(codeOf('a'.repeat(201))).toBe('complex');
  expect(codeOf('((a{30}){30}){30}')).toBe('complex');
  expect(codeOf('ab+')).toBeUndefined();
});
