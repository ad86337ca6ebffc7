// The toolbar.
export const frame = {
  toolbar: {
    label: 'Actions',
    add: 'Add',
    create: 'Create torrent…',
    copyLink: 'Copy link',
    more: 'More',
    trackers: 'Trackers…',
    preferences: 'Preferences',
    sortBy: 'Sort by',
    ascending: 'Ascending order',
    descending: 'Descending order',
    logout: 'Sign out',
  },
} as const;
