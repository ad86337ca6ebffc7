// The filters beside the list, the search in it, and the categories and tags they show.
import type { APIRequestContext, Page } from '@playwright/test';
import { violations } from './axe';
import {
  api,
  content,
  expect,
  magnet,
  row,
  type Server,
  test,
  torrentOf,
  writePayload,
} from './fixtures';

/** What the tests filter: complete and published, waiting, stopped; two trackers. */
async function furnish(server: Server): Promise<APIRequestContext> {
  const client = await api(server);
  for (const category of ['Films', 'Films/Comedy', 'Music', 'Unused']) {
    await client.post('api/v2/torrents/createCategory', { form: { category } });
  }
  await client.post('api/v2/torrents/createTags', { form: { tags: 'new,seen,unused' } });
  const bytes = content('filters', 40_000);
  writePayload(server, 'Comedy S01E02.mkv', bytes);
  await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: 'a.torrent',
        mimeType: 'application/x-bittorrent',
        buffer: torrentOf('Comedy S01E02.mkv', bytes),
      },
      category: 'Films/Comedy',
      tags: 'new',
    },
  });
  const add = (name: string, fields: Record<string, string>, tracker = '') =>
    client.post('api/v2/torrents/add', {
      form: { urls: `${magnet(name)}${tracker}`, ...fields },
    });
  await add('Film trailer', { category: 'Films', tags: 'seen' }, '&tr=udp%3A%2F%2Fone.example%3A1');
  await add(
    'Album',
    { category: 'Music', stopped: 'true', paused: 'true' },
    '&tr=http%3A%2F%2Ftwo.example%2Fa',
  );
  await add('Loose end', { tags: 'new' });
  return client;
}

function filter(page: Page, section: string, name: string) {
  const role = section === 'Category' ? 'tree' : 'listbox';
  return page
    .getByRole(role, { name: section })
    .getByRole(role === 'tree' ? 'treeitem' : 'option', { name: new RegExp(`^${name},`) });
}

/** The names on screen, whatever their order. */
async function shows(page: Page, ...names: string[]) {
  const all = ['Comedy S01E02.mkv', 'Film trailer', 'Album', 'Loose end'];
  for (const name of all) await expect(row(page, name)).toHaveCount(names.includes(name) ? 1 : 0);
}

