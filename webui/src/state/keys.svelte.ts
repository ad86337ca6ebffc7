// The keyboard map. Commands bring their own keys; what else has keys registers them. Keys never act
// while somebody types, in a dialog or in a menu, nor when the focused part has used them itself.

import { recall, remember } from '../lib/storage';
import { commands, runCommand } from './commands';
import { dialogs } from './dialogs.svelte';
import { comboOf, isSingle } from './keynames';
import { session } from './session.svelte';

export interface Binding {
  /** Each of them does it. */
  keys: readonly string[];
  label: () => string;
  /** Nothing where the part itself does it; the help names it all the same. */
  run?: () => void;
  /** Even in a field of text, as Ctrl+F does. */
  always?: boolean;
}

const STORE = 'keys';

class Keys {
  /** Whether shortcuts of a single character act. */
  singles = $state(recall(STORE) !== false);
  /** What acts everywhere, in the order of the help. */
  page = $state.raw<readonly Binding[]>([]);

  setSingles(on: boolean): void {
    this.singles = on;
    remember(STORE, on);
  }

  /** Adds keys; returns the way to take them away. */
  register(bindings: readonly Binding[]): () => void {
    this.page = [...this.page, ...bindings];
    return () => {
      this.page = this.page.filter((one) => !bindings.includes(one));
    };
  }

  /** Does what the keys mean, if they mean anything here. */
  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    if (dialogs.shown || session.status !== 'in') return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('dialog, [role="menu"]') instanceof Element) return;
    const combo = comboOf(event);
    if (isSingle(combo) && !this.singles) return;
    const typing = target !== null && isField(target);
    const binding = this.page.find((one) => one.keys.includes(combo));
    const run = binding?.run;
    if (run !== undefined && (!typing || binding?.always === true)) {
      event.preventDefault();
      run();
      return;
    }
    if (typing || !actsOnList(target)) return;
    // A button takes Space and Enter itself; no command has these.
    const command = commands.find((one) => one.keys?.includes(combo));
    // Text that somebody has marked is what Ctrl+C means.
    if (combo === 'Ctrl+C' && getSelection()?.isCollapsed === false) return;
    if (command !== undefined && runCommand(command)) event.preventDefault();
  }
}

/** Where keys are text. */
function isField(element: Element): boolean {
  if (element instanceof HTMLInputElement) {
    return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(element.type);
  }
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLElement && element.isContentEditable)
  );
}

/** Whether keys mean the selected items there: in the list and beside it, not in other parts. */
function actsOnList(element: Element | null): boolean {
  const list = '[data-keys="list"]';
  const nowhere = element === null || element === document.body;
  return nowhere ? document.querySelector(list) !== null : element.closest(list) !== null;
}

export const keys = new Keys();
