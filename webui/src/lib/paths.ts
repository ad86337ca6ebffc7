// Paths of the server as somebody types them: where completion looks, and what it offers.

/** A path that is typed, cut at its last slash. */
export interface Typed {
  /** What stands before the part that is being typed, with its slash; may be empty. */
  head: string;
  /** The beginning of a name. */
  start: string;
}

export function cut(text: string): Typed {
  const at = text.lastIndexOf('/') + 1;
  return { head: text.slice(0, at), start: text.slice(at) };
}

export function isAbsolute(path: string): boolean {
  return path.startsWith('/');
}

/** `path` below `base`, as the server joins them: an absolute one stands for itself. */
export function join(base: string, path: string): string {
  if (path === '') return base;
  if (isAbsolute(path) || base === '') return path;
  return base.endsWith('/') ? base + path : `${base}/${path}`;
}

/** The last name of a path. */
export function baseName(path: string): string {
  return path.replace(/\/+$/, '').replace(/^.*\//, '');
}

/**
 * The entries of a folder that go on from what is typed, those that begin exactly so first. An
 * empty beginning takes all of them.
 */
export function completions<Entry extends { name: string }>(
  entries: readonly Entry[],
  start: string,
): Entry[] {
  if (start === '') return [...entries];
  const wanted = start.toLocaleLowerCase();
  const fitting = entries.filter((entry) => entry.name.toLocaleLowerCase().startsWith(wanted));
  const exact = (entry: Entry) => (entry.name.startsWith(start) ? 0 : 1);
  return fitting.sort((a, b) => exact(a) - exact(b));
}
