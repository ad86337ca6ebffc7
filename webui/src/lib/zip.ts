// Several files in a ZIP archive, and names for files. The archive stores
// them as they are; `.torrent` files are mostly hashes, which nothing makes smaller.

export interface Entry {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A name that every system takes as one file. */
export function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- that is what is taken out
  const text = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_').replace(/^\.+/, '_');
  const dot = text.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [text.slice(0, dot), text.slice(dot)] : [text, ''];
  // File systems count bytes; four of them are the most for one letter.
  return [...stem].slice(0, 60).join('').trim() + ending;
}

/** An archive of all of them; equal names get numbers. */
export function zip(entries: readonly Entry[]): Blob {
  const encoder = new TextEncoder();
  const taken = new Set<string>();
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let offset = 0;
  let directorySize = 0;
  for (const { name, bytes } of entries) {
    const encoded = encoder.encode(unused(safeName(name), taken));
    const shared = header(encoded.length, bytes.length, crc32(bytes));
    const local = new Uint8Array([0x50, 0x4b, 3, 4, ...shared]);
    const central = new Uint8Array([
      0x50,
      0x4b,
      1,
      2,
      20,
      0,
      ...shared,
      ...zeros(10),
      ...u32(offset),
    ]);
    parts.push(local, encoded, bytes);
    directory.push(central, encoded);
    offset += local.length + encoded.length + bytes.length;
    directorySize += central.length + encoded.length;
  }
  const count = [...u16(entries.length), ...u16(entries.length)];
  const end = [0x50, 0x4b, 5, 6, 0, 0, 0, 0, ...count, ...u32(directorySize), ...u32(offset), 0, 0];
  return new Blob([...parts, ...directory, new Uint8Array(end)], { type: 'application/zip' });
}

/** What both headers of a file have: version 2.0, names in UTF-8, stored, 1 January 1980. */
function header(nameLength: number, size: number, crc: number): number[] {
  const start = [20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
  return [...start, ...u32(crc), ...u32(size), ...u32(size), ...u16(nameLength), 0, 0];
}

function unused(name: string, taken: Set<string>): string {
  const dot = name.lastIndexOf('.');
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) {
    free = `${name.slice(0, dot)} (${String(number)})${name.slice(dot)}`;
  }
  taken.add(free.toLowerCase());
  return free;
}

function u16(value: number): number[] {
  return [value & 255, (value >> 8) & 255];
}

function u32(value: number): number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}

function zeros(count: number): number[] {
  return Array.from({ length: count }, () => 0);
}

export function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
