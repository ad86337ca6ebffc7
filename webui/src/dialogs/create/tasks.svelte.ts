// The tasks of the server, asked for while somebody looks: often as long as one of them runs or is
// being published, seldom otherwise.

import { parseMetadata } from '../../api/adding';
import { SessionError } from '../../api/client';
import { deleteTask, tasks as ask, torrentFile, type CreateTask } from '../../api/creating';
import { linkFacts } from '../../lib/links';
import { report } from '../../state/actions';
import { session } from '../../state/session.svelte';

/** Of so many finished tasks it is found out which item of the list is theirs. */
const MOST_KNOWN = 30;
const PAUSE_MS = { busy: 700, quiet: 4000 };

export class Tasks {
  /** The newest first. */
  list = $state.raw<readonly CreateTask[]>([]);
  /** The info hashes of what a task made; tasks do not name them. */
  hashes = $state.raw<ReadonlyMap<string, readonly string[]>>(new Map());
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  start(): void {
    this.#stopped = false;
    void this.refresh();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      const rows = await ask();
      this.list = [...rows].sort((a, b) => when(b) - when(a));
    } catch (error) {
      // The poll loop says it when the server is away; here it is asked again.
      if (error instanceof SessionError) session.refused();
    }
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    void this.#learn();
    const pause = this.list.some(isMoving) ? PAUSE_MS.busy : PAUSE_MS.quiet;
    this.#timer = setTimeout(() => void this.refresh(), pause);
  }

  async #learn(): Promise<void> {
    for (const task of this.list.slice(0, MOST_KNOWN)) {
      if (task.status !== 'Finished' || this.hashes.has(task.taskID)) continue;
      // Asked for once, whatever comes of it.
      this.#know(task, linkFacts(task.codex_link ?? '').hashes);
      if (this.hashes.get(task.taskID)?.length !== 0) continue;
      try {
        const file = new File([await torrentFile(task.taskID)], 'made.torrent');
        const { infohash_v1, infohash_v2 } = await parseMetadata(file);
        this.#know(
          task,
          [infohash_v1, infohash_v2].filter((hash) => hash !== ''),
        );
      } catch {
        // The file was moved or deleted: the task is shown without a way to its item.
      }
    }
  }

  #know(task: CreateTask, hashes: readonly string[]): void {
    this.hashes = new Map([...this.hashes, [task.taskID, hashes]]);
  }

  async remove(task: CreateTask): Promise<void> {
    try {
      await deleteTask(task.taskID);
      this.list = this.list.filter((one) => one.taskID !== task.taskID);
    } catch (error) {
      report(error);
      await this.refresh();
    }
  }
}

/** Whether something of it is going on. */
export function isMoving(task: CreateTask): boolean {
  if (task.status === 'Queued' || task.status === 'Running') return true;
  const { codex_publish: publish } = task;
  return task.status === 'Finished' && (publish === 'waiting' || publish === 'publishing');
}

/** Servers of the API before 2.16 write a text. */
function when({ timeAdded }: CreateTask): number {
  return typeof timeAdded === 'number' ? timeAdded : Date.parse(timeAdded) / 1000;
}
