// What the system's "share" hands to the installed page, see `share_target` in the manifest: texts in
// the query, which become what `#add=` says, the one way in for links from outside.

/** The link in what was shared, or null when there is none. */
export function sharedLink(query: string): string | null {
  const shared = new URLSearchParams(query);
  const texts = ['url', 'text', 'title'].map((name) => shared.get(name)?.trim() ?? '');
  for (const text of texts) {
    const link = /(?:magnet:\?|codex:|https?:\/\/)\S+/i.exec(text)?.[0];
    if (link !== undefined) return link;
  }
  // A bare identifier.
  return texts.find((text) => /^z[1-9A-HJ-NP-Za-km-z]{40,}$/.test(text)) ?? null;
}

/** Puts what was shared where other links from outside are; the query is not a step to go back to. */
export function takeShared(): void {
  if (location.search === '') return;
  const link = sharedLink(location.search);
  if (link === null) return;
  history.replaceState(null, '', `${location.pathname}#add=${encodeURIComponent(link)}`);
}
