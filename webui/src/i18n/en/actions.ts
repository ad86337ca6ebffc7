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
