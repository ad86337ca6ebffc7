// What a file tree on the page remembers and does: the tree, the rows, the selection. Trees are too
// large to be reactive; `version` counts their changes, and everything that is read here goes by it.

import {
  FileTree,
  PRIORITIES,
  type FileNode,
  type Priority,
  type TreeFile,
  type TreeNode,
} from '../lib/tree';
import { TreeSelection } from '../lib/treeSelection';
import { TreeView, type TreeSort } from '../lib/treeView';

/** A pause after which typed letters begin a new name. */
const TYPING_MS = 600;

export type Move = 'only' | 'extend' | 'walk';

export class FileTreeModel {
  version = $state(0);
  #view: TreeView;
  #selection = new TreeSelection();
  #typed = '';
  #typedAt = 0;

  constructor(files: readonly TreeFile[]) {
    this.#view = new TreeView(new FileTree(files));
  }

  /** The view as it is now; what reads it while drawing is drawn again after each change. */
  get view(): TreeView {
    void this.version;
    return this.#view;
  }

  get selection(): TreeSelection {
    void this.version;
    return this.#selection;
  }

  get rows(): readonly TreeNode[] {
    return this.view.rows;
  }

  /** The selected rows that are shown. */
  get chosen(): readonly TreeNode[] {
    return this.selection.within(this.rows);
  }

  /** The row on which the keyboard stands, if it is shown. */
  get cursor(): TreeNode | null {
    const { cursor } = this.selection;
    return cursor !== null && this.rows[cursor.row] === cursor ? cursor : null;
  }

  /** Newer values; `whole` when the list is all files, so that other files are taken too. */
  take(list: readonly TreeFile[], whole: boolean): void {
    const difference = this.#view.tree.update(list, whole);
    if (difference === 'none' || (difference === 'files' && !whole)) return;
    if (difference === 'files') {
      const next = new TreeView(new FileTree(list), this.#view);
      this.#selection = this.#selection.carried((node) => next.counterpart(node));
      this.#view = next;
    } else this.#view.valuesChanged();
    this.version += 1;
  }

  go(node: TreeNode, how: Move): void {
    if (how === 'extend') this.#selection.extendTo(this.#view.rows, node);
    else if (how === 'walk') this.#selection.cursor = node;
    else this.#selection.only(node);
    this.version += 1;
  }

  toggleSelected(node: TreeNode): void {
    this.#selection.toggle(node);
    this.version += 1;
  }

  selectAll(): void {
    this.#selection.all(this.#view.rows);
    this.version += 1;
  }

  /** What an action on a row means: all selected rows when it is one of them. */
  meant(node: TreeNode | null): readonly TreeNode[] {
    return node === null || this.#selection.has(node) ? this.chosen : [node];
  }

  setOpen(node: TreeNode, open: boolean): void {
    if (node.kind !== 'folder') return;
    this.#view.setOpen(node, open);
    this.version += 1;
  }

  flip(node: TreeNode): void {
    if (node.kind === 'folder') this.setOpen(node, !this.#view.isOpen(node));
  }

  setAllOpen(open: boolean): void {
    this.#view.setAllOpen(open);
    this.version += 1;
  }

  openSiblings(node: TreeNode): void {
    this.#view.openSiblings(node);
    this.version += 1;
  }

  filter(text: string): void {
    this.#view.filter(text);
    this.version += 1;
  }

  sortBy(sort: TreeSort, descending: boolean): void {
    this.#view.sortBy(sort, descending);
    this.version += 1;
  }

  /** Gives the files of these rows a priority; those that had another. */
  setPriority(nodes: Iterable<TreeNode>, priority: Priority): FileNode[] {
    const changed = this.#view.tree.setPriority(this.#view.filesOf(nodes), priority);
    if (changed.length > 0) {
      this.#view.valuesChanged();
      this.version += 1;
    }
    return changed;
  }

  /** What choosing these rows anew would do: all are wanted, or none if all were. */
  toggled(nodes: readonly TreeNode[]): { nodes: TreeNode[]; priority: Priority } {
    const files = this.#view.filesOf(nodes);
    const unwanted = files.filter((one) => one.priority === 0);
    // Those that are wanted more than others stay so.
    return unwanted.length === 0 ? { nodes: files, priority: 0 } : { nodes: unwanted, priority: 1 };
  }

  /** The next higher or lower priority, seen from the first file. */
  stepped(nodes: readonly TreeNode[], by: 1 | -1): Priority | undefined {
    const [first] = this.#view.filesOf(nodes);
    if (first === undefined) return undefined;
    const at = PRIORITIES.indexOf(first.priority) + by;
    return PRIORITIES[Math.min(PRIORITIES.length - 1, Math.max(0, at))];
  }

  /** The next row whose name begins with what was typed without a pause. */
  typed(letter: string, now: number): TreeNode | undefined {
    this.#typed = now - this.#typedAt > TYPING_MS ? letter : this.#typed + letter;
    this.#typedAt = now;
    // The same letter again means the next such name.
    const same = [...this.#typed].every((one) => one === letter);
    const at = this.cursor?.row ?? -1;
    return this.#view.startingWith(same ? letter : this.#typed, Math.max(0, same ? at + 1 : at));
  }
}
