import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { TreeFile } from '../lib/tree';
import FileTree from './FileTree.svelte';

const PATHS = ['top/a.txt', 'top/sub/b 10.txt', 'top/sub/b 9.txt', 'top/z.txt'];
const files = (): TreeFile[] =>
  PATHS.map((path, index) => ({ index, path, size: 1024, progress: 0.5, priority: 1 }));

let told: [number[], number][];
beforeEach(() => {
  told = [];
});

async function shown(list: readonly TreeFile[], more = {}) {
  const result = await render(FileTree, {
    files: list,
    label: 'Files',
    onpriority: (indices: number[], priority: number) => told.push([indices, priority]),
    ...more,
  });
  const box = result.container as HTMLElement;
  box.style.height = '400px';
  box.style.width = '900px';
  await expect.element(page.getByRole('tree', { name: 'Files' })).toBeVisible();
  return result;
}

const item = (name: string | RegExp) => page.getByRole('treeitem', { name });
const nameOf = (row: Element | null) => row?.querySelector('bdi')?.textContent;
const labels = () => page.getByRole('treeitem').elements().map(nameOf);
const standsOn = () => {
  const id = page.getByRole('tree').element().getAttribute('aria-activedescendant') ?? '';
  return nameOf(document.getElementById(id));
};

test('the keyboard does what the practices for trees say', async () => {
  await shown(files());
  page.getByRole('tree').element().focus();
  await expect.poll(standsOn).toBe('top');
  expect(labels()).toEqual(['top', 'sub', 'a.txt', 'z.txt']);
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(standsOn).toBe('sub');
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.poll(standsOn).toBe('b 9.txt');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
  await expect.poll(() => item(/^sub/).element().getAttribute('aria-expanded')).toBe('false');
  await userEvent.keyboard('{End}');
  await expect.poll(standsOn).toBe('z.txt');
  await userEvent.keyboard('s');
  await expect.poll(standsOn).toBe('sub');
  await userEvent.keyboard('{Home}*');
  await expect.element(item(/^top/)).toHaveAttribute('aria-expanded', 'true');
});

test('a folder is chosen with all that is in it, and tells when they differ', async () => {
  await shown(files());
  page.getByRole('tree').element().focus();
  await userEvent.keyboard('{ArrowDown} ');
  await expect.element(item(/^sub/)).toHaveAttribute('aria-checked', 'false');
  await expect.element(item(/^top/)).toHaveAttribute('aria-checked', 'mixed');
  await expect.element(item(/^a\.txt/)).toHaveAttribute('aria-checked', 'true');
  expect(told.map(([indices, priority]) => [indices.sort(), priority])).toEqual([[[1, 2], 0]]);
  await userEvent.keyboard('{Home} ');
  await expect.element(item(/^top/)).toHaveAttribute('aria-checked', 'true');
  expect(told[1]).toEqual([[1, 2].map(Number), 1]);
});

test('a range gets a higher priority in one go', async () => {
  await shown(files());
  page.getByRole('tree').element().focus();
  await userEvent.keyboard('{End}{Shift>}{ArrowUp}{/Shift}{Alt>}{ArrowUp}{/Alt}');
  expect(told).toEqual([[[0, 3], 6]]);
  await expect.element(item(/^a\.txt/)).toHaveAccessibleName(/High/);
});

test('values that change are shown, and names that change keep what is open', async () => {
  const { rerender } = await shown(files());
  page.getByRole('tree').element().focus();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}');
  await rerender({ files: files().map((one) => ({ ...one, progress: 1 })) });
  await expect.element(item(/^b 9\.txt/)).toHaveAccessibleName(/100 %/);
  await rerender({
    files: files().map((one) => ({ ...one, path: one.path.replace('/sub/', '/else/') })),
  });
  await expect.element(item(/^else/)).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(standsOn).toBe('else');
});

test('20,000 files are few elements, and those that are seen', async () => {
  const many = Array.from({ length: 20_000 }, (_, index) => ({
    index,
    path: `top/folder ${String(index % 1000)}/file ${String(index)}`,
    size: index,
  }));
  const { container } = await shown(many);
  await page.getByRole('button', { name: 'Open all folders' }).click();
  expect(container.querySelectorAll('*').length).toBeLessThan(900);
  page.getByRole('tree').element().focus();
  await userEvent.keyboard('{End}');
  await expect.element(item(/^file 19999 19\.5 KiB 0\.0 %/)).toBeVisible();
  expect(container.querySelectorAll('*').length).toBeLessThan(900);
  await page.getByRole('searchbox').fill('file 4711');
  await expect.element(page.getByText(/^2 of 20000 files$/)).toBeVisible();
});
