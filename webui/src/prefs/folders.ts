// Watched folders between the wire (folder → 0, 1 or a path) and the lines of the editor.

import type { WatchedFolders } from '../api/types';
import { t } from '../i18n/more';

export interface Watched {
  folder: string;
  /** Save into the watched folder itself, to the default save path, or to `path`. */
  target: 'inside' | 'usual' | 'other';
  path: string;
}

export function readFolders(folders: WatchedFolders): Watched[] {
  return Object.entries(folders).map(([folder, target]) => ({
    folder,
    target: target === 0 ? 'inside' : typeof target === 'string' ? 'other' : 'usual',
    path: typeof target === 'string' ? target : '',
  }));
}

/** The value of the wire, and what is wrong with the lines. Lines without a folder are left out. */
export function writeFolders(lines: readonly Watched[]): {
  folders: WatchedFolders;
  problem: string | null;
} {
  const folders = new Map<string, number | string>();
  let problem: string | null = null;
  for (const line of lines) {
    const folder = line.folder.trim();
    if (folder === '') continue;
    const path = line.path.trim();
    if (!isAbsolute(folder)) problem ??= t.prefs.folders.needPath;
    if (folders.has(folder)) problem ??= t.prefs.folders.twice;
    if (line.target === 'other' && path === '') problem ??= t.prefs.folders.needTarget;
    folders.set(folder, line.target === 'inside' ? 0 : line.target === 'usual' ? 1 : path);
  }
  return { folders: Object.fromEntries(folders), problem };
}

/** The server skips relative folders without a word. */
function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path);
}
