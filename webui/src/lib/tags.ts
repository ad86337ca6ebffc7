// Tags: as people type them, and as the wire has them.

/** The tags in a text with commas between them, each once. */
export function newTags(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean);
}

/** The tags of an item, as the wire has them in one text. */
export function splitTags(tags: string | undefined): string[] {
  return (tags ?? '').split(', ').filter(Boolean);
}
