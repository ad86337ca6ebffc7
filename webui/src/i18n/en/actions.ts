// Actions on torrents: the dialogs that ask before, the words that follow.
export const actions = {
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
    onDisk: (bytes: string) => `${bytes} on disk`,
    inFiles: (files: number, bytes: string) =>
      `${bytes} on disk in ${files === 1 ? '1 file' : `${String(files)} files`}`,
    nothingOnDisk: 'Nothing on disk yet',
    placement:
      'Its place in Codex goes too: the own node no longer serves it for this item. Datasets that other items share stay.',
  },

  location: {
    title: (count: number) => (count === 1 ? 'Move this item' : `Move ${String(count)} items`),
    now: 'Where it is now',
    places: (count: number) => `${String(count)} different folders`,
    path: 'Move to folder',
    hint: 'A folder of the server. It is made if it does not exist.',
    free: (bytes: string) => `${bytes} are free there.`,
    freeUnknown: 'How much is free there is not known.',
    tooFull: (needed: string, free: string) =>
      `There may not be enough room: ${needed} are to be moved, ${free} are free there.`,
    auto: (count: number) =>
      count === 1
        ? 'Automatic management is switched off for it.'
        : `Automatic management is switched off for ${String(count)} of them.`,
    about:
      'The files on disk are moved. What is published stays published: the node follows the files.',
    same: 'They are there already.',
    empty: 'Name a folder.',
    submit: 'Move',
  },

  renameItem: {
    title: 'Rename this item',
    name: 'Name',
    hint: 'Only the name in the list: files and folders keep theirs.',
    empty: 'A name is needed.',
    submit: 'Rename',
  },

  comment: {
    title: (count: number) =>
      count === 1 ? 'Comment of this item' : `Comment of ${String(count)} items`,
    label: 'Comment',
    hint: 'Kept on this server. Records in Codex carry no comment.',
    submit: 'Save',
  },

  limits: {
    title: (count: number) =>
      count === 1 ? 'Speed limits of this item' : `Speed limits of ${String(count)} items`,
    download: 'Download',
    upload: 'Upload',
    uploadHint: 'What the own node serves of it.',
    none: 'No limit',
    atMost: 'At most',
    different: 'Different values',
    amount: (what: string) => `${what}: at most`,
    unit: (what: string) => `${what}: unit`,
    invalid: 'A limit is a number above zero.',
    global: 'Limits of the whole server hold besides.',
    submit: 'Save',
  },

  shareLimits: {
    title: (count: number) =>
      count === 1 ? 'Share limits of this item' : `Share limits of ${String(count)} items`,
    about: 'When a complete item has reached them, the action follows.',
    ratio: 'Ratio',
    seeding: 'Time complete and running',
    inactive: 'Time without upload',
    minutes: 'minutes',
    hours: 'hours',
    days: 'days',
    unit: (what: string) => `${what}: unit`,
    above: 'As its category or the preferences say',
    aboveNow: (value: string) => `As its category or the preferences say (now ${value})`,
    never: 'none',
    none: 'No limit',
    own: 'Own limit',
    different: 'Different values',
    amount: (what: string) => `${what}: own limit`,
    action: 'Then',
    actions: {
      Default: 'As its category or the preferences say',
      Stop: 'Stop it',
      Remove: 'Remove it',
      RemoveWithContent: 'Remove it with its files',
      EnableSuperSeeding: 'Super seeding (without effect here)',
    } as Readonly<Record<string, string>>,
    mode: 'Reached when',
    modes: {
      Default: 'As its category or the preferences say',
      MatchAny: 'One of the limits is reached',
      MatchAll: 'All of the limits are reached',
    } as Readonly<Record<string, string>>,
    invalid: 'A limit is a number of zero or more.',
    submit: 'Save',
  },

  pick: {
    category: (count: number) =>
      count === 1 ? 'Category of this item' : `Category of ${String(count)} items`,
    tags: (count: number) => (count === 1 ? 'Tags of this item' : `Tags of ${String(count)} items`),
    find: 'Find or name a new one',
    none: 'No category',
    noTags: 'There are no tags yet. Type a name to make the first one.',
    noMatch: 'None has such a name.',
    create: (name: string) => `Make “${name}”`,
    some: (count: number, all: number) => `${String(count)} of ${String(all)}`,
    comma: 'A tag cannot have a comma.',
    submit: 'Save',
    newTitle: 'New category',
    name: 'Name',
    nameHint: 'With “/” it becomes part of another one, as in films/documentaries.',
    path: 'Save path',
    pathHint: 'Empty: a folder of that name in the default save path.',
    nameEmpty: 'A name is needed.',
    make: 'Make and set',
  },

  failures: {
    title: 'What did not work',
    close: 'Close',
  },

  unpublish: {
    title: (count: number) =>
      count === 1 ? 'Unpublish this item?' : `Unpublish ${String(count)} items?`,
    text: 'The own node forgets the content and the record. The files on disk stay. Links that were shared work only as long as another node has it.',
    submit: 'Unpublish',
  },

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
} as const;
