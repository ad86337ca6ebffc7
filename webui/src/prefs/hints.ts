// Presentation hints: how some values are best written down. What is shown, and whether it may be
// changed, is never decided here: that is the server's word (`codex/capabilities`).

import type { Choice } from '../api/types';
import { t } from '../i18n/more';

/** Lists in one line on the wire, shown one entry a line. */
const SEPARATORS: Record<string, string> = {
  web_ui_domain_list: ';',
  web_ui_reverse_proxies_list: ';',
};

/** Texts of several lines, in case the server calls them just texts. */
const LINES = new Set([
  'add_trackers',
  'banned_IPs',
  'bypass_auth_subnet_whitelist',
  'excluded_file_names',
  'rss_smart_episode_filters',
  'web_ui_custom_http_headers',
]);

/** Times of the day: the hour and the minute are taken only together. */
const CLOCKS: Record<string, string> = {
  schedule_from_hour: 'schedule_from_min',
  schedule_to_hour: 'schedule_to_min',
};

/** Numbers that say more than themselves, where the server gives them no name. */
const SPECIALS: Record<string, number> = Object.fromEntries([
  ...[
    'max_connec',
    'max_active_checking_torrents',
    'max_active_downloads',
    'max_active_torrents',
    'max_active_uploads',
    'max_inactive_seeding_time',
    'max_ratio',
    'max_seeding_time',
    'shutdown_timeout',
  ].map((key) => [key, -1] as const),
  ...['alt_dl_limit', 'alt_up_limit', 'dl_limit', 'up_limit'].map((key) => [key, 0] as const),
]);

/** The numbers with a name, for an option that has none from the server. */
export function specialsOf(key: string): readonly Choice[] {
  const special = own(SPECIALS, key);
  return special === undefined ? [] : [{ value: special, label: t.prefs.noLimit }];
}

/** Where the choices are known only at run time. */
const SOURCES: Record<string, 'interfaces' | 'addresses' | 'languages'> = {
  current_network_interface: 'interfaces',
  current_interface_address: 'addresses',
  locale: 'languages',
};

/** Paths on the server, completed while they are typed. */
const PATHS: Record<string, 'folder' | 'file'> = {
  alternative_webui_path: 'folder',
  file_log_path: 'folder',
  ip_filter_path: 'file',
  save_path: 'folder',
  temp_path: 'folder',
  torrent_files_backup_dir: 'folder',
  torrent_files_finished_backup_dir: 'folder',
  web_ui_https_cert_path: 'file',
  web_ui_https_key_path: 'file',
};

/** What can be tried with the values as they are saved. */
const TRIALS: Record<string, 'mail'> = { mail_notification_email: 'mail' };

export interface Hint {
  separator?: string;
  lines?: boolean;
  secret?: boolean;
  source?: 'interfaces' | 'addresses' | 'languages';
  path?: 'folder' | 'file';
  trial?: 'mail';
}

export function hintOf(key: string): Hint {
  const hint: Hint = {};
  const separator = own(SEPARATORS, key);
  if (separator !== undefined) hint.separator = separator;
  if (separator !== undefined || LINES.has(key)) hint.lines = true;
  if (/(^|_)(password|token|secret)$/.test(key)) hint.secret = true;
  const source = own(SOURCES, key);
  if (source !== undefined) hint.source = source;
  const path = own(PATHS, key);
  if (path !== undefined) hint.path = path;
  const trial = own(TRIALS, key);
  if (trial !== undefined) hint.trial = trial;
  return hint;
}

/** The minute that belongs to an hour; undefined for what is no hour. */
export function minuteOf(key: string): string | undefined {
  return own(CLOCKS, key);
}

/** Pairs of keys of which one alone would not be taken. */
export const PAIRS: readonly (readonly [string, string])[] = Object.entries(CLOCKS);

/** The languages of qBittorrent's page, as it names them. */
export const LANGUAGES: readonly string[] =
  'ar az be bg ca cs da de el en en_AU en_GB eo es et eu fa fi fr gl he hi hr hu hy id is it ja ka ko lt ltg lv mn ms nb nl oc pl pt_BR pt_PT ro ru sk sl sr sv th tr uk uz@Latn vi zh_CN zh_HK zh_TW'.split(
    ' ',
  );

function own<T>(table: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
