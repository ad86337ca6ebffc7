// What people paste: which lines are links, and which links lead into Codex.

export type LinkKind = 'magnet' | 'url' | 'cid' | 'hash' | 'unknown';

const BASE58 = /^z[1-9A-HJ-NP-Za-km-z]{20,120}$/;
const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64}|[a-z2-7]{32})$/i;

/** A guess, for words of advice only: the server decides. */
export function linkKind(line: string): LinkKind {
  const text = line.trim();
  if (/^magnet:\?/i.test(text)) {
    return /[?&]xt(?:\.\d+)?=urn:|[?&]xs=urn:codex:/i.test(text) ? 'magnet' : 'unknown';
  }
  if (/^https?:\/\/[^\s/]/i.test(text)) return 'url';
  if (/^codex:/i.test(text)) return 'cid';
  if (HASH.test(text)) return 'hash';
  return BASE58.test(text) ? 'cid' : 'unknown';
}

/** The lines of a text that are not empty, each once, in their order. */
export function splitLines(text: string): string[] {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [...new Set(lines)];
}

/** Whether a text that was pasted or dropped outside any field is meant to be added. */
export function looksLikeLinks(text: string): boolean {
  const lines = splitLines(text);
  return lines.length > 0 && lines.every((line) => linkKind(line) !== 'unknown');
}

/** The link to share, or null as long as the magnet does not lead into Codex. */
export function codexLink(magnet: string | undefined): string | null {
  return magnet !== undefined && /[?&]xs=urn:codex:[^&]/i.test(magnet) ? magnet : null;
}
