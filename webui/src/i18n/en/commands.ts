// The commands on torrents: their names in menus, on buttons and in the list of keys.
export const commands = {
  commands: {
    start: 'Start',
    stop: 'Stop',
    forceStart: 'Force start',
    remove: 'Remove…',
    removeFiles: 'Remove with files…',
    location: 'Move…',
    rename: 'Rename…',
    renameFiles: 'Rename files…',
    category: 'Category',
    newCategory: 'New…',
    noCategory: 'None',
    allOf: (count: number) => `All ${String(count)}…`,
    tags: 'Tags',
    pickTags: 'Choose tags…',
    removeAllTags: 'Remove all tags',
    auto: 'Automatic management',
    comment: 'Comment…',
    limits: 'Speed limits…',
    shareLimits: 'Share limits…',
    sequential: 'Fetch in order',
    firstLast: 'First and last pieces first',
    recheck: 'Check again',
    ask: 'Ask Codex again now',
    queue: 'Queue',
    queueTop: 'To the top',
    queueUp: 'Up',
    queueDown: 'Down',
    queueBottom: 'To the bottom',
    publish: 'Publish in Codex',
    unpublish: 'Unpublish…',
    copy: 'Copy',
    copyName: 'Name',
    copyHash1: 'Info hash v1',
    copyHash2: 'Info hash v2',
    copyMagnet: 'Magnet link',
    copyId: 'Torrent ID',
    copyComment: 'Comment',
    copyLink: 'Codex link',
    copyRecord: 'Record CID',
    copyPath: 'Content path',
    export: 'Export .torrent',
    clear: (count: number) => `${String(count)} selected, select nothing`,
    menu: (count: number) =>
      count === 1 ? 'Actions on the item' : `Actions on ${String(count)} items`,
  },

  menu: { back: 'Back', close: 'Close' },

  keys: {
    title: 'Keyboard shortcuts',
    page: 'Everywhere',
    list: 'With items selected',
    moving: 'In the list',
    add: 'Add torrents',
    search: 'Search',
    preferences: 'Preferences',
    help: 'Show this help',
    undo: 'Undo the last change',
    notices: 'Go to the notices',
    menu: 'Menu of the selected items',
    move: 'Move and select',
    extend: 'Extend the selection',
    walk: 'Move without selecting',
    toggle: 'Select or leave out',
    all: 'Select all',
    clear: 'Select nothing',
    singles: 'Shortcuts of a single character',
    singlesHint:
      'Turn them off when speech input or another tool types them by accident. The browser remembers it.',
    close: 'Close',
    or: 'or',
    named: {
      Ctrl: 'Ctrl',
      Alt: 'Alt',
      Shift: 'Shift',
      Delete: 'Del',
      Insert: 'Ins',
      Escape: 'Esc',
      Space: 'Space',
      Home: 'Home',
      End: 'End',
      PageUp: 'Page ↑',
      PageDown: 'Page ↓',
      ArrowUp: '↑',
      ArrowDown: '↓',
      ContextMenu: 'Menu',
    } as Readonly<Record<string, string>>,
  },

  undo: {
    action: 'Undo',
    done: 'Undone.',
    partly: (count: number, all: number) =>
      `Undone for ${String(count)} of ${String(all)}: the others were changed since or are gone.`,
    nothing: 'There is nothing to undo.',
    gone: 'Nothing was undone: the items were changed since or are gone.',
  },

  did: {
    started: (count: number) => (count === 1 ? 'Started.' : `${String(count)} started.`),
    stopped: (count: number) => (count === 1 ? 'Stopped.' : `${String(count)} stopped.`),
    forced: (count: number) =>
      count === 1 ? 'Started outside the queue.' : `${String(count)} started outside the queue.`,
    unforced: (count: number) =>
      count === 1 ? 'Back in the queue.' : `${String(count)} back in the queue.`,
    category: (name: string, count: number) =>
      count === 1
        ? `Category “${name}” set.`
        : `Category “${name}” set for ${String(count)} items.`,
    noCategory: (count: number) =>
      count === 1 ? 'Category taken off.' : `Category taken off ${String(count)} items.`,
    tagged: (count: number) =>
      count === 1 ? 'Tags changed.' : `Tags of ${String(count)} items changed.`,
    autoOn: (count: number) =>
      count === 1
        ? 'Its category decides where the files lie.'
        : `Their categories decide where the files of ${String(count)} items lie.`,
    autoOff: (count: number) =>
      count === 1
        ? 'The files stay where they are.'
        : `The files of ${String(count)} items stay where they are.`,
    asked: (count: number) =>
      count === 1 ? 'Codex is asked again.' : `Codex is asked again for ${String(count)} items.`,
    moving: (count: number) =>
      count === 1 ? 'The files are being moved.' : `${String(count)} items are being moved.`,
    renamed: 'Renamed.',
    commented: 'Comment saved.',
    limited: 'Limits saved.',
    copied: (count: number) => (count === 1 ? 'Copied.' : `${String(count)} lines copied.`),
    copiedSome: (count: number, all: number) =>
      `Copied from ${String(count)} of ${String(all)} items; the others have none.`,
    copiedNone: 'There is none to copy.',
    exported: (count: number) =>
      count === 1 ? 'Saved as a .torrent file.' : `${String(count)} .torrent files saved.`,
    published: (count: number) =>
      count === 1 ? 'It is being published.' : `${String(count)} are being published.`,
    unpublished: (count: number) =>
      count === 1 ? 'No longer published.' : `${String(count)} are no longer published.`,
    unchanged: (count: number) =>
      count === 1
        ? 'Nothing changed: it was so already.'
        : 'Nothing changed: they were so already.',
    someFailed: (failed: number, all: number) =>
      all === 1 ? 'It did not work.' : `${String(failed)} of ${String(all)} did not work.`,
    show: 'Show why',
    skippedUnknown: (count: number) =>
      count === 1
        ? 'One was left out: its files are not known yet.'
        : `${String(count)} were left out: their files are not known yet.`,
  },
} as const;
