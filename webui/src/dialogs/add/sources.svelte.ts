// What is to be added, and what is found out about it before: files are read by the server at once,
// links are looked for without anybody waiting. Not one of them has to be found to be added.

import { fetchMetadata, parseMetadata, saveMetadata, type Metadata } from '../../api/adding';
import { NetworkError, RefusedError, SessionError } from '../../api/client';
import { linkFacts, linkKind, type LinkKind } from '../../lib/links';
import { hasPlacement } from '../../lib/torrentFile';
import { session } from '../../state/session.svelte';
import { duplicateFinder, duplicateOf } from './duplicates';

/**
 * `waiting` for its turn, `reading` a file, `looking` for a link, `found`; `absent`: not in Codex
 * yet, still looked for; `silent`: an address that does not answer; `content`: a CID of content, not
 * of a torrent; `blind`: nothing that can be looked into before; `failed` with a reason.
 */
export type SourceState =
  | 'waiting'
  | 'reading'
  | 'looking'
  | 'found'
  | 'absent'
  | 'silent'
  | 'content'
  | 'blind'
  | 'failed';

/** As many at a time; the server looks for 16 of one login. */
const AT_ONCE = 12;
/** After so long "nobody has it yet" is said, though the search goes on. */
const ABSENT_MS = 6000;
/** After so long nobody asks any more, so that others have their turn. */
const GIVE_UP_MS = 60_000;
/** An address is asked anew with each question: after so long it is left alone. */
const SILENT_MS = 20_000;
const PAUSE_MS = { first: 300, most: 8000 };

export class Source {
  readonly name: string;
  readonly kind: LinkKind | 'upload';
  state = $state<SourceState>('waiting');
  why = $state('');
  metadata = $state.raw<Metadata | null>(null);
  /** One for each file once somebody has chosen; null adds all of them. */
  priorities = $state.raw<readonly number[] | null>(null);
  /** Whether it says where in Codex its content lies; null when nobody knows. */
  codex = $state<boolean | null>(null);
  hashes = $state.raw<readonly string[]>([]);
  /** The id of the same in the list. */
  duplicate = $state<string | null>(null);
  /** Why the server did not take it. */
  refused = $state('');
  readonly stop = new AbortController();

  constructor(readonly what: string | File) {
    if (typeof what === 'string') {
      const facts = linkFacts(what);
      this.kind = linkKind(what);
      this.name = facts.name === '' ? what : facts.name;
      this.hashes = facts.hashes;
      this.codex = this.kind === 'magnet' || this.kind === 'cid' ? facts.codex : null;
      if (this.kind === 'unknown' || this.kind === 'file') this.state = 'blind';
    } else {
      this.kind = 'upload';
      this.name = what.name;
    }
  }

  get key(): string {
    const { what } = this;
    return typeof what === 'string' ? what : fileKey(what);
  }

  get title(): string {
    return this.metadata?.info.name ?? this.name;
  }

  /** Bytes of the files that are wanted; null when nobody knows. */
  get wanted(): number | null {
    const { metadata, priorities } = this;
    if (metadata === null) return null;
    if (priorities === null) return metadata.info.length;
    return metadata.info.files.reduce(
      (sum, file, at) => ((priorities[at] ?? 1) === 0 ? sum : sum + file.length),
      0,
    );
  }

  take(metadata: Metadata): void {
    this.metadata = metadata;
    this.hashes = [metadata.infohash_v1, metadata.infohash_v2].filter((hash) => hash !== '');
    // A link's metadata comes from a record in Codex and from nowhere else.
    if (this.kind !== 'upload' && this.kind !== 'url') this.codex = true;
    this.state = 'found';
    this.duplicate = duplicateOf(this.hashes);
  }
}

export function fileKey(file: File): string {
  return `${file.name} ${String(file.size)} ${String(file.lastModified)}`;
}

export class Sources {
  list = $state.raw<readonly Source[]>([]);
  #running = 0;

  /** The links are these now; what was known of those that stay is kept. */
  setLinks(links: readonly string[]): void {
    const files = this.list.filter((one) => typeof one.what !== 'string');
    this.#replace([...links, ...files.map((one) => one.what)]);
  }

