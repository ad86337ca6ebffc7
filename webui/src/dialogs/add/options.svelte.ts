// How things are added: what the preferences say, until somebody chooses otherwise here. What is
// shown is sent as it is, so that nothing else can happen.

import type { Params } from '../../api/client';
import { categoryPath } from '../../lib/categoryPath';
import { join } from '../../lib/paths';
import { live } from '../../state/maindata.svelte';
import { preferences } from '../../state/preferences.svelte';
import { rememberedCategory } from './memory';

export interface AddValues {
  automatic: boolean;
  /** Empty: the default folder. */
  savePath: string;
  useDownloadPath: boolean;
  downloadPath: string;
  rename: string;
  category: string;
  tags: readonly string[];
  start: boolean;
  top: boolean;
  stopCondition: string;
  skipChecking: boolean;
  layout: string;
  sequential: boolean;
  firstLast: boolean;
  /** KiB/s as typed; empty for no limit. */
  downloadLimit: string;
  uploadLimit: string;
  /** `default`, `none` or `own`. */
  share: string;
  /** As typed; empty leaves that one unlimited. */
  ratio: string;
  seedingMinutes: string;
  inactiveMinutes: string;
  shareAction: string;
  shareMode: string;
}

export const STOP_CONDITIONS = ['None', 'MetadataReceived', 'FilesChecked'] as const;
export const LAYOUTS = ['Original', 'Subfolder', 'NoSubfolder'] as const;
export const SHARE_ACTIONS = ['Default', 'Stop', 'Remove', 'RemoveWithContent'] as const;
export const SHARE_MODES = ['Default', 'MatchAny', 'MatchAll'] as const;

export class AddForm {
  /** What was chosen here. */
  changed = $state.raw<Partial<AddValues>>({});

  readonly values: AddValues = $derived({ ...this.#defaults(), ...this.changed });

  /** Where the files of this form lie in the end. */
  readonly path = $derived.by(() => {
    const { automatic, savePath, category } = this.values;
    const base = preferences.text('save_path');
    const byCategory = automatic || preferences.flag('use_category_paths_in_manual_mode', false);
    const from = byCategory ? categoryPath(live.data.categories, category, base) : base;
    return automatic ? from : join(from, savePath.trim());
  });

  set<Key extends keyof AddValues>(key: Key, value: AddValues[Key]): void {
    this.changed = { ...this.changed, [key]: value };
  }

  /** What is wrong, by field; nothing when it can be sent. */
  readonly problems = $derived.by(() => {
    const wrong: (keyof AddValues)[] = [];
    const { values } = this;
    for (const key of ['downloadLimit', 'uploadLimit'] as const) {
      if (!isWhole(values[key])) wrong.push(key);
    }
    if (values.share === 'own') {
      if (values.ratio.trim() !== '' && !/^\d+([.,]\d+)?$/.test(values.ratio.trim()))
        wrong.push('ratio');
      for (const key of ['seedingMinutes', 'inactiveMinutes'] as const) {
        if (!isWhole(values[key])) wrong.push(key);
      }
    }
    return wrong;
  });

  /** The parameters of `torrents/add`; a name of its own is for one item only. */
  params(single: boolean): Params {
    const { values } = this;
    const manual = !values.automatic;
    const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
    const limit = (typed: string) => (Number(typed) > 0 ? Number(typed) * 1024 : undefined);
    return {
      autoTMM: values.automatic,
      savepath: manual ? text(values.savePath) : undefined,
      useDownloadPath: manual ? values.useDownloadPath : undefined,
      downloadPath: manual && values.useDownloadPath ? text(values.downloadPath) : undefined,
      rename: single ? text(values.rename) : undefined,
      category: text(values.category),
      tags: values.tags.length > 0 ? values.tags.join(',') : undefined,
      stopped: !values.start,
      // For servers that speak the API of 4.x.
      paused: !values.start,
      addToTopOfQueue: values.top,
      stopCondition: values.stopCondition,
      contentLayout: values.layout,
      // The newer name and the one before it.
      seedMode: values.skipChecking || undefined,
      skip_checking: values.skipChecking || undefined,
      sequentialDownload: values.sequential,
      firstLastPiecePrio: values.firstLast,
      dlLimit: limit(values.downloadLimit),
      upLimit: limit(values.uploadLimit),
      ...this.#share(),
    };
  }

  #share(): Params {
    const { values } = this;
    if (values.share === 'default') return {};
    const own = (typed: string) => {
      const number = typed.trim().replace(',', '.');
      return values.share === 'own' && number !== '' ? Number(number) : -1;
    };
    return {
      ratioLimit: own(values.ratio),
      seedingTimeLimit: own(values.seedingMinutes),
      inactiveSeedingTimeLimit: own(values.inactiveMinutes),
      shareLimitAction: values.share === 'own' ? values.shareAction : undefined,
      shareLimitsMode: values.share === 'own' ? values.shareMode : undefined,
    };
  }

  #defaults(): AddValues {
    const { flag, text } = {
      flag: (key: string) => preferences.flag(key, false),
      text: (key: string, otherwise: string) => preferences.text(key) || otherwise,
    };
    return {
      automatic: flag('auto_tmm_enabled'),
      savePath: '',
      useDownloadPath: flag('temp_path_enabled'),
      downloadPath: '',
      rename: '',
      category: rememberedCategory(),
      tags: [],
      start: !flag('add_stopped_enabled'),
      top: flag('add_to_top_of_queue'),
      stopCondition: text('torrent_stop_condition', 'None'),
      skipChecking: false,
      layout: text('torrent_content_layout', 'Original'),
      sequential: false,
      firstLast: false,
      downloadLimit: '',
      uploadLimit: '',
      share: 'default',
      ratio: '',
      seedingMinutes: '',
      inactiveMinutes: '',
      shareAction: 'Default',
      shareMode: 'Default',
    };
  }
}

function isWhole(typed: string): boolean {
  return /^\d{0,9}$/.test(typed.trim());
}
