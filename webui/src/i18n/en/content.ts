// Files of a torrent and its side in Codex.
export const content = {} as const;
