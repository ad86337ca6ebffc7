// The files of a torrent as a tree, with what a folder holds summed up once and kept by differences:
// a poll that changes three files of 100,000 costs three files and the folders above them.
//
// Paths are hostile text: any depth, empty parts, `__proto__`, the same name twice, a file named
// like a folder. So nothing here recurses, and names are never keys of plain objects. Amounts are
// whole bytes, so that adding and taking away never drifts.

export interface TreeFile {
  /** Place in the torrent; what the server calls it by. */
  index: number;
  /** `/`-separated. */
  path: string;
  size: number;
  /** 0 to 1; nothing is known of it while somebody only chooses. */
  progress?: number;
  /** 0 not wanted, 1 normal, 6 high, 7 maximum. */
  priority?: number;
  /** Copies; −1 unknown. */
  availability?: number;
  cid?: string;
}

export const PRIORITIES = [0, 1, 6, 7] as const;
export type Priority = (typeof PRIORITIES)[number];

export interface FileNode {
  readonly kind: 'file';
  readonly id: string;
  readonly index: number;
  readonly name: string;
  readonly path: string;
  readonly parent: FolderNode;
  readonly level: number;
  readonly size: number;
  /** Bytes that are there. */
  done: number;
  /** As the server gave it: 1 only when whole. */
  progress: number;
  priority: Priority;
  availability: number;
  cid: string;
  /** Made when somebody sorts or looks for it. */
  key: string | undefined;
  /** Its place among those shown; see `TreeView`. */
  row: number;
  place: number;
  siblings: number;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly id: string;
  readonly name: string;
  readonly path: string;
  /** Null for the root alone, which is never shown. */
  readonly parent: FolderNode | null;
  readonly level: number;
  readonly children: TreeNode[];
  /** Number of files below, at any depth; all sums are of these. */
  files: number;
  size: number;
  done: number;
  wanted: number;
  wantedSize: number;
  wantedDone: number;
  /** How many are not whole. */
  partial: number;
  wantedPartial: number;
  high: number;
  maximum: number;
  /** Bytes times copies, and the bytes of which copies are known; of wanted files. */
  copies: number;
  copiesOf: number;
  key: string | undefined;
  row: number;
  place: number;
  siblings: number;
  /** The order its children are in, by the view's count; 0 as they came. */
  sorted: number;
}

export type TreeNode = FileNode | FolderNode;

/** What `update` found. */
export type Difference =
  /** Nothing. */
  | 'none'
  /** Values only. */
  | 'values'
  /** Other files, names or sizes: a new tree has to be made. */
  | 'files';

export class FileTree {
  readonly root: FolderNode = folder('', '', null, 0);
  /** In the order of the list. */
  readonly files: FileNode[] = [];
  /** Parents before their children. */
  readonly folders: FolderNode[] = [];
  readonly #byIndex = new Map<number, FileNode>();

  constructor(list: readonly TreeFile[]) {
    const known = new Map<string, FolderNode>([['', this.root]]);
    for (const one of list) {
      const cut = one.path.lastIndexOf('/');
      const parent = cut <= 0 ? this.root : this.#folder(one.path.slice(0, cut), known);
      const file: FileNode = {
        kind: 'file',
        id: `f${String(this.files.length)}`,
        index: one.index,
        name: one.path.slice(cut + 1),
        path: one.path,
        parent,
        level: parent.level + 1,
        size: one.size,
        done: 0,
        progress: 0,
        priority: 1,
        availability: -1,
        cid: '',
        key: undefined,
        row: -1,
        place: 0,
        siblings: 0,
      };
      assign(file, one);
      parent.children.push(file);
      this.files.push(file);
      this.#byIndex.set(one.index, file);
      sum(parent, file, 1);
    }
    for (let at = this.folders.length - 1; at >= 0; at -= 1) {
      const one = this.folders[at];
      if (one?.parent) merge(one.parent, one);
    }
  }

  /** The folder of that path, made with those above it when it is new. */
  #folder(path: string, known: Map<string, FolderNode>): FolderNode {
    const found = known.get(path);
    if (found !== undefined) return found;
    // Upwards to what is known, then down again: no recursion, paths may be deep.
    const missing = [path];
    let at = path.lastIndexOf('/');
    let parent = this.root;
    while (at > 0) {
      const above = path.slice(0, at);
      const there = known.get(above);
      if (there !== undefined) {
        parent = there;
        break;
      }
      missing.push(above);
      at = path.lastIndexOf('/', at - 1);
    }
    for (const one of missing.reverse()) {
      const next = folder(
        `d${String(this.folders.length)}`,
        one,
        parent,
        parent.level + 1,
        one.slice(one.lastIndexOf('/') + 1),
      );
      parent.children.push(next);
      this.folders.push(next);
      known.set(one, next);
      parent = next;
    }
    return parent;
  }

  file(index: number): FileNode | undefined {
    return this.#byIndex.get(index);
  }

  /**
   * Takes newer values of some or all files. `whole`: the list is all there is, so that a file less
   * is noticed.
   */
  update(list: readonly TreeFile[], whole = true): Difference {
    if (whole && list.length !== this.files.length) return 'files';
    for (const one of list) {
      const file = this.#byIndex.get(one.index);
      if (file === undefined || file.path !== one.path || file.size !== one.size) return 'files';
    }
    let changed = false;
    for (const one of list) {
      const file = this.#byIndex.get(one.index);
      if (file !== undefined && this.#change(file, one)) changed = true;
    }
    return changed ? 'values' : 'none';
  }

  /** Gives files a priority; the ones that had another. */
  setPriority(files: Iterable<FileNode>, priority: Priority): FileNode[] {
    const changed: FileNode[] = [];
    for (const file of files) {
      if (file.priority === priority) continue;
      this.#change(file, { ...file, priority });
      changed.push(file);
    }
    return changed;
  }

  #change(file: FileNode, to: TreeFile): boolean {
    const same =
      (to.progress ?? 0) === file.progress &&
      known(to.priority) === file.priority &&
      (to.availability ?? -1) === file.availability;
    // No sum is made of it.
    const cid = to.cid ?? '';
    const named = cid !== file.cid;
    file.cid = cid;
    if (same) return named;
    for (let up: FolderNode | null = file.parent; up !== null; up = up.parent) sum(up, file, -1);
    assign(file, to);
    for (let up: FolderNode | null = file.parent; up !== null; up = up.parent) sum(up, file, 1);
    return true;
  }
}

