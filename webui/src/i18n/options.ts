// The server describes options in English. Here those texts are exchanged by wire name, for the
// languages that have others; what a language does not know stays as it came.

import type { Capabilities, NodeSettings, Preset } from '../api/types';
import { language, type OptionWords } from './language.svelte';

interface Described {
  label: string;
  effect: string;
  choices?: Record<string, string>;
}

type Table = Record<string, Described | undefined>;

interface Facts {
  label: string;
  effect: string;
  choices: readonly { label: string; value: unknown }[];
  reason: string | null;
  reason_code: string | null;
  reason_params: Record<string, string>;
}

export function capabilitiesIn(words: OptionWords | null, all: Capabilities): Capabilities {
  if (words === null) return all;
  return { ...all, preferences: described(words, words.preferences as Table, all.preferences) };
}

export function settingsIn(words: OptionWords | null, all: NodeSettings): NodeSettings {
  if (words === null) return all;
  return { ...all, settings: described(words, words.node as Table, all.settings) };
}

export function presetsIn(words: OptionWords | null, all: readonly Preset[]): readonly Preset[] {
  if (words === null) return all;
  return all.map((preset) => ({
    ...preset,
    ...own(words.presets as Record<string, { label: string; about: string }>, preset.name),
    changes: preset.changes.map((change) => ({
      ...change,
      label:
        own(words.preferences as Table, change.preference ?? '')?.label ??
        own(words.libtorrent as Table, change.setting)?.label ??
        change.label,
    })),
    unaffected: preset.unaffected.map((one) => ({
      ...one,
      reason: reasonIn(words, one.reason_code, {}) ?? one.reason,
    })),
  }));
}

/** The name of a page of the preferences. */
export function pageName(page: string): string {
  const pages = language.options?.pages as Record<string, string> | undefined;
  return own(pages, page.replaceAll(' ', '')) ?? page;
}

/** The name of a group on a page. */
export function groupName(group: string): string {
  return own(language.options?.groups as Record<string, string> | undefined, group) ?? group;
}

function described<One extends Facts>(
  words: OptionWords,
  table: Table,
  all: Record<string, One | undefined>,
): Record<string, One> {
  const entries = Object.entries(all).map(([key, facts]) => {
    const known = own(table, key);
    return [key, facts === undefined ? facts : translated(words, known, facts)];
  });
  return Object.fromEntries(entries) as Record<string, One>;
}

function translated<One extends Facts>(
  words: OptionWords,
  known: Described | undefined,
  facts: One,
): One {
  const effect = known?.effect ?? facts.effect;
  return {
    ...facts,
    label: known?.label ?? facts.label,
    effect,
    choices: facts.choices.map((choice) => ({
      ...choice,
      label: own(known?.choices, String(choice.value)) ?? choice.label,
    })),
    reason:
      facts.reason_code === 'no_effect'
        ? effect
        : (reasonIn(words, facts.reason_code, facts.reason_params) ?? facts.reason),
  };
}

function reasonIn(
  words: OptionWords,
  code: string | null,
  params: Record<string, string>,
): string | undefined {
  const sentence = code === null ? undefined : own(words.reasons as Record<string, string>, code);
  return sentence?.replace(/\{(\w+)\}/g, (whole, name: string) => own(params, name) ?? whole);
}

function own<T>(table: Record<string, T> | undefined, key: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
