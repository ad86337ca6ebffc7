// Which rows of a tree are selected, and on which one the keyboard stands.
import type { TreeNode } from './tree';

export class TreeSelection {
  cursor: TreeNode | null = null;
  readonly #nodes: Set<TreeNode>;
  /** Where a range starts. */
  #anchor: TreeNode | null = null;

  constructor(nodes: Iterable<TreeNode> = []) {
    this.#nodes = new Set(nodes);
  }

  has(node: TreeNode): boolean {
    return this.#nodes.has(node);
  }

  /** The selected ones that are shown, in their order. */
  within(rows: readonly TreeNode[]): TreeNode[] {
    return [...this.#nodes].filter((one) => rows[one.row] === one).sort((a, b) => a.row - b.row);
  }

  only(node: TreeNode): void {
    this.#nodes.clear();
    this.#nodes.add(node);
    this.cursor = this.#anchor = node;
  }

  toggle(node: TreeNode): void {
    if (!this.#nodes.delete(node)) this.#nodes.add(node);
    this.cursor = this.#anchor = node;
  }

  /** From the anchor to a row, replacing the rest. */
  extendTo(rows: readonly TreeNode[], node: TreeNode): void {
    const from = this.#anchor ?? this.cursor;
    if (from === null || rows[from.row] !== from) {
      this.only(node);
      return;
    }
    this.#nodes.clear();
    const [first, last] = from.row < node.row ? [from.row, node.row] : [node.row, from.row];
    for (const one of rows.slice(first, last + 1)) this.#nodes.add(one);
    this.#anchor = from;
    this.cursor = node;
  }

  all(rows: readonly TreeNode[]): void {
    for (const one of rows) this.#nodes.add(one);
  }

  /** The same rows in another tree, as far as they are there. */
  carried(counterpart: (node: TreeNode) => TreeNode | null): TreeSelection {
    const nodes = [...this.#nodes].map(counterpart).filter((one) => one !== null);
    const next = new TreeSelection(nodes);
    next.cursor = this.cursor && counterpart(this.cursor);
    next.#anchor = this.#anchor && counterpart(this.#anchor);
    return next;
  }
}
