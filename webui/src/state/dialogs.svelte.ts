// Which dialogs are open. Their code is loaded with the first use; each gets `onclosed` besides its
// own properties.

import type { Component, ComponentProps } from 'svelte';
import { registry } from '../dialogs/registry';
import { t } from '../i18n';
import { toasts } from './toasts.svelte';
import { update } from './update.svelte';

type Registry = typeof registry;
export type DialogName = keyof Registry;
type Loaded<Name extends DialogName> = Awaited<ReturnType<Registry[Name]>>['default'];
type PropsOf<Name extends DialogName> =
  Loaded<Name> extends Component<infer Props> ? Omit<Props, 'onclosed'> : ComponentProps<Component>;

export interface Opened {
  id: number;
  name: DialogName;
  component: Component<Record<string, unknown>>;
  props: Record<string, unknown>;
}

class Dialogs {
  /** From the lowest to the one on top. */
  stack = $state.raw<readonly Opened[]>([]);
  #next = 0;

  get any(): boolean {
    return this.stack.length > 0;
  }

  /** Whether one is on the screen. Its owner is told of its closing only a moment later. */
  get shown(): boolean {
    return document.querySelector('dialog[open]') !== null;
  }

  /** Whether one of that name is open. */
  has(name: DialogName): boolean {
    return this.stack.some((one) => one.name === name);
  }

  /** Opens one above the others. One that cannot be loaded is said, not thrown. */
  async open<Name extends DialogName>(name: Name, props: PropsOf<Name>): Promise<void> {
    let component: Component<Record<string, unknown>>;
    try {
      component = (await registry[name]()).default as unknown as typeof component;
    } catch {
      // The server is away, or another version of it has come since this page was loaded.
      toasts.error(t.errors.part);
      update.missed();
      return;
    }
    const id = (this.#next += 1);
    this.stack = [...this.stack, { id, name, component, props }];
  }

  closed(id: number): void {
    this.stack = this.stack.filter((one) => one.id !== id);
  }
}

export const dialogs = new Dialogs();
