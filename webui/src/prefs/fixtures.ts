// A small server's answers, for tests.

import type { Capabilities, NodeSetting, NodeSettings, PreferenceFacts } from '../api/types';

export function preference(facts: Partial<PreferenceFacts>): PreferenceFacts {
  return {
    class: 'applies',
    visible: true,
    editable: true,
    reason: null,
    reason_code: null,
    reason_params: {},
    page: 'Behavior',
    group: '',
    label: 'Label',
    effect: 'What it does.',
    kind: 'bool',
    unit: '',
    min: null,
    max: null,
    choices: [],
    default: false,
    order: 0,
    when: 'at_once',
    ...facts,
  };
}

export function capabilitiesOf(preferences: Record<string, PreferenceFacts>): Capabilities {
  return {
    node: {
      kind: 'embedded',
      state: 'online',
      reason: null,
      version: '',
      generation: 'c',
      url: null,
    },
    flags: {},
    features: {
      external_programs: false,
      history: true,
      marketplace: false,
      publish: true,
      rss: false,
      search: false,
    },
    counts: { applies: 0, bridge: 0, inert: 0, maps: 0 },
    preferences,
  };
}

export function nodeSetting(facts: Partial<NodeSetting>): NodeSetting {
  return {
    label: 'Label',
    effect: 'What it does.',
    kind: 'int',
    unit: '',
    min: null,
    max: null,
    choices: [],
    default: 0,
    value: 0,
    effective: 0,
    order: 0,
    read_only: false,
    editable: true,
    reason: null,
    reason_code: null,
    reason_params: {},
    restart: 'none',
    restart_needed: false,
    preference: null,
    option: null,
    advanced: false,
    ...facts,
  };
}

export function settingsOf(settings: Record<string, NodeSetting>): NodeSettings {
  return { settings, command_line: [], restart_needed: false };
}
