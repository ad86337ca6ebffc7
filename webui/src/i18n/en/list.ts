// The list of torrents: its columns and what is said about rows.
export const list = {
  columns: {
    name: 'Name',
    size: 'Size',
    progress: 'Progress',
    state: 'Status',
    down: 'Down',
    up: 'Up',
    eta: 'Time left',
    ratio: 'Ratio',
    codex: 'Codex',
    added: 'Added',
  },

  table: {
    label: 'Torrents',
    selectAll: 'Select all',
    selected: (count: number, total: number) => `${String(count)} of ${String(total)} selected`,
    count: (count: number) => (count === 1 ? '1 item' : `${String(count)} items`),
    copyLinkOf: (name: string) => `Copy the Codex link of ${name}`,
    help: 'Arrow keys move, Space selects, Shift extends, Ctrl+A selects all, Ctrl+C copies links, Delete removes, Insert adds, / searches.',
  },
} as const;
