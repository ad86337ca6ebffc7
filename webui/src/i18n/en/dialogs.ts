// The dialogs of actions on torrents.

export const dialogs = {
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
} as const;
