// All columns, once: what they are called, how they sort and what they say.

import type { Torrent } from '../api/types';
import { t } from '../i18n';
import { bytes, duration, moment, ratio, speed } from '../lib/format';
import type { SortValue } from '../lib/sort';
import { publishText, shownState } from '../lib/states';

export type ColumnId =
  'name' | 'size' | 'progress' | 'state' | 'down' | 'up' | 'eta' | 'ratio' | 'codex' | 'added';

export interface Column {
  id: ColumnId;
  label: string;
  /** The cell's text; columns with marks of their own are drawn by the row. */
  text: (row: Torrent) => string;
  value: (row: Torrent) => SortValue;
  numeric: boolean;
  /** Whether the first click on the head shows the largest first. */
  descendingFirst: boolean;
}

export const columns: readonly Column[] = [
  column(
    'name',
    (row) => row.name,
    (row) => row.name,
  ),
  column(
    'state',
    (row) => shownState(row.state).label,
    (row) => shownState(row.state).label,
  ),
  number(
    'progress',
    () => '',
    (row) => row.progress,
  ),
  number(
    'size',
    (row) => (row.size > 0 ? bytes(row.size) : ''),
    (row) => row.size,
  ),
  number(
    'down',
    (row) => speed(row.dlspeed),
    (row) => row.dlspeed,
  ),
  number(
    'up',
    (row) => speed(row.upspeed),
    (row) => row.upspeed,
  ),
  number(
    'eta',
    (row) => duration(row.eta),
    (row) => row.eta,
    false,
  ),
  number(
    'ratio',
    (row) => ratio(row.ratio),
    (row) => (row.ratio < 0 ? Infinity : row.ratio),
  ),
  column('codex', codexText, codexText),
  number(
    'added',
    (row) => moment(row.added_on),
    (row) => row.added_on,
  ),
];

/** What is not complete cannot be published: there is nothing to say about it yet. */
function codexText(row: Torrent): string {
  return row.progress < 1 && row.codex_publish === 'none' ? '' : publishText(row.codex_publish);
}

/** The column of that id; the last one for a name nobody knows. */
export function columnById(id: string): Column {
  const fallback = columns[columns.length - 1] as Column;
  return columns.find((column) => column.id === id) ?? fallback;
}

function column(id: ColumnId, text: Column['text'], value: Column['value']): Column {
  return {
    id,
    get label() {
      return t.columns[id];
    },
    text,
    value,
    numeric: false,
    descendingFirst: false,
  };
}

function number(
  id: ColumnId,
  text: Column['text'],
  value: Column['value'],
  descendingFirst = true,
): Column {
  return Object.assign(column(id, text, value), { numeric: true, descendingFirst });
}
