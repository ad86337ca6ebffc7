import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Poller } from './poller';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setup(ask: (signal: AbortSignal) => Promise<void>) {
  const asked = vi.fn(ask);
  const failed = vi.fn();
  const poller = new Poller({ ask: asked, interval: () => 1500, failed, random: () => 1 });
  return { poller, asked, failed };
}

test('asks at once and then at the interval', async () => {
  const { poller, asked } = setup(() => Promise.resolve());
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1499);
  expect(asked).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toHaveBeenCalledTimes(2);
  poller.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveBeenCalledTimes(2);
});

test('never has two questions under way, and asks once more when told meanwhile', async () => {
  let finish: () => void = () => undefined;
  const { poller, asked } = setup(() => new Promise((done) => (finish = done)));
  poller.start();
  poller.now();
  poller.now();
  expect(asked).toHaveBeenCalledTimes(1);
  finish();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveBeenCalledTimes(2);
  poller.stop();
});

test('waits longer after each failure, up to half a minute, and recovers', async () => {
  let broken = true;
  const { poller, failed, asked } = setup(() =>
    broken ? Promise.reject(new Error('away')) : Promise.resolve(),
  );
  poller.start();
  await vi.advanceTimersByTimeAsync(200_000);
  const waits = failed.mock.calls.map((call) => call[1] as number);
  expect(waits.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  broken = false;
  await vi.advanceTimersByTimeAsync(30_000);
  const before = asked.mock.calls.length;
  await vi.advanceTimersByTimeAsync(1500);
  expect(asked.mock.calls.length).toBe(before + 1);
  poller.stop();
});

test('a pause is silent, its end asks at once', async () => {
  const { poller, asked } = setup(() => Promise.resolve());
  poller.start();
  await vi.advanceTimersByTimeAsync(0);
  poller.pause(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveBeenCalledTimes(1);
  poller.pause(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toHaveBeenCalledTimes(2);
  poller.stop();
});

test('stopping cuts the question under way and does not report it', async () => {
  const { poller, failed } = setup(
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('cut'));
        });
      }),
  );
  poller.start();
  poller.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(failed).not.toHaveBeenCalled();
});

test('a handler may stop the poller for good', async () => {
  const poller: Poller = new Poller({
    ask: () => Promise.reject(new Error('403')),
    interval: () => 1,
    failed: () => {
      poller.stop();
    },
  });
  poller.start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(vi.getTimerCount()).toBe(0);
});
