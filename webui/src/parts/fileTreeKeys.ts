// The keys of a file tree, as the ARIA practices have them for trees, and those for the choice.
import type { TreeNode } from '../lib/tree';
import type { FileTreeModel } from './fileTree.svelte';

export interface TreeKeysOptions {
  model: FileTreeModel;
  /** Rows that fit on the screen. */
  page: number;
  rtl: boolean;
  /** Whether files can be chosen. */
  checks: boolean;
  go: (node: TreeNode | undefined, how: 'only' | 'extend' | 'walk') => void;
  toggle: (nodes: readonly TreeNode[]) => void;
  step: (nodes: readonly TreeNode[], by: 1 | -1) => void;
  activate: (node: TreeNode) => void;
  menu: (node: TreeNode) => void;
  unfilter: () => void;
  /** Keys of the place where the tree is. */
  other: (event: KeyboardEvent, nodes: readonly TreeNode[]) => boolean;
}

/** Does what a key says; false for a key that is none of the tree's. */
export function treeKey(event: KeyboardEvent, options: TreeKeysOptions): boolean {
  const { model } = options;
  const meant = model.meant(model.cursor);
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey) {
    if (options.checks && event.key === 'ArrowUp') options.step(meant, 1);
    else if (options.checks && event.key === 'ArrowDown') options.step(meant, -1);
    else return options.other(event, meant);
    return true;
  }
  if (event.shiftKey && event.key === 'F10') {
    if (model.cursor !== null) options.menu(model.cursor);
    return true;
  }
  if (command && event.key.toLowerCase() === 'a') {
    model.selectAll();
    return true;
  }
  const run = moves(event, options)[event.key];
  if (run !== undefined) {
    run();
    return true;
  }
  if (options.other(event, meant)) return true;
  if (event.key.length !== 1 || command) return false;
  options.go(model.typed(event.key, event.timeStamp), 'only');
  return true;
}

function moves(event: KeyboardEvent, options: TreeKeysOptions): Record<string, () => void> {
  const { model, page, go } = options;
  const { rows, cursor, view } = model;
  const at = cursor?.row ?? -1;
  const last = rows.length - 1;
  const command = event.ctrlKey || event.metaKey;
  const how = event.shiftKey ? 'extend' : command ? 'walk' : 'only';
  const to = (row: number) => () => {
    go(rows[Math.min(last, Math.max(0, row))], how);
  };
  const on = (act: (node: TreeNode) => void) => () => {
    if (cursor !== null) act(cursor);
  };
  return {
    ArrowDown: to(at + 1),
    ArrowUp: to(at === -1 ? last : at - 1),
    PageDown: to(at + page),
    PageUp: to(at - page),
    Home: to(0),
    End: to(last),
    [options.rtl ? 'ArrowLeft' : 'ArrowRight']: on((node) => {
      if (node.kind !== 'folder') return;
      if (!view.isOpen(node)) model.setOpen(node, true);
      else if (rows[at + 1]?.parent === node) go(rows[at + 1], 'only');
    }),
    [options.rtl ? 'ArrowRight' : 'ArrowLeft']: on((node) => {
      if (node.kind === 'folder' && view.isOpen(node)) model.setOpen(node, false);
      else if (node.parent !== null && node.parent !== view.tree.root) go(node.parent, 'only');
    }),
    '*': on((node) => {
      model.openSiblings(node);
    }),
    ' ': () => {
      if (command && cursor !== null) model.toggleSelected(cursor);
      else options.toggle(model.meant(cursor));
    },
    Enter: on(options.activate),
    ContextMenu: on(options.menu),
    ...(view.filtered ? { Escape: options.unfilter } : {}),
  };
}
