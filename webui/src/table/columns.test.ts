import { describe, expect, it } from 'vitest';

import type { ServerState, Torrent } from '../api/types';
import { columnById, columns } from './columns';

const server = (keeps: number | null): Partial<ServerState> => ({
  codex_node: { keeps, kind: 'rest', quota_max: 0, quota_used: 0, state: 'online' },
});
const row = (at: number) => ({ codex_expires_at: at }) as Torrent;

describe('the column that says when the node drops it', () => {
  const expires = columnById('expires');

  it('is there only with a node that drops anything', () => {
    expect(expires.available(server(2_592_000))).toBe(true);
    expect(expires.available(server(null))).toBe(false);
    expect(expires.available({})).toBe(false);
    expect(expires.usual).toBeNull();
  });

  it('says a time, and nothing for what is kept', () => {
    expect(expires.text(row(1_800_000_000))).toMatch(/\d/);
    expect(expires.text(row(-1))).toBe('');
  });

  it('has what is dropped first at the top', () => {
    expect(expires.descendingFirst).toBe(false);
    const values = [-1, 1_900_000_000, 1_800_000_000].map((at) => expires.value(row(at)));
    expect([...values].sort((a, b) => Number(a) - Number(b))).toEqual([
      1_800_000_000,
      1_900_000_000,
      Infinity,
    ]);
  });
});

describe('all columns', () => {
  it('have words', () => {
    for (const one of columns) expect(one.label, one.id).not.toBe('');
  });
});
