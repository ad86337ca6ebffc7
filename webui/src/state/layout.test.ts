import { beforeEach, expect, test, vi } from 'vitest';
import { columns } from '../table/columns';
import { CHECK_WIDTH, Layout } from './layout.svelte';

const stored = new Map<string, string>();
let pathname: string;

beforeEach(() => {
  stored.clear();
  pathname = '/';
  vi.stubGlobal('location', {
    get pathname() {
      return pathname;
    },
  });
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => stored.set(name, value),
    removeItem: (name: string) => stored.delete(name),
  });
});

function shown(layout: Layout): string[] {
  return layout.shown.map((one) => one.column.id);
}

test('without a choice the usual columns show as far as there is room', () => {
  const layout = new Layout();
  layout.room = 500;
  expect(shown(layout)).toEqual(['name', 'state']);
  layout.room = 1070;
  expect(shown(layout).slice(0, 4)).toEqual(['name', 'size', 'progress', 'state']);
  expect(layout.width).toBeLessThanOrEqual(1070);
  layout.room = 5000;
  // The queue is off on this server.
  expect(shown(layout)).toHaveLength(columns.filter((one) => one.usual !== null).length - 1);
  expect(layout.changed).toBe(false);
  expect(stored.size).toBe(0);
});

test('what is chosen holds whatever the room, and the next visit knows it', () => {
  const layout = new Layout();
  layout.room = 500;
  layout.show('tracker', true);
  layout.show('state', false);
  layout.place('tracker', 'name');
  layout.resize('tracker', 333.4);
  layout.resize('name', 1);
  layout.setCompact(true);
  expect(shown(layout)).toEqual(['tracker', 'name']);
  expect(layout.tracks).toBe(`${String(CHECK_WIDTH)}px 333px 120px 1fr`);

  const next = new Layout();
  next.room = 5000;
  expect(shown(next)).toEqual(['tracker', 'name']);
  expect(next.widthOf('tracker')).toBe(333);
  expect(next.compact).toBe(true);
  next.show('tracker', false);
  next.show('name', false);
  expect(shown(next)).toEqual(['name']);

  next.reset();
  expect(next.changed).toBe(false);
  expect(stored.size).toBe(0);
});

test('two servers behind one host do not share it', () => {
  pathname = '/one/';
  new Layout().show('tracker', true);
  pathname = '/two/index.html';
  const other = new Layout();
  expect(other.changed).toBe(false);
  other.resize('size', 200);
  pathname = '/one/index.html';
  expect(new Layout().isShown('tracker')).toBe(true);
  expect(new Layout().widthOf('size')).not.toBe(200);
});

test('a step goes past what is not shown', () => {
  const layout = new Layout();
  layout.room = 560;
  expect(shown(layout)).toEqual(['name', 'progress', 'state']);
  expect(layout.step('name', 1, ['name', 'progress', 'state'])).toBe(1);
  expect(shown(layout)).toEqual(['progress', 'name', 'state']);
  expect(layout.step('name', 1, ['progress', 'name', 'state'])).toBe(2);
  expect(shown(layout)).toEqual(['progress', 'state', 'name']);
  expect(layout.step('name', 1, ['progress', 'state', 'name'])).toBe(2);
  expect(layout.step('name', -1, ['progress', 'state', 'name'])).toBe(1);
  expect(shown(layout)).toEqual(['progress', 'name', 'state']);
});

test.each([
  ['nonsense', 'null'],
  ['another shape', '[1,2]'],
  [
    'half of it',
    '{"order":["nobody","ratio",7],"shown":["nobody"],"widths":{"size":"x","up":1e9}}',
  ],
  ['no JSON', '{'],
])('%s in the storage does no harm', (_, text) => {
  stored.set('qcodex:/:columns', text);
  const layout = new Layout();
  layout.room = 1200;
  expect(shown(layout)).toContain('name');
  expect(new Set(layout.order).size).toBe(columns.length);
  expect(layout.widthOf('size')).toBe(88);
  expect(layout.widthOf('up')).toBeLessThan(2000);
});
