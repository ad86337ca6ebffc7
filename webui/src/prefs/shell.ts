// Words of a command line, fit to be pasted into a shell.

/** One line; words with anything unusual are put into single quotes. */
export function shellWords(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
}
