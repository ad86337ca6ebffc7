import { describe, expect, test } from 'vitest';
import { capabilitiesOf, nodeSetting, preference, settingsOf } from './fixtures';
import { readFolders, writeFolders } from './folders';
import {
  choiceLabel,
  choicesAreAll,
  found,
  groupsOf,
  hiddenOf,
  numberProblem,
  optionsOf,
  pagesOf,
  placeOf,
  rangeText,
  same,
  factsOf,
  sentence,
  shown,
  type Option,
} from './model';

const BRIDGE = 'It concerns BitTorrent peers or trackers.';

function options(): Option[] {
  const capabilities = capabilitiesOf({
    bdecode_depth_limit: preference({ page: 'Advanced', group: 'Engine', kind: 'int' }),
    web_ui_password: preference({ page: 'Web UI', kind: 'password', label: 'Password' }),
    web_ui_username: preference({ page: 'Web UI', kind: 'text', label: 'Username' }),
    dl_limit: preference({
      page: 'Speed',
      group: 'Global rate limits',
      label: 'Download',
      kind: 'int',
      effect: 'Most bytes per second that come in.',
    }),
    pex: preference({ page: 'BitTorrent', visible: false, reason: BRIDGE }),
    lsd: preference({ page: 'BitTorrent', visible: false, reason: BRIDGE }),
    rss_refresh_interval: preference({ page: 'RSS', visible: false, reason: 'No feeds.' }),
    schedule_from_hour: preference({ page: 'Speed', kind: 'int', label: 'From (hour)' }),
    schedule_from_min: preference({ page: 'Speed', kind: 'int' }),
    listen_port: preference({ page: 'Connection', kind: 'int', when: 'node_restart' }),
  });
  const node = settingsOf({
    storage_quota: nodeSetting({ value: 2048, effective: 1024, restart: 'node' }),
    listen_port: nodeSetting({
      value: 8090,
      effective: 8070,
      preference: 'listen_port',
      restart_needed: true,
    }),
  });
  return optionsOf(capabilities, { dl_limit: 1024, listen_port: 8090 }, node);
}

function option(key: string, scope: Option['scope'] = 'preference'): Option {
  const one = options().find((other) => other.key === key && other.scope === scope);
  if (one === undefined) throw new Error(`no option ${key}`);
  return one;
}

describe('pages', () => {
  test('are those with something on them, in the order of qBittorrent', () => {
    expect(pagesOf(options())).toEqual(['Connection', 'Speed', 'Web UI', 'Advanced', 'Codex']);
    expect(pagesOf([])).toEqual([]);
  });

  test('have their options in groups, in the order of the server', () => {
    const speed = options().filter((one) => one.page === 'Speed');
    expect(groupsOf(speed).map((group) => group.name)).toEqual(['Global rate limits', '']);
  });

  test('an hour and its minute are one line', () => {
    expect(options().some((one) => one.key === 'schedule_from_min')).toBe(false);
    expect(option('schedule_from_hour')).toMatchObject({
      label: 'From',
      minute: 'schedule_from_min',
    });
  });
});

test('a number that means no limit can be chosen by name, whatever the bounds', () => {
  const capabilities = capabilitiesOf({
    max_connec: preference({ kind: 'int', min: 1, default: 500 }),
  });
  const [limit] = optionsOf(capabilities, { max_connec: -1 }, null);
  if (limit === undefined) throw new Error('no option');
  expect(limit.choices).toEqual([{ value: -1, label: 'no limit' }]);
  expect(choicesAreAll(limit)).toBe(false);
  expect(numberProblem(-1, limit)).toBeNull();
  expect(numberProblem(0, limit)).toBe('Allowed: at least 1.');
});

test('values come from the server, defaults where it has none; a password is never there', () => {
  expect(option('dl_limit').saved).toBe(1024);
  expect(option('bdecode_depth_limit').saved).toBe(false);
  expect(option('web_ui_password').saved).toBe('');
});

test('what the node uses now is said where it differs', () => {
  expect(option('storage_quota', 'node')).toMatchObject({ effective: 1024, when: 'node_restart' });
  expect(option('listen_port')).toMatchObject({ effective: 8070, restartNeeded: true });
});

test('the search looks at key, label and help, and finds hidden ones too', () => {
  const find = (search: string) =>
    options()
      .filter((one) => found(one, search))
      .map((one) => one.key);
  expect(find('dl_limit')).toEqual(['dl_limit']);
  expect(find('PER second bytes')).toEqual(['dl_limit']);
  expect(find('pex')).toEqual(['pex']);
  expect(find('rate download limits')).toEqual(['dl_limit']);
  expect(find('no such words')).toEqual([]);
});

test('what is hidden is told by reason, the commonest first', () => {
  expect(hiddenOf(options()).map((group) => [group.reason, group.options.length])).toEqual([
    [BRIDGE, 2],
    ['No feeds.', 1],
  ]);
});

test('an error of the server is put where it belongs', () => {
  const sent = [option('dl_limit'), option('web_ui_username'), option('web_ui_password')];
  const place = (answer: string) => placeOf(answer, sent)?.key;
  expect(place('WebUI username must be at least 3 characters long')).toBe('web_ui_username');
  expect(place('WebUI password must be at least 6 characters long')).toBe('web_ui_password');
  expect(place('dl_limit: too large')).toBe('dl_limit');
  expect(place('the disk is full')).toBeUndefined();
});

