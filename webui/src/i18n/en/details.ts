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
} as const;
