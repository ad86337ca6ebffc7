// The state of the open preferences: what the server said, what was typed, what it thinks of that.
// Answers of the server replace what it said and never what was typed.

import { app, codex } from '../api';
import { NetworkError, RefusedError } from '../api/client';
import type { Capabilities, NodeSettings, OptionValue, Preferences, Preset } from '../api/types';
import { language } from '../i18n';
import { t } from '../i18n/more';
import { capabilitiesIn, presetsIn, settingsIn } from '../i18n/options';
import { report } from '../state/actions';
import { live } from '../state/maindata.svelte';
import { preferences } from '../state/preferences.svelte';
import { toasts } from '../state/toasts.svelte';
import { PAIRS } from './hints';
import { isList, optionsOf, placeOf, same, type Option } from './model';
import { blockedBy } from './requires';

/** What stands in a number field. */
export interface Typed {
  text: string;
  /** Position among the units of the field. */
  unit: number;
}

type Loading = 'loading' | 'ready' | 'failed';

export class Form {
  state = $state<Loading>('loading');
  busy = $state(false);
  /** As the server describes them, in English. */
  #plain = $state.raw<{
    capabilities: Capabilities | null;
    node: NodeSettings | null;
    presets: readonly Preset[];
  }>({ capabilities: null, node: null, presets: [] });
  readonly capabilities = $derived(
    this.#plain.capabilities && capabilitiesIn(language.options, this.#plain.capabilities),
  );
  readonly node = $derived(this.#plain.node && settingsIn(language.options, this.#plain.node));
  readonly presets = $derived(presetsIn(language.options, this.#plain.presets));
  /** An error that belongs to no single option. */
  message = $state('');

  #values = $state.raw<Preferences>({});
  #edits = $state.raw<ReadonlyMap<string, OptionValue>>(new Map());
  #typed = $state.raw<ReadonlyMap<string, Typed>>(new Map());
  /** What cannot be sent as it is, by option. */
  #problems = $state.raw<ReadonlyMap<string, string>>(new Map());
  /** What the server refused, by option. */
  #refused = $state.raw<ReadonlyMap<string, string>>(new Map());

  readonly options = $derived(
    this.capabilities === null ? [] : optionsOf(this.capabilities, this.#values, this.node),
  );
  readonly #byId = $derived(new Map(this.options.map((one) => [one.id, one])));

  readonly changed = $derived.by(() => {
    const changed = new Set<string>();
    for (const option of this.options) if (this.#isChanged(option)) changed.add(option.id);
    return changed;
  });

  #isChanged(option: Option): boolean {
    if (!option.visible || !option.editable) return false;
    if (this.#problems.has(option.id)) return true;
    if (!same(this.value(option), option.saved)) return true;
    const { minute } = option;
    return minute !== undefined && !same(this.minute(option), this.#values[minute]);
  }

  /** Reads everything; what was typed stays. */
  async load(): Promise<void> {
    try {
      const [capabilities, values, node, presets] = await Promise.all([
        codex.capabilities(),
        app.preferences(),
        optional(codex.settings()),
        optional(codex.presets()),
        language.useOptions(),
      ]);
      this.#values = values;
      this.#plain = { capabilities, node, presets: presets ?? [] };
      this.state = 'ready';
      preferences.take(values);
    } catch (error) {
      if (this.state !== 'ready') this.state = 'failed';
      throw error;
    }
  }

  value(option: Option): OptionValue {
    const edit = this.#edits.get(option.id);
    return edit === undefined ? option.saved : edit;
  }

  /** The option whose switch is off, so that this one says nothing now. */
  blocker(option: Option): Option | undefined {
    if (option.scope !== 'preference') return undefined;
    const shown = (key: string) => {
      const found = this.#byId.get(`preference.${key}`);
      return found?.visible === true ? found : undefined;
    };
    const key = blockedBy(option.key, (required) => {
      const found = shown(required);
      return found === undefined ? undefined : this.value(found);
    });
    return key === undefined ? undefined : shown(key);
  }

  set(option: Option, value: OptionValue): void {
    this.message = '';
    this.#edits = withEntry(this.#edits, option.id, value);
    this.#problems = without(this.#problems, option.id);
    this.#refused = without(this.#refused, option.id);
  }

  /** The minute of a time of the day. */
  minute(option: Option): OptionValue {
    const key = option.minute ?? '';
    return this.#edits.get(`preference.${key}`) ?? this.#values[key] ?? 0;
  }

  setTime(option: Option, hour: number, minute: number): void {
    this.set(option, hour);
    if (option.minute !== undefined) {
      this.#edits = withEntry(this.#edits, `preference.${option.minute}`, minute);
    }
  }

  typed(option: Option): Typed | undefined {
    return this.#typed.get(option.id);
  }

  /** Keeps the text of a number field as it was typed. */
  type(option: Option, typed: Typed): void {
    this.#typed = withEntry(this.#typed, option.id, typed);
  }

  /** Says that what was typed cannot be sent. */
  complain(option: Option, problem: string): void {
    this.#problems = withEntry(this.#problems, option.id, problem);
  }

  problem(option: Option): string | undefined {
    return this.#problems.get(option.id) ?? this.#refused.get(option.id);
  }

  undo(option: Option): void {
    this.message = '';
    this.#forget([option.id, `preference.${option.minute ?? ''}`]);
  }

  reset(option: Option): void {
    this.undo(option);
    const { minute } = option;
    if (minute === undefined) this.set(option, option.default);
    else this.setTime(option, Number(option.default), this.#defaultOf(minute));
  }

  #defaultOf(key: string): number {
    return Number(this.capabilities?.preferences[key]?.default ?? 0);
  }

  discard(): void {
    this.#edits = new Map();
    this.#typed = new Map();
    this.#problems = new Map();
    this.#refused = new Map();
    this.message = '';
  }

  /** How many changes a page has. */
  changesOn(page: string): number {
    let count = 0;
    for (const id of this.changed) if (this.#byId.get(id)?.page === page) count += 1;
    return count;
  }

  /**
   * Sends what has changed, and only that. The option that has to be looked at, or undefined; what
   * is not saved is kept as it was typed.
   */
  async save(): Promise<Option | undefined> {
    this.message = '';
    const wrong = this.options.find(
      (one) => this.changed.has(one.id) && this.#problems.has(one.id),
    );
    if (wrong !== undefined) {
      this.message = t.prefs.fix;
      return wrong;
    }
    this.busy = true;
    try {
      for (const scope of ['preference', 'node'] as const) {
        const refused = await this.#send(scope);
        if (refused !== undefined) return refused === 'somewhere' ? undefined : refused;
      }
      await this.#reloadAfterSaving();
    } catch (error) {
      this.message = error instanceof Error ? error.message : String(error);
      report(error);
    } finally {
      this.busy = false;
    }
    return undefined;
  }

  async #send(scope: Option['scope']): Promise<Option | 'somewhere' | undefined> {
    const sent = this.options.filter((one) => one.scope === scope && this.changed.has(one.id));
    if (sent.length === 0) return undefined;
    const values = Object.fromEntries(sent.map((one) => [one.key, tidy(this.value(one))]));
    try {
      if (scope === 'node') await codex.setSettings(values);
      else await app.setPreferences(this.#withPairs(values));
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      const place = placeOf(error.message, sent);
      if (place === undefined) this.message = error.message;
      else this.#refused = withEntry(this.#refused, place.id, error.message);
      return place ?? 'somewhere';
    }
    this.#forget(sent.flatMap((one) => [one.id, `preference.${one.minute ?? ''}`]));
    // Until the server has been asked again, what it took is what it has.
    if (scope === 'preference') {
      const told = Object.entries(this.#withPairs(values)).filter(([key]) => key in this.#values);
      this.#values = { ...this.#values, ...Object.fromEntries(told) };
    }
    return undefined;
  }

  /** Hours with their minutes: one alone would not be taken. */
  #withPairs(values: Record<string, OptionValue>): Record<string, OptionValue> {
    const all = { ...values };
    for (const [hour, minute] of PAIRS) {
      for (const [one, other] of [
        [hour, minute],
        [minute, hour],
      ] as const) {
        if (!(one in values)) continue;
        all[other] =
          this.#edits.get(`preference.${other}`) ?? all[other] ?? this.#values[other] ?? 0;
      }
    }
    return all;
  }

  async #reloadAfterSaving(): Promise<void> {
    try {
      await this.load();
      toasts.info(t.prefs.saved);
      live.refresh();
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      this.message = t.prefs.savedAway;
    }
  }

  #forget(ids: readonly string[]): void {
    for (const id of ids) {
      this.#edits = without(this.#edits, id);
      this.#typed = without(this.#typed, id);
      this.#problems = without(this.#problems, id);
      this.#refused = without(this.#refused, id);
    }
  }
}

/** Without the empty lines of a list that is being typed. */
function tidy(value: OptionValue): OptionValue {
  return isList(value) ? value.map((one) => one.trim()).filter(Boolean) : value;
}

/** What a server may not have. */
async function optional<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return null;
    throw error;
  }
}

function withEntry<T>(map: ReadonlyMap<string, T>, id: string, value: T): ReadonlyMap<string, T> {
  return new Map(map).set(id, value);
}

function without<T>(map: ReadonlyMap<string, T>, id: string): ReadonlyMap<string, T> {
  if (!map.has(id)) return map;
  const rest = new Map(map);
  rest.delete(id);
  return rest;
}
