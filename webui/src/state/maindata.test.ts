import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { live } from './maindata.svelte';

let named: number;
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  vi.stubGlobal('fetch', () => {
    asked += 1;
    return Promise.resolve(
      Response.json({ rid: asked, server_state: { refresh_interval: named } }),
    );
  });
});
afterEach(() => {
  live.clear();
  vi.useRealTimers();
});

// Effect of `refresh_interval`.
test('the list is asked for at the interval of the preferences, within reason', async () => {
  named = 5000;
  live.start();
  await vi.advanceTimersByTimeAsync(4999);
  expect(asked).toBe(1);
  named = 500;
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toBe(2);
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toBe(12);
  // Nonsense is not believed.
  named = -50;
  await vi.advanceTimersByTimeAsync(500);
  asked = 0;
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toBe(4);
});
