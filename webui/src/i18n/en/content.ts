// Files of a torrent and its side in Codex.
const files = (count: number) => (count === 1 ? '1 file' : `${String(count)} files`);

export const content = {
  fileTree: {
    files,
    folder: (count: number) => `folder, ${files(count)}`,
    unnamed: '(no name)',
    filter: 'Filter files',
    matching: (count: number, total: number) => `${String(count)} of ${files(total)}`,
    wanted: (count: number, total: number, size: string) =>
      count === total ? `${files(total)}, ${size}` : `${String(count)} of ${files(total)}, ${size}`,
    noMatch: 'No file matches the filter.',
    none: 'There are no files.',
    expandAll: 'Open all folders',
    collapseAll: 'Close all folders',
    all: 'All files',
    allShown: 'All files that are shown',
    menu: 'Actions on files',
    priority: 'Priority',
    priorities: {
      none: 'Do not download',
      normal: 'Normal',
      high: 'High',
      maximum: 'Maximum',
      mixed: 'Mixed',
    },
    sort: 'Sort files',
    sortBy: 'Sort by',
    sortedBy: (column: string, descending: boolean) =>
      `${column}, ${descending ? 'sorted descending' : 'sorted ascending'}`,
    columns: {
      name: 'Name',
      size: 'Size',
      progress: 'Progress',
      priority: 'Priority',
      remaining: 'Remaining',
      availability: 'Copies',
    },
    help: 'Arrow keys move, Left and Right close and open folders, * opens all beside, letters jump to a name, Shift extends the selection.',
    helpCheck: 'Space chooses what is downloaded, Alt with Up and Down changes the priority.',
    changed: (name: string, priority: string) => `${name}: ${priority}`,
    changedSome: (count: number, priority: string) => `${files(count)}: ${priority}`,
  },
} as const;
