// What people paste: which lines are links, and which links lead into Codex.

export type LinkKind = 'magnet' | 'url' | 'cid' | 'hash' | 'file' | 'unknown';

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
  if (/^(?:\/|file:\/\/\/).+\.torrent$/i.test(text)) return 'file';
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

/** What a link says of itself, before anybody is asked. */
export interface LinkFacts {
  /** Empty when it has none. */
  name: string;
  /** Info hashes in hexadecimal, 40 or 64 figures. */
  hashes: readonly string[];
  /** Whether it says where in Codex the content lies. */
  codex: boolean;
  trackers: readonly string[];
}

export function linkFacts(link: string): LinkFacts {
  const kind = linkKind(link);
  if (kind === 'hash') return { name: '', hashes: hexHashes(link), codex: false, trackers: [] };
  if (kind !== 'magnet') return { name: '', hashes: [], codex: kind === 'cid', trackers: [] };
  const query = new URLSearchParams(link.slice(link.indexOf('?') + 1));
  const all = (name: string) =>
    [...query].filter(([key]) => key.replace(/\.\d+$/, '') === name).map(([, value]) => value);
  return {
    name: query.get('dn') ?? '',
    hashes: all('xt').flatMap((urn) => {
      // A multihash says first that it is SHA-256 and 32 bytes long.
      const [, v1, v2] = /^urn:(?:btih:(\w+)|btmh:1220([0-9a-f]{64}))$/i.exec(urn) ?? [];
      return hexHashes(v1 ?? v2 ?? '');
    }),
    codex: codexLink(link) !== null,
    trackers: all('tr'),
  };
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** A hash as figures; nothing for what is none. */
function hexHashes(text: string): string[] {
  const hash = text.trim().toLowerCase();
  if (!HASH.test(hash)) return [];
  if (hash.length !== 32) return [hash];
  const bits = [...hash].map((c) => BASE32.indexOf(c).toString(2).padStart(5, '0')).join('');
  return [(bits.match(/.{4}/g) ?? []).map((four) => parseInt(four, 2).toString(16)).join('')];
}

/** The link that another program or page has put into the address after `#`, or null. */
export function linkInAddress(hash: string): string | null {
  const text = /^#add=(.+)$/s.exec(hash)?.[1];
  if (text === undefined) return null;
  // A link that somebody has put there by hand is not encoded.
  if (/^(?:magnet:\?|codex:|https?:\/\/)/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
