// Tags as people type them.

/** The tags in a text with commas between them, each once. */
export function newTags(text: string): string[] {
  return [...new Set(text.split(',').map((tag) => tag.trim()))].filter(Boolean);
}
