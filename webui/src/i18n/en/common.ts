// Words of every part: signing in, the connection, notices, units, states.
export const common = {
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

  connection: {
    lost: 'The server cannot be reached.',
    retryIn: (seconds: number) => `Trying again in ${String(seconds)} s.`,
    retrying: 'Trying again…',
    retry: 'Try now',
    loading: 'Loading…',
  },

  toasts: { label: 'Notices', dismiss: 'Dismiss' },

  errors: {
    network: 'The server cannot be reached.',
    answer: (status: number) => `The server refused: ${String(status)}.`,
    part: 'This part of the page could not be loaded. Reload the page and try again.',
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },

  confirm: { cancel: 'Cancel', more: (count: number) => `and ${String(count)} more` },

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

  link: {
    copied: (count: number) => (count === 1 ? 'Link copied.' : `${String(count)} links copied.`),
    none: 'There is no Codex link yet: it appears when the item is complete and published.',
    failed: 'The browser did not allow copying.',
  },

  nav: {
    label: 'Views',
    menu: 'Menu',
    skipToList: 'Skip to the list',
    skipToContent: 'Skip to the content',
    transfers: 'Transfers',
    rss: 'RSS',
    search: 'Search',
    statistics: 'Statistics',
    log: 'Log',
    about: 'About',
    help: 'Keyboard shortcuts',
    language: 'Language',
  },

  page: {
    asOf: (time: string) => `What you see is as of ${time}.`,
    update: 'The server has another version of this page.',
    reload: 'Reload the page',
    later: 'Later',
  },

  theme: {
    label: 'Colours',
    names: { system: 'System', light: 'Light', dark: 'Dark' },
  },

  drop: {
    title: 'Drop to add',
    files: (count: number) => (count === 1 ? '1 file' : `${String(count)} files`),
    text: '.torrent files or links',
    notLinks: 'That is no link: magnet links, Codex CIDs, info hashes and addresses can be added.',
    notTorrents: (names: string) =>
      `Only .torrent files can be added, and this is none: ${names}. To share files of the server, use "Create torrent".`,
  },
} as const;
