import { expect, test } from 'vitest';
import { Samples } from './samples';

test('one value a second, the last one of it', () => {
  const samples = new Samples(60);
  samples.add(100.1, 1, 0);
  samples.add(100.9, 2, 0);
  samples.add(101.2, 3, 5);
  expect(samples.window(101.2, 60, 60, 5)).toEqual({
    time: [100, 101],
    down: [2, 3],
    up: [0, 5],
  });
});

test('a long time is averaged over steps', () => {
  const samples = new Samples(1800);
  for (let at = 0; at < 1800; at += 1) samples.add(at, at % 10, 1);
  const { time, down, up } = samples.window(1800, 1800, 180, 5);
  expect(time).toHaveLength(180);
  // The first one is just outside.
  expect(down[0]).toBe(5);
  expect(down.slice(1).every((value) => value === 4.5)).toBe(true);
  expect(up.every((value) => value === 1)).toBe(true);
  expect(samples.window(1799, 60, 180, 5).time).toHaveLength(60);
});

test('while nobody looked there is a gap', () => {
  const samples = new Samples(600);
  samples.add(10, 1, 1);
  samples.add(11, 1, 1);
  samples.add(90, 2, 2);
  const { time, down } = samples.window(90, 300, 300, 5);
  expect(down).toEqual([1, 1, null, 2]);
  expect([...time].sort((a, b) => a - b)).toEqual(time);
  expect(new Set(time).size).toBe(time.length);
});

test('old ones go, and a clock set back begins anew', () => {
  const samples = new Samples(100);
  for (let at = 0; at < 1000; at += 1) samples.add(at, at, 0);
  expect(samples.window(999, 5000, 5000, 5).time.length).toBeLessThan(200);
  samples.add(50, 7, 7);
  expect(samples.window(50, 100, 100, 5).down).toEqual([7]);
});

test('averages begin at whole steps, so that a line does not tremble as time goes on', () => {
  const samples = new Samples(1800);
  for (let at = 0; at < 100; at += 1) samples.add(at, at, 0);
  const early = samples.window(99, 1800, 180, 5);
  samples.add(100, 100, 0);
  const late = samples.window(100, 1800, 180, 5);
  expect(late.down.slice(0, early.down.length)).toEqual(early.down);
});
