// The toolbar.
export const frame = {
  toolbar: {
    label: 'Actions',
    add: 'Add',
    create: 'Create torrent…',
    start: 'Start',
    stop: 'Stop',
    remove: 'Remove',
    copyLink: 'Copy link',
    more: 'More',
    recheck: 'Check again',
    removeTags: 'Remove all tags',
    trackers: 'Trackers…',
    preferences: 'Preferences',
    sortBy: 'Sort by',
    ascending: 'Ascending order',
    descending: 'Descending order',
    logout: 'Sign out',
  },
} as const;