test('values are compared as what they mean', () => {
  expect(same({ '/a': 1, '/b': 0 }, { '/b': 0, '/a': 1 })).toBe(true);
  expect(same({ '/a': 1 }, { '/a': 0 })).toBe(false);
  expect(same('1', 1)).toBe(false);
  expect(same(undefined, null)).toBe(true);
});

test('values in words', () => {
  const choices = [{ value: 0, label: 'never' }];
  expect(shown(0, { choices, unit: '' })).toBe('never');
  expect(shown(10_240, { unit: 'bytes/s' })).toBe('10 KiB/s');
  expect(shown('', { unit: '' })).toBe('empty');
  expect(shown(true, { unit: '' })).toBe('on');
  expect(shown({}, { unit: '' })).toBe('empty');
  expect(shown('a\nb', { unit: '' })).toBe('a, b');
  expect(choiceLabel({ value: 'MoveToTrash', label: 'MoveToTrash' })).toBe('Move to trash');
  expect(choiceLabel({ value: 'SOCKS5', label: 'SOCKS5' })).toBe('SOCKS5');
  expect(choiceLabel({ value: 'NoSubfolder', label: 'No folder' })).toBe('No folder');
});

test('choices are a list, or names for some numbers', () => {
  const list = [
    { value: 0, label: 'a' },
    { value: 1, label: 'b' },
  ];
  const facts = (min: number | null, max: number | null, kind = 'choice') => ({
    ...option('dl_limit'),
    choices: list,
    min,
    max,
    kind,
  });
  expect(choicesAreAll(facts(0, 1))).toBe(true);
  expect(choicesAreAll(facts(null, null))).toBe(true);
  expect(choicesAreAll(facts(null, null, 'int'))).toBe(false);
  expect(choicesAreAll(facts(0, 100))).toBe(false);
  expect(choicesAreAll(facts(0, null))).toBe(false);
});

test('a number has to be one, and within its bounds', () => {
  const facts = { ...option('dl_limit'), min: 1, max: 65_535 };
  expect(numberProblem(1, facts)).toBeNull();
  expect(numberProblem(null, facts)).toBe('Give a number.');
  expect(numberProblem(70_000, facts)).toBe('Allowed: 1 to 65535.');
  expect(numberProblem(-1, { ...facts, choices: [{ value: -1, label: 'no limit' }] })).toBeNull();
  expect(rangeText({ ...facts, min: 1024, max: null, unit: 'bytes' })).toBe('at least 1 KiB');
  expect(rangeText({ ...facts, min: null, max: null })).toBe('');
});

describe('watched folders', () => {
  const wire = { '/in': 1, '/in place': 0, '/other': '/target' };

  test('come back as they were', () => {
    expect(writeFolders(readFolders(wire))).toEqual({ folders: wire, problem: null });
  });

  test('that the server would skip are refused', () => {
    const line = (folder: string, target: 'usual' | 'other' = 'usual') => ({
      folder,
      target,
      path: '',
    });
    expect(writeFolders([line('relative')]).problem).toMatch(/path from the root/);
    expect(writeFolders([line('/a'), line('/a')]).problem).toMatch(/twice/);
    expect(writeFolders([line('/a', 'other')]).problem).toMatch(/folder to save to/);
    expect(writeFolders([line('')])).toEqual({ folders: {}, problem: null });
  });
});

test('lists of lines are compared and told as lists', () => {
  expect(same(['a', 'b'], ['a', 'b'])).toBe(true);
  expect(same(['a', 'b'], ['b', 'a'])).toBe(false);
  expect(shown(['a', 'b'], { unit: '' })).toBe('a, b');
  expect(shown([], { unit: '' })).toBe('empty');
});

test('options stand in the order that the server gives', () => {
  const node = settingsOf({
    a: nodeSetting({ order: 2 }),
    b: nodeSetting({ order: 0, max: Number.MAX_VALUE }),
    c: nodeSetting({ order: 1, effective: null, preference: 'listen_port' }),
  });
  const all = optionsOf(capabilitiesOf({}), {}, node);
  expect(all.map((one) => one.key)).toEqual(['b', 'c', 'a']);
  expect(all.map((one) => one.like)).toEqual(['b', 'listen_port', 'a']);
  // Unknown is not a value of its own, and the largest number there is no bound.
  expect(all[1]?.effective).toBeUndefined();
  expect(all[0]?.max).toBeNull();
});

test('what this node has not is hidden with its reason; what nobody sets is a fact', () => {
  const node = settingsOf({
    nat: nodeSetting({ editable: false, effective: null, reason: 'it has no network side' }),
    quota: nodeSetting({ editable: false, effective: 5, value: 5, reason: 'fixed' }),
    peer_id: nodeSetting({ label: 'Peer id', value: '16U', effective: '16U', read_only: true }),
    spr: nodeSetting({ label: 'Record', value: '', read_only: true }),
  });
  const all = optionsOf(capabilitiesOf({}), {}, node);
  expect(all.map((one) => [one.key, one.visible])).toEqual([
    ['nat', false],
    ['quota', true],
  ]);
  expect(hiddenOf(all)[0]?.reason).toBe('It has no network side.');
  expect(factsOf(node)).toEqual([{ key: 'peer_id', label: 'Peer id', text: '16U' }]);
  expect(sentence('Fixed already.')).toBe('Fixed already.');
});
