import { expect, test } from 'vitest';
import { applyPeers, isAddress, noPeers, sortedPeers, type Peers } from './peers';

const full = {
  rid: 1,
  full_update: true,
  show_flags: true,
  peers: {
    '10.0.0.1:1': { ip: '10.0.0.1', port: 1, client: 'qcodex/1', dl_speed: 5, progress: 1 },
    '10.0.0.2:1': { ip: '10.0.0.2', port: 1, client: 'curl', dl_speed: 7, progress: 0 },
  },
};

test('differences change members, add and remove', () => {
  const first = applyPeers(noPeers, full);
  expect(first.rows.size).toBe(2);
  expect(first.rows.get('10.0.0.1:1')?.uploaded).toBe(0);
  const second = applyPeers(first, {
    rid: 2,
    peers: { '10.0.0.1:1': { dl_speed: 9 }, '[::1]:2': { ip: '::1', port: 2 } },
    peers_removed: ['10.0.0.2:1'],
  });
  expect([...second.rows.keys()]).toEqual(['10.0.0.1:1', '[::1]:2']);
  expect(second.rows.get('10.0.0.1:1')).toMatchObject({ client: 'qcodex/1', dl_speed: 9 });
  expect(first.rows.get('10.0.0.1:1')?.dl_speed).toBe(5);
  expect(second.showFlags).toBe(true);
});

test('an answer without news keeps the rows, a full one forgets them', () => {
  const first = applyPeers(noPeers, full);
  expect(applyPeers(first, { rid: 3 }).rows).toBe(first.rows);
  expect(applyPeers(first, { rid: 1, full_update: true, peers: {} }).rows.size).toBe(0);
});

test('a difference to an unknown node is not shown', () => {
  const state: Peers = applyPeers(noPeers, { rid: 2, peers: { 'a:1': { dl_speed: 3 } } });
  expect(state.rows.size).toBe(0);
});

test('sorted by a column, equal ones by their key', () => {
  const { rows } = applyPeers(noPeers, full);
  expect(sortedPeers(rows, 'down', true)).toEqual(['10.0.0.2:1', '10.0.0.1:1']);
  expect(sortedPeers(rows, 'node', false)).toEqual(['10.0.0.1:1', '10.0.0.2:1']);
  expect(sortedPeers(rows, 'country', true)).toEqual(['10.0.0.1:1', '10.0.0.2:1']);
});

test('names of hosts are no addresses', () => {
  expect(isAddress('192.168.1.5')).toBe(true);
  expect(isAddress('2001:db8::1')).toBe(true);
  expect(isAddress('nas.local')).toBe(false);
});
