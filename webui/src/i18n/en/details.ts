// The panel of the selected torrent.
export const details = {
  details: {
    label: 'Selected item',
    reason: 'Why it waits',
    savePath: 'Folder',
    record: 'Codex record',
    noRecord: 'none yet',
    publish: 'In Codex',
    copy: 'Copy link',
    tags: 'Tags',
  },

  chart: {
    table: 'As a table',
    time: 'Time',
    summary: (name: string, latest: string, most: string, mean: string) =>
      `${name}: latest ${latest}, highest ${most}, on average ${mean}.`,
    nothing: (name: string) => `${name}: nothing measured yet.`,
  },
} as const;
