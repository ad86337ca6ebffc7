// What the browser remembers of the page. The names carry the path at which the page is served:
// two servers behind one proxy share the storage of one host and must not read each other's.

function place(name: string): string {
  return `qcodex:${location.pathname.replace(/[^/]*$/, '')}:${name}`;
}

/** What was remembered, whatever it is; undefined when there is nothing. */
export function recall(name: string): unknown {
  try {
    const text = localStorage.getItem(place(name));
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    // No storage, or not ours.
    return undefined;
  }
}

/** Undefined forgets. */
export function remember(name: string, value: unknown): void {
  try {
    if (value === undefined) localStorage.removeItem(place(name));
    else localStorage.setItem(place(name), JSON.stringify(value));
  } catch {
    // Private windows may refuse; nothing is lost but the memory of it.
  }
}
