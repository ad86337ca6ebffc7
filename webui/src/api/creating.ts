// Making torrents of what lies on the server: tasks, and the files that they make.

import { answer, get, getBlob, post, type Params } from './client';
import type { CreateAdded, CreateTask } from './types.gen';

export type { CreateTask };

/** Starts a task; its id. Whether it makes sense is told by the task. */
export async function addTask(params: Params): Promise<string> {
  return answer<CreateAdded>(await post('torrentcreator/addTask', params)).taskID;
}

export async function tasks(): Promise<readonly CreateTask[]> {
  return answer<CreateTask[]>(await get('torrentcreator/status'));
}

/** Ends a task and forgets it; a file that it was told to write stays. */
export async function deleteTask(taskID: string): Promise<void> {
  await post('torrentcreator/deleteTask', { taskID });
}

/** The `.torrent` that was made. */
export function torrentFile(taskID: string): Promise<Blob> {
  return getBlob('torrentcreator/torrentFile', { taskID });
}
