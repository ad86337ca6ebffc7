// Links in the text of a comment. What is not surely one stays text.

export interface Part {
  text: string;
  /** Where it leads: http, https or magnet and nothing else. */
  href?: string;
}

const LINK = /(?:https?:\/\/|magnet:\?)[^\s<>"'`]+/gi;
/** Ends a sentence rather than a link. */
const TRAILING = /[.,;:!?…]+$/;
const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;

/** The text in its order; all parts together are the text again. */
export function parts(text: string): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const link = trimmed(match[0]);
    const href = address(link);
    if (href === null) continue;
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    found.push({ text: link, href });
    at = match.index + link.length;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}

/** Without the full stop behind it, and without a bracket that was opened before it. */
function trimmed(link: string): string {
  let rest = link.replace(TRAILING, '');
  for (const [open, close] of BRACKETS) {
    while (rest.endsWith(close) && rest.split(close).length > rest.split(open).length) {
      rest = rest.slice(0, -1).replace(TRAILING, '');
    }
  }
  return rest;
}

function address(link: string): string | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.protocol === 'magnet:') return link;
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  return web && url.hostname !== '' ? url.href : null;
}
