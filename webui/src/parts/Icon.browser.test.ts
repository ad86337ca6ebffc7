import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Icon from './Icon.svelte';

test('an icon takes the room it is given and is no content', async () => {
  const { container } = await render(Icon, { name: 'plus', size: 24 });
  const svg = container.querySelector('svg');
  expect(svg?.getBoundingClientRect().width).toBe(24);
  expect(svg?.getAttribute('aria-hidden')).toBe('true');
  expect(svg?.querySelectorAll('path').length).toBeGreaterThan(0);
});
