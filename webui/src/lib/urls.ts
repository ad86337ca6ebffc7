// Whether a text is an address of one of these schemes, with a host. The server judges again.
export function isUrl(text: string, schemes: readonly string[]): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (!schemes.includes(url.protocol.slice(0, -1))) return false;
  // Schemes that browsers do not know have no host in some of them.
  return /^[a-z]+:\/\/[^/?#]/i.test(text);
}
