// Adding torrents and making them.
const items = (count: number) => (count === 1 ? '1 item' : `${String(count)} items`);

export const add = {
  add: {
    title: 'Add torrents',
    links: 'Links',
    linksHint: 'One a line: magnet link, Codex CID, info hash, or the address of a .torrent file.',
    linksPlaceholder: 'magnet:?xt=urn:btih:…&xs=urn:codex:…',
    unclear: (count: number) =>
      count === 1
        ? 'One line does not look like a link; it is sent as it is.'
        : `${String(count)} lines do not look like links; they are sent as they are.`,
    choose: 'Choose files…',
    dropHere: 'or drop them anywhere',
    notTorrent: (names: string) => `Not a .torrent file: ${names}`,
    lostFiles: (names: string) => `Too large to be kept over the reload, choose again: ${names}`,
    cancel: 'Cancel',
    submit: 'Add',
    busy: (done: number, total: number) => `Adding ${String(done + 1)} of ${String(total)}…`,
    progress: 'Progress of adding',
    halt: 'Stop adding',
    nothing: 'Give at least one link or file.',
    fix: 'One of the options is not a number that can be used.',
    refused: 'The server could not read it.',
    already: 'Already in the list.',
    someRefused: (count: number) =>
      count === 1 ? 'One could not be added:' : `${String(count)} could not be added:`,
    added: (count: number) => (count === 1 ? 'Added.' : `${String(count)} added.`),
    pending: (count: number) =>
      count === 1
        ? 'One address is being fetched; it appears when it is there.'
        : `${String(count)} addresses are being fetched; they appear when they are there.`,
    merged: (count: number) =>
      count === 1
        ? 'One was in the list already: its trackers were merged.'
        : `${String(count)} were in the list already: their trackers were merged.`,
    total: (count: number, size: string) => `${items(count)}, ${size}`,
  },

  addSource: {
    label: 'What will be added',
    contents: 'Files',
    remove: (name: string) => `Leave out ${name}`,
    show: (name: string) => `Show what is in ${name}`,
    states: {
      waiting: 'Waits for its turn',
      reading: 'Reading…',
      looking: 'Looking in Codex…',
      lookingAddress: 'Asking the address…',
      found: 'Ready',
      absent: 'Not found in Codex yet. It can be added and waits there.',
      silent: 'The address has not answered yet. It can be added and is fetched then.',
      content: 'Content in Codex without a torrent: added as one file.',
      blind: 'Read when it is added',
      failed: 'Cannot be read',
    },
    duplicate: 'Already in the list',
    duplicateMerge: 'Already in the list: its trackers are merged',
    merge: 'Merge its trackers',
    mergeOf: (name: string) => `Merge its trackers: ${name}`,
    mergeDone: 'Trackers merged.',
    codexPart: 'Codex part',
    noCodexPart: 'No Codex part',
    noCodexPartHint:
      'It does not say where in Codex its content lies. Files at the save path are checked; otherwise it is looked for.',
    private: 'Private',
    files: (count: number) => (count === 1 ? '1 file' : `${String(count)} files`),
    chosen: (count: number, total: number) => `${String(count)} of ${String(total)} files`,
    facts: {
      from: 'From',
      hashV1: 'Info hash v1',
      hashV2: 'Info hash v2',
      pieces: 'Pieces',
      piecesOf: (count: number, size: string) => `${String(count)} × ${size}`,
      made: 'Made',
      by: (maker: string) => `with ${maker}`,
      comment: 'Comment',
      trackers: 'Trackers',
      webSeeds: 'Web seeds',
    },
  },

  addOptions: {
    savePath: 'Save to',
    savePathHint: 'Folder on the server. Files that already lie there are checked and kept.',
    savePathAutomatic: 'The category decides.',
    goesTo: (path: string) => `Files go to ${path}`,
    free: (free: string) => `${free} free there`,
    tooLittle: (free: string, needed: string) => `Only ${free} free there, ${needed} needed.`,
    category: 'Category',
    noCategory: 'None',
    newCategory: 'New category…',
    newCategoryName: 'Name of the new category',
    newCategoryHint: 'Made when the item is added. A slash makes a subcategory.',
    rememberCategory: 'Begin with this category next time',
    tags: 'Tags',
    addTag: 'Add a tag',
    removeTag: (tag: string) => `Take off ${tag}`,
    startNow: 'Start at once',
    more: 'More options',
    automatic: 'Automatic: the category decides where files lie',
    useDownloadPath: 'Another folder while incomplete',
    downloadPath: 'Folder while incomplete',
    rename: 'Name in the list',
    renameHint: 'Empty: its own name.',
    stopCondition: 'Stop when',
    stopConditions: {
      None: 'Never',
      MetadataReceived: 'The metadata is there',
      FilesChecked: 'The files are checked',
    },
    layout: 'Folders',
    layouts: {
      Original: 'As in the torrent',
      Subfolder: 'Always one of its own',
      NoSubfolder: 'Never one of its own',
    },
    top: 'To the top of the queue',
    skipChecking: 'Do not check files that are there',
    skipCheckingHint: 'They are taken as complete. Damage is found only when somebody reads them.',
    sequential: 'In order, from the beginning',
    firstLast: 'First and last pieces first',
    download: 'Download limit',
    upload: 'Upload limit',
    rate: 'KiB/s',
    unlimited: 'No limit',
    share: 'Stop serving',
    shares: {
      default: 'As the category or the preferences say',
      none: 'Never',
      own: 'At limits of its own',
    },
    ratio: 'Ratio',
    seedingTime: 'Serving time',
    inactiveTime: 'Time without requests',
    minutes: 'min',
    shareAction: 'Then',
    shareActions: {
      Default: 'As the preferences say',
      Stop: 'Stop it',
      Remove: 'Remove it',
      RemoveWithContent: 'Remove it with its files',
    },
    shareMode: 'When',
    shareModes: {
      Default: 'As the preferences say',
      MatchAny: 'One of them is reached',
      MatchAll: 'All of them are reached',
    },
    notNumber: 'Not a number that can be used.',
  },

  magnetHandler: {
    title: 'Magnet links',

    button: 'Open magnet links here',
    asked: 'The browser asks now, if it has not been asked before.',
    insecure:
      'Browsers allow it only over https or on the computer of the server itself; this page was opened in another way.',
    unsupported: 'This browser does not let pages open links.',
    failed: 'The browser did not allow it.',
  },

  path: {
    offers: 'Folders on the server',
    missing: 'There is no such folder yet.',
    more: (count: number) => `${String(count)} more: go on typing`,
    count: (count: number) => (count === 1 ? '1 suggestion' : `${String(count)} suggestions`),
  },
} as const;