  addFiles(files: readonly File[]): void {
    this.#replace([...this.list.map((one) => one.what), ...files]);
  }

  remove(gone: ReadonlySet<Source>): void {
    this.#replace(this.list.filter((one) => !gone.has(one)).map((one) => one.what));
  }

  /** Looks again which of them are in the list. */
  findDuplicates(): void {
    const find = duplicateFinder();
    for (const source of this.list) source.duplicate = find(source.hashes);
  }

  /** Nobody wants to know any more. */
  close(): void {
    for (const source of this.list) source.stop.abort();
  }

  #replace(whats: readonly (string | File)[]): void {
    const key = (what: string | File) => (typeof what === 'string' ? what : fileKey(what));
    const known = new Map(this.list.map((source) => [source.key, source]));
    const next = new Map<string, Source>();
    for (const what of whats) {
      const own = key(what);
      if (next.has(own)) continue;
      next.set(own, known.get(own) ?? new Source(what));
      known.delete(own);
    }
    for (const gone of known.values()) gone.stop.abort();
    this.list = [...next.values()];
    this.findDuplicates();
    this.#next();
  }

  /** Starts as many as may run. */
  #next(): void {
    for (const source of this.list) {
      if (this.#running >= AT_ONCE) return;
      if (source.state !== 'waiting') continue;
      this.#running += 1;
      const work = source.what instanceof File ? read(source, source.what) : look(source);
      void work.finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }
}

/** Reads a file, as often as it takes: the server may be away. */
async function read(source: Source, file: File): Promise<void> {
  source.state = 'reading';
  try {
    source.codex = hasPlacement(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // Moved or deleted since it was chosen; adding it will say so.
    source.state = 'blind';
    return;
  }
  await repeat(source, async () => {
    source.take(await parseMetadata(file));
    return true;
  });
}

async function look(source: Source): Promise<void> {
  source.state = 'looking';
  const link = String(source.what);
  const since = Date.now();
  const patience = source.kind === 'url' ? SILENT_MS : GIVE_UP_MS;
  let asked = false;
  await repeat(source, async () => {
    try {
      const answer = await fetchMetadata(link, source.stop.signal);
      if (answer.found) {
        source.take(answer.metadata);
        if (source.kind === 'url') void lookForPlacement(source, link);
        return true;
      }
      const hashes = [answer.infohash_v1, answer.infohash_v2].filter((hash) => hash !== '');
      if (hashes.length > 0) source.hashes = hashes;
      source.duplicate ??= duplicateOf(source.hashes);
      asked = true;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (source.kind === 'cid' && asked) {
        source.state = 'content';
        return true;
      }
      // It may be that too many are looked for already; a link that makes no sense never will be.
      if (!error.detail.startsWith('Unable to download')) throw error;
    }
    const passed = Date.now() - since;
    if (source.kind !== 'url' && passed > ABSENT_MS) source.state = 'absent';
    if (passed < patience) return false;
    source.state = source.kind === 'url' ? 'silent' : 'absent';
    return true;
  });
}

/** What came from an address may say where in Codex its content lies; nobody waits for it. */
async function lookForPlacement(source: Source, link: string): Promise<void> {
  try {
    const file = await saveMetadata(link);
    source.codex = hasPlacement(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // Nothing is said of it then.
  }
}

/** Until `once` says that it is done; longer and longer pauses in between. */
async function repeat(source: Source, once: () => Promise<boolean>): Promise<void> {
  const { signal } = source.stop;
  let pause = PAUSE_MS.first;
  while (!signal.aborted) {
    try {
      if (await once()) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof SessionError) session.refused();
      else if (!(error instanceof NetworkError)) {
        source.state = 'failed';
        source.why = error instanceof Error ? error.message : '';
        return;
      }
    }
    await sleep(pause, signal);
    pause = Math.min(PAUSE_MS.most, pause * 1.6);
  }
}

/** A pause that an end cuts short. */
function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        done();
      },
      { once: true },
    );
  });
}
