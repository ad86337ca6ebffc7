// Every word of the page. `as const` lets the compiler check each use; a further language is an
// object of the type `Strings`. Functions are for what depends on a number or a name.

export const en = {
  product: 'qcodex',

  login: {
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Signing in…',
    wrong: 'User name or password is wrong.',
    banned: 'Too many failed attempts. This address has to wait before it can sign in.',
    hint: 'As long as no password is set, the server prints a temporary one in its log at each start.',
    expired: 'Your session has ended. Sign in again to go on where you were.',
  },

  toolbar: {
    label: 'Actions',
    add: 'Add',
    start: 'Start',
    stop: 'Stop',
    remove: 'Remove',
    copyLink: 'Copy link',
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

  states: {
    downloading: 'Downloading',
    stalledDL: 'Waiting for data',
    metaDL: 'Looking in Codex',
    queuedDL: 'Queued',
    stoppedDL: 'Stopped',
    checking: 'Checking files',
    checkingResumeData: 'Loading',
    uploading: 'Serving',
    stalledUP: 'Complete',
    queuedUP: 'Complete, queued',
    stoppedUP: 'Complete, stopped',
    moving: 'Moving',
    missingFiles: 'Files missing',
    error: 'Error',
    unknown: 'Unknown',
  },

  publish: {
    none: 'Not published',
    waiting: 'Waits to publish',
    publishing: 'Publishing',
    published: 'Published',
    failed: 'Failed',
    stale: 'Outdated',
  },

  /** By `codex_reason.code`; where the server knows more (a path, a cause), its own text serves. */
  reasons: {
    not_in_codex: 'Nobody has published this in Codex yet. It is tried again from time to time.',
    node_away: 'The Codex node cannot be reached. It goes on when the node is back.',
    no_source: 'No node that has it answers now. It is tried again from time to time.',
    disk_full: 'The disk is full. It goes on when there is room.',
    quota_full: 'The node has no room left. It goes on when there is some.',
    private: 'Private, so it is not published.',
    queued: 'Waits for its turn.',
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

  add: {
    title: 'Add torrents',
    links: 'Links',
    linksHint: 'One a line: magnet link, Codex CID, info hash, or the address of a .torrent file.',
    linksPlaceholder: 'magnet:?xt=urn:btih:…&xs=urn:codex:…',
    unclear: (count: number) =>
      count === 1
        ? 'One line does not look like a link; it is sent as it is.'
        : `${String(count)} lines do not look like links; they are sent as they are.`,
    files: 'Torrent files',
    choose: 'Choose files…',
    dropHere: 'or drop them here',
    removeFile: (name: string) => `Leave out ${name}`,
    notTorrent: (names: string) => `Not a .torrent file: ${names}`,
    savePath: 'Save to',
    savePathHint: 'Folder on the server. Files that already lie there are checked and kept.',
    startNow: 'Start at once',
    cancel: 'Cancel',
    submit: 'Add',
    busy: 'Adding…',
    nothing: 'Give at least one link or file.',
    refused: 'Already in the list, or nothing that can be read.',
    someRefused: (count: number) =>
      count === 1 ? 'One could not be added:' : `${String(count)} could not be added:`,
    added: (count: number) => (count === 1 ? 'Added.' : `${String(count)} added.`),
  },

  remove: {
    title: (count: number) =>
      count === 1 ? 'Remove this item?' : `Remove ${String(count)} items?`,
    more: (count: number) => `and ${String(count)} more`,
    files: 'Also delete the files on disk',
    filesHint: 'This cannot be undone.',
    keepHint: 'The files stay where they are.',
    cancel: 'Cancel',
    submit: 'Remove',
    submitFiles: 'Remove and delete files',
    done: (count: number) => (count === 1 ? 'Removed.' : `${String(count)} removed.`),
  },

  link: {
    copied: (count: number) => (count === 1 ? 'Link copied.' : `${String(count)} links copied.`),
    none: 'There is no Codex link yet: it appears when the item is complete and published.',
    failed: 'The browser did not allow copying.',
  },

  details: {
    label: 'Selected item',
    reason: 'Why it waits',
    savePath: 'Folder',
    record: 'Codex record',
    noRecord: 'none yet',
    publish: 'In Codex',
    copy: 'Copy link',
  },

  status: {
    label: 'Status',
    down: 'Download speed',
    up: 'Upload speed',
    free: 'Free space',
    node: 'Codex node',
    quota: (used: string, max: string) => `${used} of ${max} used`,
    kinds: { embedded: 'Embedded node', rest: 'Codex node', memory: 'Node in memory' },
    nodeStates: { starting: 'starting', online: 'ready', away: 'away' },
  },

  connection: {
    lost: 'The server cannot be reached.',
    retryIn: (seconds: number) => `Trying again in ${String(seconds)} s.`,
    retrying: 'Trying again…',
    retry: 'Try now',
    loading: 'Loading…',
  },

  drop: { title: 'Drop to add', text: '.torrent files or links' },

  toasts: { label: 'Notices', dismiss: 'Dismiss' },

  errors: {
    network: 'The server cannot be reached.',
    answer: (status: number) => `The server refused: ${String(status)}.`,
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },
} as const;