test('every kind of filter, with its counts', async ({ list, server }) => {
  await furnish(server);
  const [comedy, trailer, album, loose] = [
    'Comedy S01E02.mkv',
    'Film trailer',
    'Album',
    'Loose end',
  ];
  await expect(filter(list, 'State', 'All')).toHaveAccessibleName('All, 4 items');
  await expect(filter(list, 'State', 'Complete')).toHaveAccessibleName('Complete, 1 item');

  await filter(list, 'State', 'Complete').click();
  await expect(filter(list, 'State', 'Complete')).toHaveAttribute('aria-selected', 'true');
  await shows(list, comedy);
  await filter(list, 'State', 'Stopped').click();
  await shows(list, album);
  await list.getByRole('button', { name: 'More states' }).click();
  await filter(list, 'State', 'Running').click();
  await shows(list, comedy, trailer, loose);
  await filter(list, 'State', 'All').click();

  await expect(filter(list, 'Codex', 'Published')).toHaveAccessibleName('Published, 1 item');
  await filter(list, 'Codex', 'Not published').click();
  await shows(list, trailer, album, loose);
  await filter(list, 'Codex', 'Waiting, with a reason').click();
  await shows(list, trailer, loose);
  await filter(list, 'Codex', 'All').click();

  // A category has what is below it; its counts say so.
  await expect(filter(list, 'Category', 'Films')).toHaveAccessibleName('Films, 2 items');
  await filter(list, 'Category', 'Films').click();
  await shows(list, comedy, trailer);
  await filter(list, 'Category', 'Comedy').click();
  await shows(list, comedy);
  await filter(list, 'Category', 'Uncategorised').click();
  await shows(list, loose);

  await filter(list, 'Tags', 'new').click();
  await shows(list, loose);
  await filter(list, 'Category', 'All').click();
  await shows(list, comedy, loose);
  await filter(list, 'Tags', 'Untagged').click();
  await shows(list, album);
  await filter(list, 'Tags', 'All').click();

  await filter(list, 'Trackers', 'two.example').click();
  await shows(list, album);
  await filter(list, 'Trackers', 'Trackerless').click();
  await shows(list, comedy, loose);

  // What hides everything is said, and goes one by one.
  await filter(list, 'State', 'Stopped').click();
  await expect(list.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await expect(list.getByText('without it 2 items')).toBeVisible();
  await list.getByRole('button', { name: 'Remove filter State: Stopped' }).click();
  await shows(list, comedy, loose);
});

test('the keyboard walks the tree, and what was closed stays closed', async ({ list, server }) => {
  await furnish(server);
  const tree = list.getByRole('tree', { name: 'Category' });
  await expect(filter(list, 'Category', 'Films')).toBeVisible();
  await filter(list, 'Category', 'All').focus();
  for (const key of ['ArrowDown', 'ArrowDown']) await list.keyboard.press(key);
  await expect(filter(list, 'Category', 'Films')).toBeFocused();
  await expect(filter(list, 'Category', 'Films')).toHaveAttribute('aria-expanded', 'true');
  await list.keyboard.press('ArrowRight');
  await expect(filter(list, 'Category', 'Comedy')).toBeFocused();
  await list.keyboard.press('ArrowLeft');
  await expect(filter(list, 'Category', 'Films')).toBeFocused();
  await list.keyboard.press('ArrowLeft');
  await expect(filter(list, 'Category', 'Comedy')).toHaveCount(0);
  await list.keyboard.press('m');
  await expect(filter(list, 'Category', 'Music')).toBeFocused();
  await list.keyboard.press('Enter');
  await shows(list, 'Album');
  await expect(tree).toMatchAriaSnapshot(`
    - tree "Category":
      - treeitem "All, 4 items" [level=1]
      - treeitem "Uncategorised, 1 item" [level=1]
      - treeitem "Films, 2 items" [level=1]
      - treeitem "Music, 1 item" [level=1] [selected]
      - treeitem "Unused, 0 items" [level=1]
  `);

  await list.getByRole('heading', { name: 'Tags' }).getByRole('button').click();
  await list.reload();
  await expect(filter(list, 'Category', 'Films')).toHaveAttribute('aria-expanded', 'false');
  await expect(list.getByRole('listbox', { name: 'Tags' })).toHaveCount(0);

  await list.getByRole('button', { name: 'Hide filters' }).click();
  await expect(list.getByRole('tree', { name: 'Category' })).toHaveCount(0);
  await list.getByRole('button', { name: 'Show filters' }).click();
  await expect(filter(list, 'Category', 'Films')).toBeVisible();
});

test('the search knows words, phrases, negation, fields and patterns', async ({ list, server }) => {
  await furnish(server);
  const [comedy, trailer, album, loose] = [
    'Comedy S01E02.mkv',
    'Film trailer',
    'Album',
    'Loose end',
  ];
  const search = list.getByRole('searchbox', { name: 'Search' });
  for (const [text, names] of [
    ['FILM', [trailer]],
    ['-film', [comedy, album, loose]],
    ['"loose end"', [loose]],
    ['end loose', [loose]],
    ['/s\\d+e\\d+/', [comedy]],
    ['-/^(al|lo)/', [comedy, trailer]],
    ['category:films -tag:new', [trailer]],
    ['tracker:two', [album]],
    ['state:stopped', [album]],
    ['tag:""', [album]],
  ] as const) {
    await search.fill(text);
    await shows(list, ...names);
  }

  // A pattern that is none hides nothing and is said at the field.
  await search.fill('/(/');
  await expect(search).toHaveAccessibleDescription('This is no regular expression yet.');
  await expect(search).toHaveAttribute('aria-invalid', 'true');
  await shows(list, comedy, trailer, album, loose);
  // One that would keep the browser busy for years does not.
  await search.fill(`/^(([a-z ]|[a-z])+)+$/ -nothing`);
  await shows(list, trailer, album, loose);

  await list.getByRole('button', { name: 'How to search' }).click();
  await list.getByRole('button', { name: '-trailer' }).click();
  await expect(search).toBeFocused();
  await expect(search).toHaveValue(/ -trailer$/);
  await shows(list, album, loose);
  await search.press('Escape');
  await expect(search).toHaveValue('');
  await shows(list, comedy, trailer, album, loose);
});

test('a category is added, changed and removed', async ({ list, server }) => {
  const client = await furnish(server);
  const known = async () =>
    (await (await client.get('api/v2/torrents/categories')).json()) as Record<string, unknown>;
  await filter(list, 'Category', 'Films').click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Add subcategory…' }).click();
  const adding = list.getByRole('dialog', { name: 'Add subcategory of Films' });
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(adding.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await adding.getByLabel('Name').fill('Films/Drama');
  await adding.getByLabel('Save to').fill('drama');
  await adding.getByLabel('Folder for incomplete items').selectOption('Yes');
  await adding.getByLabel('Keep incomplete items in').fill('parts');
  await adding.getByText('Share limits').click();
  await adding.getByLabel('Ratio').fill('1.5');
  expect(await violations(list)).toEqual([]);
  await adding.getByRole('button', { name: 'Add' }).click();
  await expect(filter(list, 'Category', 'Drama')).toBeVisible();
  expect((await known())['Films/Drama']).toMatchObject({
    savePath: 'drama',
    download_path: 'parts',
    ratio_limit: 1.5,
  });

  await filter(list, 'Category', 'Drama').focus();
  await list.keyboard.press('Shift+F10');
  await list.getByRole('menuitem', { name: 'Edit category…' }).click();
  const editing = list.getByRole('dialog', { name: 'Edit category Films/Drama' });
  await expect(editing.getByLabel('Ratio')).toHaveValue('1.5');
  await editing.getByLabel('Ratio').fill('');
  await editing.getByLabel('Folder for incomplete items').selectOption('No');
  await editing.getByRole('button', { name: 'Save' }).click();
  await expect(editing).toBeHidden();
  expect((await known())['Films/Drama']).toMatchObject({
    savePath: 'drama',
    download_path: false,
    ratio_limit: -2,
  });

  // What is below goes too; the items stay.
  await filter(list, 'Category', 'Films').click();
  await list.getByRole('button', { name: 'Actions: Category' }).click();
  await list.getByRole('menuitem', { name: 'Remove category…' }).click();
  const removing = list.getByRole('dialog', { name: 'Remove 3 categories?' });
  await expect(removing).toContainText('2 items stay in the list, without a category.');
  await removing.getByRole('button', { name: 'Remove' }).click();
  await expect(filter(list, 'Category', 'Films')).toHaveCount(0);
  await shows(list, 'Comedy S01E02.mkv', 'Film trailer', 'Album', 'Loose end');

  await list.getByRole('button', { name: 'Actions: Category' }).click();
  await list.getByRole('menuitem', { name: 'Remove unused categories…' }).click();
  const unused = list.getByRole('dialog', { name: 'Remove this category?' });
  await expect(unused).toContainText('Unused');
  await unused.getByRole('button', { name: 'Remove' }).click();
  await expect.poll(async () => Object.keys(await known())).toEqual(['Music']);
});

test('tags come several at once and go with a question; items by their filter', async ({
  list,
  server,
}) => {
  const client = await furnish(server);
  const known = async () => (await (await client.get('api/v2/torrents/tags')).json()) as string[];
  await list.getByRole('button', { name: 'Actions: Tags' }).click();
  await list.getByRole('menuitem', { name: 'Manage tags…' }).click();
  const dialog = list.getByRole('dialog', { name: 'Tags' });
  await dialog.getByLabel('New tags').fill('one, two,new');
  await expect(dialog).toContainText('Already there: new.');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByText('two', { exact: true })).toBeVisible();
  expect(await known()).toEqual(['new', 'one', 'seen', 'two', 'unused']);
  expect(await violations(list)).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove tag new' }).click();
  const question = list.getByRole('dialog', { name: 'Remove this tag?' });
  await expect(question).toContainText('It is taken off 2 items. The items stay.');
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog.getByText('new', { exact: true })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await filter(list, 'Tags', 'seen').click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Stop its items' }).click();
  await expect(row(list, 'Film trailer')).toContainText('Stopped');
  await expect(row(list, 'Loose end')).not.toContainText('Stopped');

  await filter(list, 'Trackers', 'one.example').click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Remove from all items…' }).click();
  await list.getByRole('dialog').getByRole('button', { name: 'Remove from all' }).click();
  await expect(filter(list, 'Trackers', 'one.example')).toHaveCount(0);

  await list.getByRole('button', { name: 'Actions: Tags' }).click();
  await list.getByRole('menuitem', { name: 'Remove unused tags…' }).click();
  await list.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect.poll(known).toEqual(['seen']);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('nothing stands in anybody’s way', async ({ list, server }) => {
      await furnish(server);
      await filter(list, 'Category', 'Films').click();
      await row(list, 'Film trailer').click();
      await list.getByRole('button', { name: 'How to search' }).click();
      expect(await violations(list)).toEqual([]);
      await list.getByRole('searchbox').fill('/(/');
      expect(await violations(list)).toEqual([]);
      await filter(list, 'State', 'Active').click();
      expect(await violations(list)).toEqual([]);
      await filter(list, 'Category', 'Films').click({ button: 'right' });
      expect(await violations(list)).toEqual([]);
    });
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('filters come over the list and stay as chips', async ({ list, server }) => {
    await furnish(server);
    await list.getByRole('button', { name: 'Show filters' }).click();
    const drawer = list.getByRole('dialog', { name: 'Filters' });
    await expect(filter(list, 'Category', 'Films')).toBeVisible();
    expect(await violations(list)).toEqual([]);
    await filter(list, 'Category', 'Films').click();
    await expect(drawer).toBeHidden();
    await shows(list, 'Comedy S01E02.mkv', 'Film trailer');
    await list.getByRole('button', { name: 'Show filters' }).click();
    await filter(list, 'Tags', 'seen').click();
    await shows(list, 'Film trailer');
    expect(await violations(list)).toEqual([]);
    const width = await list.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);

    await list.getByRole('button', { name: 'Remove filter Tags: seen' }).click();
    await shows(list, 'Comedy S01E02.mkv', 'Film trailer');
    await list.getByRole('button', { name: 'Remove filter Category: Films' }).click();
    await shows(list, 'Comedy S01E02.mkv', 'Film trailer', 'Album', 'Loose end');
    await list.getByRole('button', { name: 'Show filters' }).click();
    await list.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await expect(list.getByRole('button', { name: 'Show filters' })).toBeFocused();
  });
});
