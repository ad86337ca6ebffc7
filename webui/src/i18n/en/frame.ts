// What is around the list: filters, search, status bar, the empty page.
export const frame = {
  toolbar: {
    label: 'Actions',
    add: 'Add',
    start: 'Start',
    stop: 'Stop',
    remove: 'Remove',
    copyLink: 'Copy link',
    more: 'More',
    recheck: 'Check again',
    removeTags: 'Remove all tags',
    trackers: 'Trackers…',
    preferences: 'Preferences',
    search: 'Search names',
    filters: 'Show',
    sortBy: 'Sort by',
    ascending: 'Ascending order',
    descending: 'Descending order',
    logout: 'Sign out',
  },

  filters: {
    all: 'All',
    downloading: 'Downloading',
    complete: 'Complete',
    active: 'Active',
    waiting: 'Waiting',
    stopped: 'Stopped',
    errored: 'Errors',
  },

  empty: {
    title: 'Nothing here yet',
    lead: 'qcodex fetches content from Codex, not from BitTorrent peers. So content must be in Codex before it can arrive here.',
    ways: [
      {
        title: 'You were given a link',
        text: 'Paste a magnet link with a Codex part (xs=urn:codex:…) or a bare Codex CID. It starts at once.',
      },
      {
        title: 'You have the files',
        text: 'Put them where they belong and drop the .torrent here. They are checked, published in Codex, and get a link to share.',
      },
      {
        title: 'You have an ordinary magnet',
        text: 'It is kept and waits, with the reason, until somebody has published its content.',
      },
    ],
    action: 'Add the first one',
    dropHint: 'or drop files and links anywhere on this page',
    noMatch: 'Nothing matches',
    noMatchText: 'No item fits the search and the filter.',
    reset: 'Show all',
  },

  status: {
    label: 'Status',
    down: 'Download speed',
    up: 'Upload speed',
    free: 'Free space',
    node: 'Codex node',
    quota: (used: string, max: string) => `${used} of ${max} used`,
    kinds: { embedded: 'Embedded node', rest: 'Codex node', memory: 'Node in memory' },
    externalIp: 'External address',
    externalUnknown: 'unknown',
    nodeStates: { starting: 'starting', online: 'ready', away: 'away' },
  },
} as const;
