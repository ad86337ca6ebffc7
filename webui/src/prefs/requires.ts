// Which options say nothing as long as a switch is off, as in qBittorrent's window: their fields are
// disabled then, and say which switch it is. Presentation only: the server takes them all the same.

import type { OptionValue } from '../api/types';

/** The key of the switch. One that is a choice counts as off at its first value. */
const REQUIRES: Record<string, string> = {
  alternative_webui_path: 'alternative_webui_enabled',
  autorun_on_torrent_added_program: 'autorun_on_torrent_added_enabled',
  autorun_program: 'autorun_enabled',
  bypass_auth_subnet_whitelist: 'bypass_auth_subnet_whitelist_enabled',
  dont_count_slow_torrents: 'queueing_enabled',
  excluded_file_names: 'excluded_file_names_enabled',
  file_log_age: 'file_log_delete_old',
  file_log_age_type: 'file_log_delete_old',
  file_log_backup_enabled: 'file_log_enabled',
  file_log_delete_old: 'file_log_enabled',
  file_log_max_size: 'file_log_backup_enabled',
  file_log_path: 'file_log_enabled',
  ip_filter_path: 'ip_filter_enabled',
  mail_notification_auth_enabled: 'mail_notification_enabled',
  mail_notification_email: 'mail_notification_enabled',
  mail_notification_encryption_type: 'mail_notification_enabled',
  mail_notification_password: 'mail_notification_auth_enabled',
  mail_notification_sender: 'mail_notification_enabled',
  mail_notification_smtp: 'mail_notification_enabled',
  mail_notification_username: 'mail_notification_auth_enabled',
  max_active_downloads: 'queueing_enabled',
  max_active_torrents: 'queueing_enabled',
  max_active_uploads: 'queueing_enabled',
  proxy_auth_enabled: 'proxy_type',
  proxy_bittorrent: 'proxy_type',
  proxy_hostname_lookup: 'proxy_type',
  proxy_ip: 'proxy_type',
  proxy_misc: 'proxy_type',
  proxy_password: 'proxy_auth_enabled',
  proxy_port: 'proxy_type',
  proxy_username: 'proxy_auth_enabled',
  remove_torrent_file_backup: 'torrent_files_backup_enabled',
  schedule_from_hour: 'scheduler_enabled',
  schedule_to_hour: 'scheduler_enabled',
  scheduler_days: 'scheduler_enabled',
  slow_torrent_dl_rate_threshold: 'dont_count_slow_torrents',
  slow_torrent_inactive_timer: 'dont_count_slow_torrents',
  slow_torrent_ul_rate_threshold: 'dont_count_slow_torrents',
  temp_path: 'temp_path_enabled',
  torrent_files_backup_dir: 'torrent_files_backup_enabled',
  torrent_files_finished_backup_dir: 'torrent_files_finished_backup_dir_enabled',
  torrent_files_finished_backup_dir_enabled: 'torrent_files_backup_enabled',
  web_ui_custom_http_headers: 'web_ui_use_custom_http_headers_enabled',
  web_ui_domain_list: 'web_ui_host_header_validation_enabled',
  web_ui_https_cert_path: 'use_https',
  web_ui_https_key_path: 'use_https',
  web_ui_reverse_proxies_list: 'web_ui_reverse_proxy_enabled',
};

/** A switch that is not shown here decides nothing. */
export type ValueOf = (key: string) => OptionValue | undefined;

/** The nearest switch that makes an option say nothing now, or undefined. */
export function blockedBy(key: string, valueOf: ValueOf): string | undefined {
  for (let at = key; Object.hasOwn(REQUIRES, at);) {
    const required = REQUIRES[at] ?? '';
    const value = valueOf(required);
    if (value === false || value === 'None') return required;
    at = required;
  }
  return undefined;
}
