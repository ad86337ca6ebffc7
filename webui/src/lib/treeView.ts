// Which rows of a file tree are shown, and in what order: open folders, sorting, filter. The rows
// are a flat list, made anew when one of these changes and otherwise kept.

import { compareText, naturalKey } from './natural';
import {
  availabilityOf,
  filesBelow,
  priorityOf,
  progressOf,
  remainingOf,
  type FileNode,
  type FileTree,
  type FolderNode,
  type TreeNode,
} from './tree';

export const SORTS = ['name', 'size', 'progress', 'priority', 'remaining', 'availability'] as const;
export type TreeSort = (typeof SORTS)[number];

/** A folder with more is not put into order again by itself when values change. */
const LIVE_SORT = 5000;

export class TreeView {
  readonly tree: FileTree;
  sort: TreeSort = 'name';
  descending = false;
  readonly #open = new Set<FolderNode>();
  /** Folders that were closed among the found ones; all others stand open there. */
  readonly #shut = new Set<FolderNode>();
  #words: readonly string[] = [];
  /** What the filter lets through; null without one. */
  #found: Set<TreeNode> | null = null;
  #rows: TreeNode[] | null = null;
  /** Counts the orders there have been; see `FolderNode.sorted`. */
  #order = 1;

  constructor(tree: FileTree, before?: TreeView) {
    this.tree = tree;
    if (before === undefined) {
      // Down to where there is something to choose from.
      let at = tree.root;
      for (;;) {
        const [only] = at.children;
        if (only?.kind !== 'folder' || at.children.length > 1) break;
        this.#open.add(only);
        at = only;
      }
      return;
    }
    this.sort = before.sort;
    this.descending = before.descending;
    for (const one of before.#open) {
      const same = this.counterpart(one);
      if (same?.kind === 'folder') this.#open.add(same);
    }
    this.filter(before.#words.join(' '));
  }

  /** The node that stands for one of the tree before, though it may have another name now. */
  counterpart(node: TreeNode): TreeNode | null {
    let inside: TreeNode = node;
    while (inside.kind === 'folder') {
      const [first] = inside.children;
      if (first === undefined) return null;
      inside = first;
    }
    let at: TreeNode | null = this.tree.file(inside.index) ?? null;
    while (at !== null && at.level > node.level) at = at.parent;
    return at?.level === node.level && at.kind === node.kind ? at : null;
  }

  get rows(): readonly TreeNode[] {
    this.#rows ??= this.#arrange();
    return this.#rows;
  }

  get filtered(): boolean {
    return this.#found !== null;
  }

  /** Number of files that are shown or lie in shown folders. */
  get matching(): number {
    if (this.#found === null) return this.tree.files.length;
    let count = 0;
    for (const node of this.#found) if (node.kind === 'file') count += 1;
    return count;
  }

  isOpen(node: FolderNode): boolean {
    return this.#found === null ? this.#open.has(node) : !this.#shut.has(node);
  }

  setOpen(node: FolderNode, open: boolean): void {
    if (this.#found !== null) {
      if (open) this.#shut.delete(node);
      else this.#shut.add(node);
    } else if (open) this.#open.add(node);
    else this.#open.delete(node);
    this.#rows = null;
  }

  setAllOpen(open: boolean): void {
    for (const one of this.tree.folders) {
      if (open) this.#open.add(one);
      if (!open && this.#found !== null) this.#shut.add(one);
    }
    if (open) this.#shut.clear();
    else this.#open.clear();
    this.#rows = null;
  }

  /** Opens all folders beside one, itself too. */
  openSiblings(node: TreeNode): void {
    for (const one of node.parent?.children ?? []) {
      if (one.kind === 'folder') this.setOpen(one, true);
    }
  }

  /** Opens what is above, so that a node is among the rows if the filter lets it through. */
  reveal(node: TreeNode): void {
    for (let up = node.parent; up !== null; up = up.parent) this.setOpen(up, true);
  }

  sortBy(sort: TreeSort, descending: boolean): void {
    this.sort = sort;
    this.descending = descending;
    this.#order += 1;
    this.#rows = null;
  }

  /** After values have changed: an order made by them may not hold any more. */
  valuesChanged(): void {
    if (this.sort === 'name' || this.sort === 'size') return;
    for (const one of [this.tree.root, ...this.tree.folders]) {
      if (one.children.length <= LIVE_SORT) one.sorted = 0;
    }
    this.#rows = null;
  }

  /** Every word must be in the path, whatever its case. */
  filter(text: string): void {
    this.#words = text.toLowerCase().split(/\s+/).filter(Boolean);
    this.#rows = null;
    this.#shut.clear();
    this.#found = null;
    if (this.#words.length === 0) return;
    const found = new Set<TreeNode>();
    for (const file of this.tree.files) {
      const path = file.path.toLowerCase();
      if (!this.#words.every((word) => path.includes(word))) continue;
      found.add(file);
      for (let up: FolderNode | null = file.parent; up !== null && !found.has(up); up = up.parent) {
        found.add(up);
      }
    }
    this.#found = found;
  }

  /** The files that an action on these rows means: only those that the filter lets through. */
  filesOf(nodes: Iterable<TreeNode>): FileNode[] {
    const found = this.#found;
    const files = new Set<FileNode>();
    for (const node of nodes) {
      for (const file of filesBelow(node)) {
        if (found === null || found.has(file)) files.add(file);
      }
    }
    return [...files];
  }

  /** The row from `from` on, round the end, whose name begins like that. */
  startingWith(text: string, from: number): TreeNode | undefined {
    const wanted = text.toLowerCase();
    const { rows } = this;
    for (let step = 0; step < rows.length; step += 1) {
      const node = rows[(from + step) % rows.length];
      if (node?.name.toLowerCase().startsWith(wanted) === true) return node;
    }
    return undefined;
  }

  #arrange(): TreeNode[] {
    const rows: TreeNode[] = [];
    // Where the walk stands in each folder above; a stack of its own, because paths may be deep.
    const stack: { nodes: readonly TreeNode[]; at: number }[] = [
      { nodes: this.#shownChildren(this.tree.root), at: 0 },
    ];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const node = top.nodes[top.at];
      top.at += 1;
      if (node === undefined) {
        stack.pop();
        continue;
      }
      node.row = rows.length;
      node.place = top.at;
      node.siblings = top.nodes.length;
      rows.push(node);
      if (node.kind === 'folder' && this.isOpen(node)) {
        stack.push({ nodes: this.#shownChildren(node), at: 0 });
      }
    }
    return rows;
  }

  #shownChildren(folder: FolderNode): readonly TreeNode[] {
    if (folder.sorted !== this.#order) {
      folder.children.sort(this.#comparison());
      folder.sorted = this.#order;
    }
    const found = this.#found;
    return found === null ? folder.children : folder.children.filter((one) => found.has(one));
  }

  #comparison(): (a: TreeNode, b: TreeNode) => number {
    const sign = this.descending ? -1 : 1;
    if (this.sort === 'name') {
      return (a, b) => (a.kind === b.kind ? sign * byName(a, b) : a.kind === 'folder' ? -1 : 1);
    }
    const value = VALUES[this.sort];
    return (a, b) => sign * (value(a) - value(b)) || byName(a, b);
  }
}

const VALUES: Record<Exclude<TreeSort, 'name'>, (node: TreeNode) => number> = {
  size: (node) => node.size,
  progress: progressOf,
  priority: (node) => {
    const priority = priorityOf(node);
    // Between none and normal.
    return priority === 'mixed' ? 0.5 : priority;
  },
  remaining: remainingOf,
  availability: availabilityOf,
};

function byName(a: TreeNode, b: TreeNode): number {
  a.key ??= naturalKey(a.name);
  b.key ??= naturalKey(b.name);
  return compareText(a.key, b.key) || compareText(a.path, b.path);
}
