import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import '../styles/tokens.css';
import Chart from './Chart.svelte';

const time = Array.from({ length: 60 }, (_, at) => 1_700_000_000 + at);

function props(values: (number | null)[]) {
  return {
    label: 'Speed',
    time,
    series: [{ label: 'Download', color: '--bad', values }],
    format: (value: number) => `${String(Math.round(value))} B`,
    height: 160,
  };
}

/** How many pixels of the drawing are as red as the line. */
function redPixels(container: Element): number {
  const canvas = container.querySelector('canvas');
  const drawing = canvas?.getContext('2d');
  if (!canvas || !drawing) return 0;
  const { data } = drawing.getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(at, at + 4);
    if (alpha > 200 && red > 120 && green < 80 && blue < 80) count += 1;
  }
  return count;
}

test('values are drawn, drawn anew when they change, and hidden on request', async () => {
  const screen = await render(Chart, props(time.map((_, at) => at * 1000)));
  await expect.poll(() => redPixels(screen.container)).toBeGreaterThan(50);
  const rising = redPixels(screen.container);

  await screen.rerender(props(time.map(() => null)));
  await expect.poll(() => redPixels(screen.container)).toBe(0);
  await screen.rerender(props(time.map((_, at) => at * 1000)));
  await expect.poll(() => redPixels(screen.container)).toBe(rising);

  await page.getByRole('button', { name: /Download/ }).click();
  await expect.poll(() => redPixels(screen.container)).toBe(0);
});

test('the same is said in words and as a table', async () => {
  const screen = await render(Chart, props(time.map((_, at) => at)));
  await expect.element(page.getByText('Download: latest 59 B, highest 59 B,')).toBeInTheDocument();
  await page.getByText('As a table').click();
  await expect.element(page.getByRole('table')).toBeVisible();
  expect(screen.container.querySelectorAll('tbody tr')).toHaveLength(24);
  await expect.element(page.getByRole('cell', { name: '59 B', exact: true })).toBeVisible();
});

test('the drawing follows the room it has', async () => {
  const screen = await render(Chart, props(time.map(() => 5)));
  screen.container.style.width = '400px';
  const width = () => screen.container.querySelector('canvas')?.getBoundingClientRect().width;
  await expect.poll(width).toBe(400);
  screen.container.style.width = '250px';
  await expect.poll(width).toBe(250);
});
