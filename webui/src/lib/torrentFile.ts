// A look into a `.torrent` without reading all of it: whether it says where its content lies in
// Codex. The server does the rest.

/** Whether the file has the key `codex` at the top; false for what is no torrent. */
export function hasPlacement(bytes: Uint8Array): boolean {
  let at = 0;

  const isAt = (letter: string) => bytes[at] === letter.charCodeAt(0);

  /** The number up to `end`, behind which it goes on. */
  function number(end: string): number {
    const from = at;
    while (at < bytes.length && !isAt(end)) at += 1;
    const figures = new TextDecoder().decode(bytes.subarray(from, Math.min(at, from + 24)));
    at += 1;
    if (!/^-?\d+$/.test(figures)) throw new SyntaxError(figures);
    return Number(figures);
  }

  function text(): string {
    const length = number(':');
    const from = at;
    at += length;
    if (at > bytes.length) throw new SyntaxError('short');
    // Keys are short; the value may be all the hashes there are.
    return length > 64 ? '' : new TextDecoder().decode(bytes.subarray(from, at));
  }

  /** Over one value, however deep. */
  function skip() {
    let depth = 0;
    do {
      if (at >= bytes.length) throw new SyntaxError('short');
      if (isAt('d') || isAt('l')) {
        depth += 1;
        at += 1;
      } else if (isAt('e')) {
        depth -= 1;
        at += 1;
      } else if (isAt('i')) {
        at += 1;
        number('e');
      } else {
        text();
      }
    } while (depth > 0);
  }

  try {
    if (!isAt('d')) return false;
    at += 1;
    while (at < bytes.length && !isAt('e')) {
      if (text() === 'codex' && isAt('d')) return true;
      skip();
    }
    return false;
  } catch {
    return false;
  }
}