/** 0 to 1, of what is wanted; of everything where nothing is. Whole only if every file is. */
export function progressOf(node: TreeNode): number {
  if (node.kind === 'file') return node.progress;
  const wanted = node.wanted > 0;
  const [size, done, partial] = wanted
    ? [node.wantedSize, node.wantedDone, node.wantedPartial]
    : [node.size, node.done, node.partial];
  if (partial === 0) return 1;
  return size === 0 ? 0 : Math.min(done / size, 1 - Number.EPSILON);
}

/** Bytes that are wanted and missing. */
export function remainingOf(node: TreeNode): number {
  if (node.kind === 'folder') return node.wantedSize - node.wantedDone;
  return node.priority === 0 ? 0 : node.size - node.done;
}

/** `mixed` when the files below differ. */
export function priorityOf(node: TreeNode): Priority | 'mixed' {
  if (node.kind === 'file') return node.priority;
  if (node.wanted === 0) return 0;
  if (node.high === node.files) return 6;
  if (node.maximum === node.files) return 7;
  return node.wanted === node.files && node.high + node.maximum === 0 ? 1 : 'mixed';
}

export function checkedOf(node: TreeNode): boolean | 'mixed' {
  if (node.kind === 'file') return node.priority > 0;
  if (node.wanted === 0) return false;
  return node.wanted === node.files ? true : 'mixed';
}

/** Copies of what is wanted, by size; −1 unknown. */
export function availabilityOf(node: TreeNode): number {
  if (node.kind === 'file') return node.availability;
  return node.copiesOf === 0 ? -1 : node.copies / node.copiesOf;
}

/** Whether `node` lies in `above`, at any depth. */
export function isWithin(node: TreeNode, above: FolderNode): boolean {
  let up = node.parent;
  while (up !== null && up.level > above.level) up = up.parent;
  return up === above;
}

/** All files below, in no order that matters. */
export function filesBelow(node: TreeNode): FileNode[] {
  if (node.kind === 'file') return [node];
  const files: FileNode[] = [];
  const open: FolderNode[] = [node];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const child of one.children) {
      if (child.kind === 'file') files.push(child);
      else open.push(child);
    }
  }
  return files;
}

function folder(
  id: string,
  path: string,
  parent: FolderNode | null,
  level: number,
  name = '',
): FolderNode {
  return {
    kind: 'folder',
    id,
    name,
    path,
    parent,
    level,
    children: [],
    files: 0,
    size: 0,
    done: 0,
    wanted: 0,
    wantedSize: 0,
    wantedDone: 0,
    partial: 0,
    wantedPartial: 0,
    high: 0,
    maximum: 0,
    copies: 0,
    copiesOf: 0,
    key: undefined,
    row: -1,
    place: 0,
    siblings: 0,
    sorted: 0,
  };
}

function assign(file: FileNode, from: TreeFile): void {
  file.progress = from.progress ?? 0;
  file.done = Math.round(file.size * Math.min(1, Math.max(0, file.progress)));
  file.priority = known(from.priority);
  file.availability = from.availability ?? -1;
  file.cid = from.cid ?? '';
}

/** Releases of qBittorrent have had other values between these. */
function known(priority: number | undefined): Priority {
  if (priority === undefined) return 1;
  if (priority <= 0) return 0;
  return priority >= 7 ? 7 : priority === 6 ? 6 : 1;
}

/** Adds a file to the sums of one folder, or takes it away. */
function sum(to: FolderNode, file: FileNode, sign: 1 | -1): void {
  const partial = file.progress < 1 ? sign : 0;
  to.files += sign;
  to.size += sign * file.size;
  to.done += sign * file.done;
  to.partial += partial;
  if (file.priority === 0) return;
  to.wanted += sign;
  to.wantedSize += sign * file.size;
  to.wantedDone += sign * file.done;
  to.wantedPartial += partial;
  if (file.priority === 6) to.high += sign;
  else if (file.priority === 7) to.maximum += sign;
  if (file.availability >= 0) {
    to.copies += sign * Math.round(file.size * file.availability);
    to.copiesOf += sign * file.size;
  }
}

function merge(to: FolderNode, from: FolderNode): void {
  to.files += from.files;
  to.size += from.size;
  to.done += from.done;
  to.partial += from.partial;
  to.wanted += from.wanted;
  to.wantedSize += from.wantedSize;
  to.wantedDone += from.wantedDone;
  to.wantedPartial += from.wantedPartial;
  to.high += from.high;
  to.maximum += from.maximum;
  to.copies += from.copies;
  to.copiesOf += from.copiesOf;
}
