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
    files: 'Also delete the files on disk',
    filesHint: 'This cannot be undone.',
    keepHint: 'The files stay where they are.',
    remember: 'Remember this choice about files',
    submit: 'Remove',
    submitFiles: 'Remove and delete files',
    done: (count: number) => (count === 1 ? 'Removed.' : `${String(count)} removed.`),
  },

  confirm: { cancel: 'Cancel', more: (count: number) => `and ${String(count)} more` },

  recheck: {
    title: (count: number) =>
      count === 1 ? 'Check this item again?' : `Check ${String(count)} items again?`,
    text: 'All its files on disk are read. What is damaged or missing is fetched again.',
    submit: 'Check again',
    done: (count: number) =>
      count === 1 ? 'It is being checked.' : `${String(count)} are being checked.`,
  },

  tags: {
    title: (count: number) =>
      count === 1 ? 'Remove all tags of this item?' : `Remove all tags of ${String(count)} items?`,
    text: (names: string) =>
      `Tags that go: ${names}. The tags themselves stay in the list of tags.`,
    submit: 'Remove all tags',
    done: 'Tags removed.',
    none: 'There are no tags to remove.',
  },

  trackers: {
    title: 'Trackers',
    about:
      'Trackers are kept, shown and exported; content comes from Codex, so none of them is contacted.',
    none: 'No item has a tracker.',
    count: (count: number) => (count === 1 ? '1 item' : `${String(count)} items`),
    remove: 'Remove from all',
    removeNamed: (url: string) => `Remove ${url} from all items`,
    confirmTitle: 'Remove this tracker from all items?',
    confirmText: (url: string, count: number) =>
      `${url} is taken off ${count === 1 ? '1 item' : `${String(count)} items`}.`,
    done: 'Tracker removed from all items.',
    close: 'Close',
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
    tags: 'Tags',
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

  connection: {
    lost: 'The server cannot be reached.',
    retryIn: (seconds: number) => `Trying again in ${String(seconds)} s.`,
    retrying: 'Trying again…',
    retry: 'Try now',
    loading: 'Loading…',
  },

  prefs: {
    title: 'Preferences',
    pages: 'Pages',
    codex: 'Codex',
    search: 'Search all options',
    found: (count: number) => (count === 1 ? '1 option found' : `${String(count)} options found`),
    nothing: 'No option that applies here has these words.',
    close: 'Close',
    loading: 'Loading…',
    failed: 'The preferences could not be loaded.',
    failedPart: 'This part of the page could not be loaded. Reload the page and try again.',
    retry: 'Try again',
    save: (count: number) =>
      count === 0 ? 'Save' : count === 1 ? 'Save 1 change' : `Save ${String(count)} changes`,
    saving: 'Saving…',
    saved: 'Saved.',
    savedAway:
      'Saved, but the server does not answer here any more. If you changed its address, port or HTTPS, open it there.',
    discard: 'Discard',
    unsaved: (count: number) =>
      count === 0
        ? 'Nothing changed'
        : count === 1
          ? '1 change not saved'
          : `${String(count)} changes not saved`,
    leaveTitle: 'Discard the changes?',
    leaveText: (count: number) =>
      count === 1 ? 'One change is not saved yet.' : `${String(count)} changes are not saved yet.`,
    leave: 'Discard',
    stay: 'Keep editing',
    changed: 'changed',
    pageChanged: (count: number) => (count === 1 ? '1 change' : `${String(count)} changes`),
    undo: 'Undo',
    undoOf: (label: string) => `Undo the change of ${label}`,
    isDefault: 'default',
    reset: 'Reset',
    resetOf: (label: string, value: string) => `Reset ${label} to the default: ${value}`,
    empty: 'empty',
    on: 'on',
    off: 'off',
    when: {
      new_torrents: 'for new items',
      next_start: 'after a restart of the server',
      node_restart: 'after a restart of the node',
    },
    restart: { node: 'restart of the node', server: 'restart of the server' },
    restartNeeded: {
      node: 'The node has to be restarted',
      server: 'The server has to be restarted',
    },
    effective: (value: string) => `In use now: ${value}`,
    fixed: 'Cannot be changed here.',
    range: (min: string, max: string) => `${min} to ${max}`,
    atLeast: (min: string) => `at least ${min}`,
    atMost: (max: string) => `at most ${max}`,
    notNumber: 'Give a number.',
    outside: (range: string) => `Allowed: ${range}.`,
    fix: 'Some values cannot be saved as they are.',
    unit: (label: string) => `Unit of ${label}`,
    otherValue: 'A value…',
    noLimit: 'no limit',
    valueOf: (label: string) => `Value of ${label}`,
    onePerLine: 'One per line.',
    sendMail: 'Send a test mail',
    mailSent: 'The test mail is on its way.',
    saveFirst: 'after the changes are saved',
    show: 'Show',
    hide: 'Hide',
    keepPassword: 'unchanged',
    anyInterface: 'Any interface',
    allAddresses: 'All addresses',
    allIpv4: 'All IPv4 addresses',
    allIpv6: 'All IPv6 addresses',
    browserLanguage: 'As the browser',
    languageNote: 'Words stay English; numbers and dates are written as usual in this language.',
    units: {
      bytes: 'bytes',
      seconds: 'seconds',
      minutes: 'minutes',
      hours: 'hours',
      days: 'days',
    },
    folders: {
      folder: 'Watched folder',
      to: 'Save to',
      inside: 'the watched folder',
      usual: 'the default save path',
      other: 'another folder',
      path: 'Folder to save to',
      add: 'Add a folder',
      remove: (folder: string) => `Do not watch ${folder}`,
      none: 'No folder is watched.',
      placeholder: '/path/on/the/server',
      needPath: 'Each watched folder needs a path from the root (/…).',
      needTarget: 'Give the folder to save to.',
      twice: 'A folder is there twice.',
    },
    hidden: {
      title: 'Not shown',
      ofPage: (count: number) =>
        count === 1
          ? '1 option is hidden because…'
          : `${String(count)} options are hidden because…`,
      about:
        'These options would do nothing here, so the pages do not offer them. Those of qBittorrent are kept all the same, and other programs see them as they were set.',
      found: (count: number) =>
        count === 1
          ? '1 hidden option has these words'
          : `${String(count)} hidden options have these words`,
      noReason: 'It has no effect here.',
    },
    node: {
      title: 'Node',
      kind: 'Kind',
      state: 'State',
      version: 'Version',
      generation: 'Layout of identifiers',
      url: 'Address',
      storage: 'Storage',
      usage: (used: string, max: string) => `${used} of ${max} used`,
      usageNoLimit: (used: string) => `${used} used, no limit`,
      settings: 'Settings',
      more: 'More settings',
      missing: (count: number) =>
        count === 1
          ? '1 more has no effect with this node…'
          : `${String(count)} more have no effect with this node…`,
      restartNeeded: 'Some changes wait for a restart.',
      command: 'Command line',
      commandAbout: 'Start the node with these options to use what is set here:',
      copy: 'Copy',
      copied: 'Copied.',
      copyFailed: 'The browser did not allow copying.',
      copyOption: (option: string) => `Copy ${option}`,
      flags: 'What this node can do',
      yes: 'yes',
      no: 'no',
    },
    presets: {
      title: 'Presets',
      about: 'A preset changes several settings at once. What it changes is shown before it does.',
      preview: 'Show what changes',
      hide: 'Hide',
      apply: 'Apply',
      applying: 'Applying…',
      applied: (label: string) => `${label}: applied.`,
      same: 'Everything is already as this preset wants it.',
      setting: 'Setting',
      from: 'Now',
      to: 'Then',
      unaffected: (count: number) =>
        count === 1 ? '1 more has no effect here' : `${String(count)} more have no effect here`,
      unsaved: 'Save or discard your changes first.',
      confirm: (label: string) => `Apply “${label}”?`,
    },
  },

  drop: { title: 'Drop to add', text: '.torrent files or links' },

  toasts: { label: 'Notices', dismiss: 'Dismiss' },

  errors: {
    network: 'The server cannot be reached.',
    answer: (status: number) => `The server refused: ${String(status)}.`,
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },
} as const;
