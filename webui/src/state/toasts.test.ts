import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toasts } from './toasts.svelte';

let toasts: Toasts;
const texts = () => toasts.list.map((toast) => toast.text);

beforeEach(() => {
  vi.useFakeTimers();
  toasts = new Toasts();
});
afterEach(() => {
  vi.useRealTimers();
});

test('news goes soon, what can be undone later, failures last', () => {
  toasts.info('news');
  toasts.info('done', { label: 'Undo', run: () => undefined });
  toasts.error('failed');
  vi.advanceTimersByTime(4000);
  expect(texts()).toEqual(['done', 'failed']);
  vi.advanceTimersByTime(4000);
  expect(texts()).toEqual(['failed']);
  vi.advanceTimersByTime(2000);
  expect(texts()).toEqual([]);
});

test('the clocks stand while somebody reads, and go on where they stood', () => {
  toasts.info('news');
  vi.advanceTimersByTime(3000);
  toasts.hold(true);
  vi.advanceTimersByTime(60_000);
  toasts.error('came meanwhile');
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual(['news', 'came meanwhile']);
  toasts.hold(false);
  vi.advanceTimersByTime(999);
  expect(texts()).toHaveLength(2);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual(['came meanwhile']);
});

test('four at most: good news makes room first, and the same is said once', () => {
  toasts.error('bad');
  for (const text of ['a', 'b', 'c', 'd', 'a']) toasts.info(text);
  expect(texts()).toEqual(['bad', 'c', 'd', 'a']);
  toasts.info('d');
  expect(texts()).toEqual(['bad', 'c', 'a', 'd']);
  for (const text of ['x', 'y', 'z', 'last']) toasts.error(text);
  expect(texts()).toEqual(['x', 'y', 'z', 'last']);
});

test('the one who joined last draws them', () => {
  const [page, dialog] = [{}, {}];
  toasts.join(page);
  const leave = toasts.join(dialog);
  expect([toasts.shownBy(page), toasts.shownBy(dialog)]).toEqual([false, true]);
  leave();
  expect(toasts.shownBy(page)).toBe(true);
});
