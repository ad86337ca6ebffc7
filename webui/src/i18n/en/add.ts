// Adding torrents and making them.
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

  path: {
    offers: 'Folders on the server',
    missing: 'There is no such folder yet.',
    more: (count: number) => `${String(count)} more: go on typing`,
    count: (count: number) => (count === 1 ? '1 suggestion' : `${String(count)} suggestions`),
  },

  drop: { title: 'Drop to add', text: '.torrent files or links' },
} as const;
