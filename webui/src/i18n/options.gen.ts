// Generated from the server's tables: do not edit, run `make bless`.

/**
 * What the server says about options, in English. Words in braces stand for values, which come
 * under these names in `reason_params`.
 */
export const optionTexts = {
  "preferences": {
    "locale": {
      "label": "User interface language",
      "effect": "The web page speaks this language where it knows it, else English; numbers and dates are written as is usual in it.",
    },
    "performance_warning": {
      "label": "Log performance warnings",
      "effect": "Logs when this server itself is the bottleneck: disk slower than the network, waiting for disk or hashing threads, a slow database, too much memory, a slow or absent node, a nearly full quota; each at most every 10 minutes.",
    },
    "status_bar_external_ip": {
      "label": "Show external IP in status bar",
      "effect": "Shows the address that a real node announces in the status bar.",
    },
    "confirm_torrent_deletion": {
      "label": "Confirm when deleting torrents",
      "effect": "The web page asks before it deletes.",
    },
    "confirm_remove_all_tags": {
      "label": "Confirm removal of all tags",
      "effect": "The web page asks before it removes all tags of a torrent.",
    },
    "confirm_remove_tracker_from_all_torrents": {
      "label": "Confirm removal of tracker from all torrents",
      "effect": "The web page asks before it removes a tracker from all torrents.",
    },
    "file_log_enabled": {
      "label": "Log file",
      "effect": "Writes the server's log into the file qcodex.log too, from the start of the server on.",
    },
    "file_log_path": {
      "label": "Save path",
      "effect": "Folder of the log file, relative to the profile; a change moves on to the new place at once.",
    },
    "file_log_backup_enabled": {
      "label": "Back up the log file",
      "effect": "Renames the log file to .bak, .bak1 and so on when it is too large, and starts a new one.",
    },
    "file_log_max_size": {
      "label": "Back up the log file after",
      "effect": "Size at which the log file becomes a backup and a new one is started.",
    },
    "file_log_delete_old": {
      "label": "Delete old log files",
      "effect": "Deletes backups of the log file that are older than the age below.",
    },
    "file_log_age": {
      "label": "Delete backups older than",
      "effect": "Age at which backups of the log file are deleted, in the unit below.",
    },
    "file_log_age_type": {
      "label": "Unit of the age",
      "effect": "Unit of the age at which backups of the log file are deleted; months and years are those of the calendar.",
      "choices": {
        "0": "days",
        "1": "months",
        "2": "years",
      },
    },
    "delete_torrent_content_files": {
      "label": "Also delete the files",
      "effect": "First state of the box in the dialog that deletes torrents.",
    },
    "torrent_content_layout": {
      "label": "Torrent content layout",
      "effect": "Decides if the files of a torrent get a folder of their own.",
      "choices": {
        "Original": "Original",
        "Subfolder": "Subfolder",
        "NoSubfolder": "NoSubfolder",
      },
    },
    "add_to_top_of_queue": {
      "label": "Add to top of queue",
      "effect": "Puts new torrents first in the queue.",
    },
    "add_stopped_enabled": {
      "label": "Do not start the download automatically",
      "effect": "Adds torrents without starting them.",
    },
    "torrent_stop_condition": {
      "label": "Torrent stop condition",
      "effect": "Stops a new torrent when its record is known or its files are checked.",
      "choices": {
        "None": "None",
        "MetadataReceived": "MetadataReceived",
        "FilesChecked": "FilesChecked",
      },
    },
    "merge_trackers": {
      "label": "Merge trackers to existing torrent",
      "effect": "Adds the trackers and web seeds of a torrent that is added twice to the one that is there.",
    },
    "auto_delete_mode": {
      "label": "Delete .torrent files afterwards",
      "effect": "Removes a .torrent file of this machine that was added by its path; files in watched folders always go once they are added.",
      "choices": {
        "0": "never",
        "1": "if added",
        "2": "always",
      },
    },
    "preallocate_all": {
      "label": "Pre-allocate disk space for all files",
      "effect": "Reserves the disk space of all wanted files before a download fetches anything; a disk without enough room is noticed then.",
    },
    "incomplete_files_ext": {
      "label": "Append .!qB extension to incomplete files",
      "effect": "Marks files that are not complete by their name.",
    },
    "use_unwanted_folder": {
      "label": "Keep unselected files in \".unwanted\" folder",
      "effect": "Bytes of unwanted files never reach the save path here, so there is nothing to hide: each file is a dataset of its own, and pieces that two files share are kept in the profile.",
    },
    "auto_tmm_enabled": {
      "label": "Default Torrent Management Mode is automatic",
      "effect": "New torrents take their save path from their category.",
    },
    "torrent_changed_tmm_enabled": {
      "label": "When Torrent Category changed, relocate torrent",
      "effect": "Moves the files of a managed torrent when its category changes; off: its management ends.",
    },
    "save_path_changed_tmm_enabled": {
      "label": "When Default Save Path changed, relocate affected torrents",
      "effect": "Moves the files of affected managed torrents; off: their management ends.",
    },
    "category_changed_tmm_enabled": {
      "label": "When Category Save Path changed, relocate affected torrents",
      "effect": "Moves the files of affected managed torrents; off: their management ends.",
    },
    "use_category_paths_in_manual_mode": {
      "label": "Use Category paths in Manual Mode",
      "effect": "Unmanaged torrents take the paths of their category too.",
    },
    "save_path": {
      "label": "Default Save Path",
      "effect": "Directory in which finished files end up when nothing else is said.",
    },
    "temp_path_enabled": {
      "label": "Keep incomplete torrents in",
      "effect": "Keeps incomplete files in the directory below.",
    },
    "temp_path": {
      "label": "Directory of incomplete torrents",
      "effect": "Directory of incomplete files; best on the disk of the save path.",
    },
    "torrent_files_backup_enabled": {
      "label": "Back up .torrent files",
      "effect": "Keeps a copy of the .torrent of everything that is added, of magnets once their metadata is known.",
    },
    "torrent_files_backup_dir": {
      "label": "Directory of the copies",
      "effect": "Directory of these copies, each named after its torrent; relative to the profile.",
    },
    "torrent_files_finished_backup_dir_enabled": {
      "label": "Other directory for finished torrents",
      "effect": "Moves the copy to the directory below when its torrent has been downloaded.",
    },
    "torrent_files_finished_backup_dir": {
      "label": "Directory of finished copies",
      "effect": "Directory of the copies of finished torrents; relative to the profile.",
    },
    "remove_torrent_file_backup": {
      "label": "Remove the copy with the torrent",
      "effect": "Removes the copy when its torrent is removed.",
    },
    "scan_dirs": {
      "label": "Automatically add torrents from",
      "effect": "Adds every .torrent and .magnet file that appears in these folders, and removes it then; one that makes no sense is renamed to .qbt_rejected.",
    },
    "excluded_file_names_enabled": {
      "label": "Exclude file names",
      "effect": "Does not fetch the files that match a pattern below.",
    },
    "excluded_file_names": {
      "label": "Excluded file names",
      "effect": "Patterns of names of files or folders that are not fetched, one per line: * any characters, ? one, [a-z] one of these; in any case.",
    },
    "mail_notification_enabled": {
      "label": "Mail notification upon download completion",
      "effect": "Sends a mail when a download has ended; not for what a check finds complete.",
    },
    "mail_notification_sender": {
      "label": "From",
      "effect": "Sender of the mail.",
    },
    "mail_notification_email": {
      "label": "To",
      "effect": "Receiver of the mail; several are separated by commas.",
    },
    "mail_notification_smtp": {
      "label": "SMTP server",
      "effect": "Mail server, with a port if it is not the usual one (465 for SMTPS, else 25).",
    },
    "mail_notification_encryption_type": {
      "label": "Encryption",
      "effect": "How the connection to the mail server is encrypted; where the server does not offer that, nothing is sent.",
      "choices": {
        "None": "None",
        "STARTTLS": "STARTTLS",
        "SMTPS": "SMTPS",
      },
    },
    "mail_notification_auth_enabled": {
      "label": "Authentication",
      "effect": "Logs in to the mail server.",
    },
    "mail_notification_username": {
      "label": "Username",
      "effect": "User name at the mail server.",
    },
    "mail_notification_password": {
      "label": "Password",
      "effect": "Password at the mail server; returned in clear.",
    },
    "autorun_on_torrent_added_enabled": {
      "label": "Run on torrent added",
      "effect": "Runs the program below when a torrent is added, if the server was started with --allow-external-programs.",
    },
    "autorun_on_torrent_added_program": {
      "label": "Program on torrent added",
      "effect": "Program and arguments, split at spaces outside double quotes; no shell is involved. Placeholders: %N name, %L category, %G tags, %F content path, %R root path, %D save path, %C number of files, %Z size in bytes, %T tracker, %I and %J info hashes, %K id, %M comment.",
    },
    "autorun_enabled": {
      "label": "Run on torrent finished",
      "effect": "Runs the program below when a download has ended and its files are in their place, if the server was started with --allow-external-programs.",
    },
    "autorun_program": {
      "label": "Program on torrent finished",
      "effect": "Program and arguments, split at spaces outside double quotes; no shell is involved. Placeholders: %N name, %L category, %G tags, %F content path, %R root path, %D save path, %C number of files, %Z size in bytes, %T tracker, %I and %J info hashes, %K id, %M comment.",
    },
    "listen_port": {
      "label": "Port used for incoming connections",
      "effect": "Port on which the node hands out content: the embedded one moves at once, a real one at its restart. 0 takes a free one.",
    },
    "random_port": {
      "label": "Use a random port",
      "effect": "True when the port above is 0; setting it makes it 0, which takes a free one.",
    },
    "ssl_enabled": {
      "label": "SSL torrents",
      "effect": "Stored and returned, but without effect: it is about torrents whose peers need certificates.",
    },
    "ssl_listen_port": {
      "label": "SSL port",
      "effect": "Stored and returned, but without effect: it is about torrents whose peers need certificates.",
    },
    "upnp": {
      "label": "Use UPnP / NAT-PMP port forwarding from my router",
      "effect": "Lets a real node ask the router to forward its ports; the embedded one has no network side.",
    },
    "max_connec": {
      "label": "Global maximum number of connections",
      "effect": "Most connections to the embedded node at a time, from now on, or of a real node from its restart; -1 is no limit.",
    },
    "max_connec_per_torrent": {
      "label": "Maximum number of connections per torrent",
      "effect": "Stored and returned, but without effect: connections belong to the node and not to a torrent.",
    },
    "max_uploads": {
      "label": "Global maximum number of upload slots",
      "effect": "Stored and returned, but without effect: Codex has no upload slots; whoever asks is served.",
    },
    "max_uploads_per_torrent": {
      "label": "Maximum number of upload slots per torrent",
      "effect": "Stored and returned, but without effect: Codex has no upload slots; whoever asks is served.",
    },
    "i2p_enabled": {
      "label": "I2P (experimental)",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_address": {
      "label": "Host",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_port": {
      "label": "Port",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_mixed_mode": {
      "label": "Mixed mode",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "proxy_type": {
      "label": "Type",
      "effect": "Kind of proxy for what this server fetches by URL; a proxy that fails is never left out. Codex nodes and sources, which whoever runs the server names, are always reached directly.",
      "choices": {
        "None": "None",
        "HTTP": "HTTP",
        "SOCKS5": "SOCKS5",
        "SOCKS4": "SOCKS4",
      },
    },
    "proxy_ip": {
      "label": "Host",
      "effect": "Name or address of the proxy, which may lie in the local network.",
    },
    "proxy_port": {
      "label": "Port",
      "effect": "Port of the proxy.",
    },
    "proxy_auth_enabled": {
      "label": "Authentication",
      "effect": "Logs in to an HTTP or SOCKS5 proxy; SOCKS4 has no passwords.",
    },
    "proxy_username": {
      "label": "Username",
      "effect": "User name at the proxy.",
    },
    "proxy_password": {
      "label": "Password",
      "effect": "Password at the proxy; returned in clear.",
    },
    "proxy_hostname_lookup": {
      "label": "Perform hostname lookup via proxy",
      "effect": "The proxy resolves names, so that of what content names only the name can be judged. Otherwise this machine resolves them; an HTTP proxy is given names all the same, but what content names is looked up here first and has to be public.",
    },
    "proxy_bittorrent": {
      "label": "Use proxy for BitTorrent purposes",
      "effect": "Web seeds are read through the proxy; Codex nodes and sources are always reached directly.",
    },
    "proxy_peer_connections": {
      "label": "Use proxy for peer connections",
      "effect": "Stored and returned, but without effect: it is about BitTorrent peers; Codex nodes are always reached directly.",
    },
    "proxy_rss": {
      "label": "Use proxy for RSS purposes",
      "effect": "Feeds are read through the proxy.",
    },
    "proxy_misc": {
      "label": "Use proxy for general purposes",
      "effect": "Torrents added by URL, the database of countries and everything else that is fetched and is neither content nor a feed goes through the proxy; mail does not.",
    },
    "ip_filter_enabled": {
      "label": "IP filtering",
      "effect": "Addresses of the filter file may not read from the embedded node: their requests are refused and what runs is broken off. The web interface is not filtered, so that nobody is locked out.",
    },
    "ip_filter_path": {
      "label": "Filter path (.dat, .p2p, .p2b)",
      "effect": "List of address ranges of the filter, in one of these formats by the end of its name; read again when the file changes.",
    },
    "ip_filter_trackers": {
      "label": "Apply to trackers",
      "effect": "Stored and returned, but without effect: trackers are not contacted.",
    },
    "banned_IPs": {
      "label": "Manually banned IP addresses",
      "effect": "These addresses may not read from the embedded node, whether the filter is on or not; the web interface is not affected.",
    },
    "bittorrent_protocol": {
      "label": "Peer connection protocol",
      "effect": "Stored and returned, but without effect: Codex uses TCP alone.",
      "choices": {
        "0": "TCP and µTP",
        "1": "TCP",
        "2": "µTP",
      },
    },
    "up_limit": {
      "label": "Upload",
      "effect": "Most bytes per second that go out; 0 is no limit.",
    },
    "dl_limit": {
      "label": "Download",
      "effect": "Most bytes per second that come in; 0 is no limit.",
    },
    "alt_up_limit": {
      "label": "Upload",
      "effect": "The same while the alternative limits are on.",
    },
    "alt_dl_limit": {
      "label": "Download",
      "effect": "The same while the alternative limits are on.",
    },
    "scheduler_enabled": {
      "label": "Schedule the use of alternative rate limits",
      "effect": "Switches the alternative limits on and off by the clock.",
    },
    "schedule_from_hour": {
      "label": "From (hour)",
      "effect": "When the alternative limits begin; acts together with the minute.",
    },
    "schedule_from_min": {
      "label": "From (minute)",
      "effect": "When the alternative limits begin; acts together with the hour.",
    },
    "schedule_to_hour": {
      "label": "To (hour)",
      "effect": "When the alternative limits end; acts together with the minute.",
    },
    "schedule_to_min": {
      "label": "To (minute)",
      "effect": "When the alternative limits end; acts together with the hour.",
    },
    "scheduler_days": {
      "label": "When",
      "effect": "Days on which the schedule holds.",
      "choices": {
        "0": "every day",
        "1": "weekdays",
        "2": "weekends",
        "3": "Monday",
        "4": "Tuesday",
        "5": "Wednesday",
        "6": "Thursday",
        "7": "Friday",
        "8": "Saturday",
        "9": "Sunday",
      },
    },
    "limit_utp_rate": {
      "label": "Apply rate limit to µTP protocol",
      "effect": "Stored and returned, but without effect: Codex does not use µTP.",
    },
    "limit_tcp_overhead": {
      "label": "Apply rate limit to transport overhead",
      "effect": "Stored and returned, but without effect: the limits count content alone.",
    },
    "limit_lan_peers": {
      "label": "Apply rate limit to peers on LAN",
      "effect": "When off, readers of the embedded node in the local network are exempt from the global upload limit, and nodes named by a local address from the global download limit; limits of torrents hold for all.",
    },
    "dht": {
      "label": "Enable DHT (decentralized network) to find more peers",
      "effect": "Discovery by Codex is always on, so this always reads true.",
    },
    "pex": {
      "label": "Enable Peer Exchange (PeX) to find more peers",
      "effect": "Stored and returned, but without effect: it is an exchange between BitTorrent peers.",
    },
    "lsd": {
      "label": "Enable Local Peer Discovery to find more peers",
      "effect": "Stored and returned, but without effect: Codex does not look for nodes in the local network; name them as sources.",
    },
    "encryption": {
      "label": "Encryption mode",
      "effect": "Stored and returned, but without effect: it is an encryption between BitTorrent peers; real Codex nodes always encrypt.",
      "choices": {
        "0": "allow",
        "1": "require",
        "2": "disable",
      },
    },
    "anonymous_mode": {
      "label": "Enable anonymous mode",
      "effect": "Stored and returned, but without effect: it hides things from trackers and BitTorrent peers, and there are none.",
    },
    "max_active_checking_torrents": {
      "label": "Max active checking torrents",
      "effect": "Most torrents whose files are checked at the same time; -1 is no limit.",
    },
    "queueing_enabled": {
      "label": "Torrent queueing",
      "effect": "Lets only so many torrents be active at once, in the order of the queue.",
    },
    "max_active_downloads": {
      "label": "Maximum active downloads",
      "effect": "Most torrents that fetch at the same time; -1 is no limit.",
    },
    "max_active_uploads": {
      "label": "Maximum active uploads",
      "effect": "Most torrents that are offered at the same time; -1 is no limit.",
    },
    "max_active_torrents": {
      "label": "Maximum active torrents",
      "effect": "Most active torrents of both kinds; -1 is no limit.",
    },
    "dont_count_slow_torrents": {
      "label": "Do not count slow torrents in these limits",
      "effect": "A torrent below the rates below does not take a place.",
    },
    "slow_torrent_dl_rate_threshold": {
      "label": "Download rate threshold",
      "effect": "Rate below which a download counts as slow.",
    },
    "slow_torrent_ul_rate_threshold": {
      "label": "Upload rate threshold",
      "effect": "Rate below which an upload counts as slow.",
    },
    "slow_torrent_inactive_timer": {
      "label": "Torrent inactivity timer",
      "effect": "How long a torrent must be slow before it counts as such.",
    },
    "max_ratio_enabled": {
      "label": "When ratio reaches",
      "effect": "True when there is a limit; setting it false removes the limit.",
    },
    "max_ratio": {
      "label": "Ratio",
      "effect": "Ratio at which the action below is taken; -1 is no limit.",
    },
    "max_seeding_time_enabled": {
      "label": "When total seeding time reaches",
      "effect": "True when there is a limit; setting it false removes the limit.",
    },
    "max_seeding_time": {
      "label": "Total seeding time",
      "effect": "Seeding time at which the action below is taken; -1 is no limit.",
    },
    "max_inactive_seeding_time_enabled": {
      "label": "When inactive seeding time reaches",
      "effect": "True when there is a limit; setting it false removes the limit.",
    },
    "max_inactive_seeding_time": {
      "label": "Inactive seeding time",
      "effect": "Time without upload at which the action below is taken; -1 is no limit.",
    },
    "max_ratio_act": {
      "label": "Then",
      "effect": "What happens to a torrent at its limit.",
      "choices": {
        "0": "stop",
        "1": "remove",
        "2": "super seeding",
        "3": "remove with its files",
      },
    },
    "share_limits_mode": {
      "label": "Limits that must be reached",
      "effect": "Whether one limit suffices or all of them must be reached.",
      "choices": {
        "MatchAny": "MatchAny",
        "MatchAll": "MatchAll",
      },
    },
    "add_trackers_enabled": {
      "label": "Automatically append these trackers to new downloads",
      "effect": "Stored and returned, but without effect: trackers are not contacted, so that none are added.",
    },
    "add_trackers": {
      "label": "Trackers",
      "effect": "Stored and returned, but without effect: trackers are not contacted, so that none are added.",
    },
    "add_trackers_from_url_enabled": {
      "label": "Automatically append trackers from URL to new downloads",
      "effect": "Stored and returned, but without effect: trackers are not contacted, so that none are fetched.",
    },
    "add_trackers_url": {
      "label": "URL",
      "effect": "Stored and returned, but without effect: trackers are not contacted, so that none are fetched.",
    },
    "add_trackers_url_list": {
      "label": "Fetched trackers",
      "effect": "Always empty: no trackers are fetched.",
    },
    "rss_processing_enabled": {
      "label": "Enable fetching RSS feeds",
      "effect": "Reads the feeds at their interval.",
    },
    "rss_refresh_interval": {
      "label": "Feeds refresh interval",
      "effect": "Time between two reads of a feed.",
    },
    "rss_fetch_delay": {
      "label": "Same host request delay",
      "effect": "Pause between two requests to the same host.",
    },
    "rss_max_articles_per_feed": {
      "label": "Maximum number of articles per feed",
      "effect": "Older articles are forgotten.",
    },
    "rss_auto_downloading_enabled": {
      "label": "Enable auto downloading of RSS torrents",
      "effect": "Adds the torrents of articles that match a rule.",
    },
    "rss_download_repack_proper_episodes": {
      "label": "Download REPACK/PROPER episodes",
      "effect": "Rules take repaired releases of an episode again.",
    },
    "rss_smart_episode_filters": {
      "label": "Filters",
      "effect": "Regular expressions that find the episode in a title, one per line.",
    },
    "web_ui_address": {
      "label": "IP address",
      "effect": "Address on which the web interface listens, moved at once; * or nothing is every address, 0.0.0.0 all of IPv4, :: all of IPv6, and while the new one cannot be had, the former one stays.",
    },
    "web_ui_port": {
      "label": "Port",
      "effect": "Port on which the web interface listens, moved at once; when it is taken, the former one stays and the log says why.",
    },
    "web_ui_upnp": {
      "label": "Use UPnP / NAT-PMP to forward the port from my router",
      "effect": "The server does not talk to routers; forward the port there by hand.",
    },
    "use_https": {
      "label": "Use HTTPS instead of HTTP",
      "effect": "Serves the web interface over TLS 1.2 and 1.3, switched at once; without a usable certificate it stays plain HTTP and the log says why.",
    },
    "web_ui_https_cert_path": {
      "label": "Certificate",
      "effect": "Path of the certificate chain (PEM), relative to the profile; a renewed file is taken within a minute, or when preferences are saved.",
    },
    "web_ui_https_key_path": {
      "label": "Key",
      "effect": "Path of the private key (PEM: PKCS#8, PKCS#1 or SEC1), relative to the profile; renewed like the certificate.",
    },
    "web_ui_username": {
      "label": "Username",
      "effect": "Name of the only user; at least 3 characters, no colon; a new one ends all other logins.",
    },
    "web_ui_password": {
      "label": "Password",
      "effect": "Password of the only user, at least 6 characters; only its hash is stored, and it is never returned; a new one ends all other logins.",
    },
    "web_ui_api_key": {
      "label": "API key",
      "effect": "Key that a client may send in place of a login; made and removed by its own endpoints.",
    },
    "bypass_local_auth": {
      "label": "Bypass authentication for clients on localhost",
      "effect": "Needs no login from this machine; when it is switched off, who had none needs one.",
    },
    "bypass_auth_subnet_whitelist_enabled": {
      "label": "Bypass authentication for clients in whitelisted IP subnets",
      "effect": "Needs no login from the networks below; when it is switched off, who had none needs one.",
    },
    "bypass_auth_subnet_whitelist": {
      "label": "Whitelisted IP subnets",
      "effect": "Networks from which no login is needed, one per line.",
    },
    "web_ui_max_auth_fail_count": {
      "label": "Ban client after consecutive failures",
      "effect": "Failed logins after which an address is banned; 0 never bans.",
    },
    "web_ui_ban_duration": {
      "label": "Ban for",
      "effect": "How long an address stays banned.",
    },
    "web_ui_session_timeout": {
      "label": "Session timeout",
      "effect": "Idle time after which a login ends; 0 is never; holds for logins that exist, too.",
    },
    "web_ui_sessions_count_limit": {
      "label": "Maximum number of sessions",
      "effect": "Most logins at the same time, 100 at most; the longest idle one ends first.",
    },
    "alternative_webui_enabled": {
      "label": "Use alternative WebUI",
      "effect": "Serves the page in the directory below in place of the built-in one, which stays as long as that one cannot be used; --builtin-webui switches it off.",
    },
    "alternative_webui_path": {
      "label": "Files location",
      "effect": "Directory of the alternative page, relative to the profile: public for everybody, private before it for who is logged in.",
    },
    "web_ui_clickjacking_protection_enabled": {
      "label": "Enable clickjacking protection",
      "effect": "Forbids other sites to show the page in a frame.",
    },
    "web_ui_csrf_protection_enabled": {
      "label": "Enable Cross-Site Request Forgery (CSRF) protection",
      "effect": "Refuses requests that another site started.",
    },
    "web_ui_secure_cookie_enabled": {
      "label": "Enable cookie Secure flag",
      "effect": "Over HTTPS, also that of a trusted proxy, the login cookie is sent over HTTPS only.",
    },
    "web_ui_host_header_validation_enabled": {
      "label": "Enable Host header validation",
      "effect": "Refuses requests for a host name that is not in the list below.",
    },
    "web_ui_domain_list": {
      "label": "Server domains",
      "effect": "Host names under which the server may be reached, separated by semicolons; * stands for any text.",
    },
    "web_ui_use_custom_http_headers_enabled": {
      "label": "Add custom HTTP headers",
      "effect": "Adds the headers below to every answer.",
    },
    "web_ui_custom_http_headers": {
      "label": "Headers",
      "effect": "Name: value pairs, one per line; one that the server sends itself is replaced, and a line that is none is left out.",
    },
    "web_ui_reverse_proxy_enabled": {
      "label": "Enable reverse proxy support",
      "effect": "Believes the client address that a proxy below names.",
    },
    "web_ui_reverse_proxies_list": {
      "label": "Trusted proxies list",
      "effect": "Addresses or networks of trusted proxies, separated by semicolons.",
    },
    "dyndns_enabled": {
      "label": "Update my dynamic domain name",
      "effect": "The server does not update dynamic names: it cannot know its public address by itself, so run an updater such as ddclient beside it.",
    },
    "dyndns_service": {
      "label": "Service",
      "effect": "The server does not update dynamic names: it cannot know its public address by itself, so run an updater such as ddclient beside it.",
      "choices": {
        "-1": "none",
        "0": "DynDNS",
        "1": "No-IP",
      },
    },
    "dyndns_username": {
      "label": "Username",
      "effect": "The server does not update dynamic names: it cannot know its public address by itself, so run an updater such as ddclient beside it.",
    },
    "dyndns_password": {
      "label": "Password",
      "effect": "The server does not update dynamic names: it cannot know its public address by itself, so run an updater such as ddclient beside it.",
    },
    "dyndns_domain": {
      "label": "Domain name",
      "effect": "The server does not update dynamic names: it cannot know its public address by itself, so run an updater such as ddclient beside it.",
    },
    "resume_data_storage_type": {
      "label": "Resume data storage type",
      "effect": "Torrents, settings and progress are always kept in one database.",
      "choices": {
        "Legacy": "Legacy",
        "SQLite": "SQLite",
      },
    },
    "torrent_content_remove_option": {
      "label": "Torrent content removing mode",
      "effect": "Whether deleted files go to the trash of the server's user, or of the disk they lie on. One that cannot go there stays where it is.",
      "choices": {
        "Delete": "Delete",
        "MoveToTrash": "MoveToTrash",
      },
    },
    "memory_working_set_limit": {
      "label": "Physical memory (RAM) usage limit",
      "effect": "Bounds caches and buffers together (what waits for the disk, hashing, databases; the embedded node's cache from the next start on); 0 and less: no bound. The list of torrents is not among them: a performance warning tells when the whole server uses more.",
    },
    "current_network_interface": {
      "label": "Network interface",
      "effect": "Network interface on whose addresses the embedded node hands out content; empty for none in particular.",
    },
    "current_interface_name": {
      "label": "Name of the network interface",
      "effect": "How the system names that interface.",
    },
    "current_interface_address": {
      "label": "Optional IP address to bind to",
      "effect": "Address on which the node hands out content; while neither it nor an interface is set, the embedded one is reached from this machine alone.",
    },
    "save_resume_data_interval": {
      "label": "Save resume data interval",
      "effect": "Longest time between two writes of torrents' progress, so what a crash can cost; 0 writes only when something happens. As long as it was never changed, progress is written every 5 seconds.",
    },
    "save_statistics_interval": {
      "label": "Save statistics interval",
      "effect": "Longest time between two writes of the all-time counters; 0 writes them at the stop only. As long as it was never changed, they are written every 5 seconds.",
    },
    "torrent_file_size_limit": {
      "label": ".torrent file size limit",
      "effect": "Larger .torrent files are refused.",
    },
    "confirm_torrent_recheck": {
      "label": "Confirm torrent recheck",
      "effect": "The web page asks before it rechecks.",
    },
    "recheck_completed_torrents": {
      "label": "Recheck torrents on completion",
      "effect": "Reads a finished torrent once more and checks it.",
    },
    "app_instance_name": {
      "label": "Customize application instance name",
      "effect": "Text that is added to the title of the web page.",
    },
    "refresh_interval": {
      "label": "Refresh interval",
      "effect": "Time between two updates of the web page.",
    },
    "resolve_peer_host_names": {
      "label": "Resolve peer host names",
      "effect": "Shows the names of peers, looked up by reverse DNS, beside their addresses.",
    },
    "resolve_peer_countries": {
      "label": "Resolve peer countries",
      "effect": "Shows the country of peers with public addresses, from a database in the folder GeoDB of the profile; when there is none, that of db-ip.com is fetched and renewed monthly.",
    },
    "reannounce_when_address_changed": {
      "label": "Reannounce to all trackers when IP or port changed",
      "effect": "Stored and returned, but without effect: trackers are not contacted; a node makes itself known by its own discovery.",
    },
    "enable_embedded_tracker": {
      "label": "Enable embedded tracker",
      "effect": "Stored and returned, but without effect: there are no BitTorrent peers to bring together.",
    },
    "embedded_tracker_port": {
      "label": "Embedded tracker port",
      "effect": "Stored and returned, but without effect: there is no tracker inside.",
    },
    "embedded_tracker_port_forwarding": {
      "label": "Enable port forwarding for embedded tracker",
      "effect": "Stored and returned, but without effect: there is no tracker inside.",
    },
    "mark_of_the_web": {
      "label": "Enable quarantine for downloaded files",
      "effect": "Only systems that are not supported have such a mark.",
    },
    "ignore_ssl_errors": {
      "label": "Ignore SSL errors",
      "effect": "Accepts any certificate of what is fetched by URL: torrents, feeds, databases. Web seeds have a setting of their own.",
    },
    "python_executable_path": {
      "label": "Python executable path",
      "effect": "Search asks Torznab indexers; nothing runs Python.",
    },
    "start_paused": {
      "label": "Start session in paused state",
      "effect": "Starts with the whole session paused; without it the session starts as it was at the stop.",
    },
    "shutdown_timeout": {
      "label": "Session shutdown timeout",
      "effect": "Longest time that running work may take to end at a stop; -1: as long as it needs, at most 10 minutes. A second SIGTERM or SIGINT ends at once.",
    },
    "store_search_jobs": {
      "label": "Store search jobs",
      "effect": "Search jobs live as long as the server.",
    },
    "store_search_job_results": {
      "label": "Store search job results",
      "effect": "Search jobs live as long as the server.",
    },
    "bdecode_depth_limit": {
      "label": "Bdecode depth limit",
      "effect": "Torrents and records that are nested deeper are refused; never more than 100 levels. Torrents that are there already stay.",
    },
    "bdecode_token_limit": {
      "label": "Bdecode token limit",
      "effect": "Torrents and records with more elements are refused; never more than 3,000,000. Torrents that are there already stay.",
    },
    "async_io_threads": {
      "label": "Asynchronous I/O threads",
      "effect": "How many reads and writes of files run at once: of downloads, moves between disks, the embedded node and files that a browser fetches.",
    },
    "hashing_threads": {
      "label": "Hashing threads",
      "effect": "How many threads hash files, for all checks, new torrents and publications together.",
    },
    "file_pool_size": {
      "label": "File pool size",
      "effect": "How many files downloads keep open besides those that are written at the moment.",
    },
    "checking_memory_use": {
      "label": "Outstanding memory when checking torrents",
      "effect": "Memory for the buffers of all hashing threads together: with little of it they read less at a time (64 KiB to 1 MiB), then fewer threads run.",
    },
    "disk_cache": {
      "label": "Disk cache",
      "effect": "Files are cached by the operating system, which decides how much memory that takes.",
    },
    "disk_cache_ttl": {
      "label": "Disk cache expiry interval",
      "effect": "Files are cached by the operating system, which decides for how long.",
    },
    "disk_queue_size": {
      "label": "Disk queue size",
      "effect": "Most bytes of all downloads together that wait to be written; at least 16 KiB. Then fetching pauses until the disk has caught up.",
    },
    "disk_io_type": {
      "label": "Disk IO type",
      "effect": "Files are always read and written by position; there is no other way to choose.",
      "choices": {
        "0": "default",
        "1": "memory mapped files",
        "2": "POSIX-compliant",
        "3": "simple pread/pwrite",
      },
    },
    "disk_io_read_mode": {
      "label": "Disk IO read mode",
      "effect": "Without the cache, what a check has read is dropped from the operating system's cache at once.",
      "choices": {
        "0": "disable OS cache",
        "1": "enable OS cache",
      },
    },
    "disk_io_write_mode": {
      "label": "Disk IO write mode",
      "effect": "Without the cache, what a download has written is dropped from the operating system's cache as soon as it is on disk; write-through brings every batch to the disk before the next one.",
      "choices": {
        "0": "disable OS cache",
        "1": "enable OS cache",
        "2": "write-through",
      },
    },
    "enable_coalesce_read_write": {
      "label": "Coalesce reads and writes",
      "effect": "What arrives in order is always written in batches of up to 1 MiB.",
    },
    "enable_piece_extent_affinity": {
      "label": "Use piece extent affinity",
      "effect": "Stored and returned, but without effect: content is read as a stream, in order.",
    },
    "enable_upload_suggestions": {
      "label": "Send upload piece suggestions",
      "effect": "Stored and returned, but without effect: it is a message between BitTorrent peers.",
    },
    "send_buffer_watermark": {
      "label": "Send buffer watermark",
      "effect": "Stored and returned, but without effect: it is a buffer towards BitTorrent peers.",
    },
    "send_buffer_low_watermark": {
      "label": "Send buffer low watermark",
      "effect": "Stored and returned, but without effect: it is a buffer towards BitTorrent peers.",
    },
    "send_buffer_watermark_factor": {
      "label": "Send buffer watermark factor",
      "effect": "Stored and returned, but without effect: it is a buffer towards BitTorrent peers.",
    },
    "connection_speed": {
      "label": "Outgoing connections per second",
      "effect": "Stored and returned, but without effect: no BitTorrent peers are called.",
    },
    "socket_send_buffer_size": {
      "label": "Socket send buffer size",
      "effect": "Stored and returned, but without effect: it is about connections to BitTorrent peers; the system sizes the buffers of the others.",
    },
    "socket_receive_buffer_size": {
      "label": "Socket receive buffer size",
      "effect": "Stored and returned, but without effect: it is about connections to BitTorrent peers; the system sizes the buffers of the others.",
    },
    "socket_backlog_size": {
      "label": "Socket backlog size",
      "effect": "Stored and returned, but without effect: it is about connections from BitTorrent peers.",
    },
    "outgoing_ports_min": {
      "label": "Outgoing ports (Min)",
      "effect": "Stored and returned, but without effect: it is about connections to BitTorrent peers.",
    },
    "outgoing_ports_max": {
      "label": "Outgoing ports (Max)",
      "effect": "Stored and returned, but without effect: it is about connections to BitTorrent peers.",
    },
    "upnp_lease_duration": {
      "label": "UPnP lease duration",
      "effect": "Stored and returned, but without effect: a node decides by itself for how long it asks the router.",
    },
    "peer_tos": {
      "label": "Differentiated Services Code Point (DSCP) for connections to peers",
      "effect": "Stored and returned, but without effect: it marks packets to BitTorrent peers.",
    },
    "utp_tcp_mixed_mode": {
      "label": "µTP-TCP mixed mode algorithm",
      "effect": "Stored and returned, but without effect: Codex does not use µTP.",
      "choices": {
        "0": "prefer TCP",
        "1": "peer proportional",
      },
    },
    "hostname_cache_ttl": {
      "label": "Internal hostname resolver cache expiry interval",
      "effect": "How long the name of a peer is kept before it is looked up again; 0 looks it up at every question.",
    },
    "idn_support_enabled": {
      "label": "Support internationalized domain name (IDN)",
      "effect": "Stored and returned, but without effect: it is about the names of trackers; international names of web seeds and links are always understood.",
    },
    "enable_multi_connections_from_same_ip": {
      "label": "Allow multiple connections from the same IP address",
      "effect": "Stored and returned, but without effect: Codex nodes are told apart by their identity, not by their address.",
    },
    "enable_multi_connections_from_same_peer_id": {
      "label": "Allow multiple connections from the same peer ID",
      "effect": "Stored and returned, but without effect: it is about BitTorrent peers.",
    },
    "validate_https_tracker_certificate": {
      "label": "Validate HTTPS tracker certificates",
      "effect": "Web seeds with https need a valid certificate; trackers are not contacted.",
    },
    "ssrf_mitigation": {
      "label": "Server-side request forgery (SSRF) mitigation",
      "effect": "Addresses that content names (web seeds, links in feeds) may only be public ones; what a proxy resolves is judged by its name alone.",
    },
    "block_peers_on_privileged_ports": {
      "label": "Disallow connection to peers on privileged ports",
      "effect": "Stored and returned, but without effect: it is about BitTorrent peers.",
    },
    "upload_slots_behavior": {
      "label": "Upload slots behavior",
      "effect": "Stored and returned, but without effect: Codex has no upload slots; whoever asks is served.",
      "choices": {
        "0": "fixed slots",
        "1": "upload rate based",
      },
    },
    "upload_choking_algorithm": {
      "label": "Upload choking algorithm",
      "effect": "Stored and returned, but without effect: Codex has no upload slots; whoever asks is served.",
      "choices": {
        "0": "round-robin",
        "1": "fastest upload",
        "2": "anti-leech",
      },
    },
    "seeding_outgoing_connections": {
      "label": "Outgoing connections while seeding",
      "effect": "Stored and returned, but without effect: who has everything waits to be asked; no peers are called.",
    },
    "announce_to_all_trackers": {
      "label": "Always announce to all trackers in a tier",
      "effect": "Stored and returned, but without effect: trackers are kept and shown, but not contacted.",
    },
    "announce_to_all_tiers": {
      "label": "Always announce to all tiers",
      "effect": "Stored and returned, but without effect: trackers are kept and shown, but not contacted.",
    },
    "announce_ip": {
      "label": "IP address reported to trackers",
      "effect": "Public address that a real node announces; empty lets it find out by itself.",
    },
    "announce_port": {
      "label": "Port reported to trackers",
      "effect": "Stored and returned, but without effect: trackers are not contacted, and a node announces the port on which it listens.",
    },
    "max_concurrent_http_announces": {
      "label": "Max concurrent HTTP announces",
      "effect": "Stored and returned, but without effect: trackers are kept and shown, but not contacted.",
    },
    "stop_tracker_timeout": {
      "label": "Stop tracker timeout",
      "effect": "Stored and returned, but without effect: no tracker has to be told that a torrent stops.",
    },
    "peer_turnover": {
      "label": "Peer turnover disconnect percentage",
      "effect": "Stored and returned, but without effect: Codex has no swarm whose peers could be exchanged.",
    },
    "peer_turnover_cutoff": {
      "label": "Peer turnover threshold percentage",
      "effect": "Stored and returned, but without effect: Codex has no swarm whose peers could be exchanged.",
    },
    "peer_turnover_interval": {
      "label": "Peer turnover disconnect interval",
      "effect": "Stored and returned, but without effect: Codex has no swarm whose peers could be exchanged.",
    },
    "request_queue_size": {
      "label": "Maximum outstanding requests to a single peer",
      "effect": "Stored and returned, but without effect: content is read as a stream, not asked for piece by piece.",
    },
    "max_outstanding_block_requests": {
      "label": "Maximum outstanding block requests",
      "effect": "Stored and returned, but without effect: content is read as a stream, not asked for piece by piece.",
    },
    "dht_bootstrap_nodes": {
      "label": "DHT bootstrap nodes",
      "effect": "Stored and returned, but without effect: Codex has a discovery of its own, whose first nodes are records of another form.",
    },
    "webtorrent_stun_server": {
      "label": "WebTorrent STUN server",
      "effect": "Stored and returned, but without effect: there are no WebTorrent peers.",
    },
    "i2p_inbound_quantity": {
      "label": "I2P inbound quantity",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_outbound_quantity": {
      "label": "I2P outbound quantity",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_inbound_length": {
      "label": "I2P inbound length",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_outbound_length": {
      "label": "I2P outbound length",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_inbound_length_variance": {
      "label": "I2P inbound length variance",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_outbound_length_variance": {
      "label": "I2P outbound length variance",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
    "i2p_pex_enabled": {
      "label": "I2P peer exchange",
      "effect": "Stored and returned, but without effect: Codex does not use I2P.",
    },
  },
  "node": {
    "node_url": {
      "label": "Codex node",
      "effect": "Which node keeps the content: embedded, or the URL of a node's REST API.",
    },
    "sources": {
      "label": "Sources",
      "effect": "URLs of further nodes that are only read from, tried after the node itself.",
    },
    "uploads": {
      "label": "Uploads at a time",
      "effect": "Most items whose files are copied into a real node at the same time.",
    },
    "streams": {
      "label": "Streams at a time",
      "effect": "Most streams that are open to one real node at the same time, for all items together.",
    },
    "quota": {
      "label": "Storage quota",
      "effect": "Most bytes that the node stores itself; files that it only refers to do not count.",
    },
    "retention": {
      "label": "Keep data for",
      "effect": "Copies in the node that nothing here refers to are dropped after this time.",
      "choices": {
        "2592000": "30 days",
        "7776000": "90 days",
        "31536000": "1 year",
        "3153600000": "keep",
      },
    },
    "transfer_port": {
      "label": "Transfer port (TCP)",
      "effect": "Port on which the node hands out content; 0 takes a free one where that is allowed.",
    },
    "bind_address": {
      "label": "Bind address",
      "effect": "Address on which the node hands out content; discovery is not bound to it.",
    },
    "interface": {
      "label": "Network interface",
      "effect": "Network interface on whose addresses the node hands out content; empty for none in particular.",
    },
    "discovery_port": {
      "label": "Discovery port (UDP)",
      "effect": "Port on which the node looks for other nodes, on all addresses.",
    },
    "nat": {
      "label": "Address detection",
      "effect": "How the node finds the address by which others reach it: any, none, upnp, pmp or extip:<address>.",
      "choices": {
        "any": "UPnP or NAT-PMP, whichever works",
        "upnp": "UPnP",
        "pmp": "NAT-PMP",
        "none": "none",
      },
    },
    "announce_ip": {
      "label": "Announced address",
      "effect": "Public IP address that the node announces; empty lets it find out by itself.",
    },
    "bootstrap": {
      "label": "Bootstrap records",
      "effect": "Signed peer records (spr:…) of the nodes that the node asks first.",
    },
    "max_peers": {
      "label": "Maximum peers",
      "effect": "Most connections of the node at a time; -1 is no limit where that is allowed.",
    },
    "show_external_ip": {
      "label": "Show the external IP",
      "effect": "Shows the address that the node announces in the status bar.",
    },
    "log_level": {
      "label": "Log level",
      "effect": "How much the node logs.",
      "choices": {
        "trace": "trace",
        "debug": "debug",
        "info": "info",
        "notice": "notice",
        "warn": "warn",
        "error": "error",
        "fatal": "fatal",
      },
    },
    "generation": {
      "label": "Generation",
      "effect": "Layout of the manifests of new datasets, which decides their CIDs and which nodes understand them; older CIDs stay valid.",
      "choices": {
        "a": "A: Codex 0.1 and 0.2",
        "b": "B: Logos Storage 0.3",
        "c": "C: Logos Storage 0.4 and newer",
      },
    },
    "publish_private": {
      "label": "Publish private torrents",
      "effect": "Copies the content of private torrents into the node, too, where anybody can fetch it.",
    },
    "dialect": {
      "label": "Dialect",
      "effect": "Which qBittorrent to be where old and new clients cannot both be served.",
      "choices": {
        "4": "qBittorrent 4.6",
        "5.1": "qBittorrent 5.1",
        "5.3": "qBittorrent 5.3",
      },
    },
    "agent": {
      "label": "Agent name",
      "effect": "What the node calls itself when it talks to others.",
    },
    "maintenance_interval": {
      "label": "Maintenance pause",
      "effect": "Time between two looks of the node for data to drop.",
    },
    "maintenance_blocks": {
      "label": "Blocks per maintenance",
      "effect": "Blocks that the node looks at in one pass.",
    },
    "block_retries": {
      "label": "Block retries",
      "effect": "How often the node tries to get a block, every two seconds, before a fetch fails.",
    },
    "metrics": {
      "label": "Metrics",
      "effect": "Lets the node offer its counters to Prometheus.",
    },
    "metrics_address": {
      "label": "Metrics address",
      "effect": "Address of the node's counters.",
    },
    "metrics_port": {
      "label": "Metrics port",
      "effect": "Port of the node's counters.",
    },
    "peer_id": {
      "label": "Peer id",
      "effect": "Name of the node in its network.",
    },
    "spr": {
      "label": "Signed peer record",
      "effect": "What others need to find the node.",
    },
    "announced_addresses": {
      "label": "Announced addresses",
      "effect": "Addresses by which others reach the node.",
    },
    "data_dir": {
      "label": "Data folder",
      "effect": "Where the node keeps its data.",
    },
    "repo_kind": {
      "label": "Kind of store",
      "effect": "How the node keeps its data.",
    },
    "rest_address": {
      "label": "REST address",
      "effect": "Where the node's REST API answers.",
    },
    "version": {
      "label": "Version",
      "effect": "What the node says it is.",
    },
    "space_used": {
      "label": "Space used",
      "effect": "Bytes of the quota that are used.",
    },
    "space_reserved": {
      "label": "Space reserved",
      "effect": "Bytes of the quota that are promised to running uploads.",
    },
  },
  "libtorrent": {
    "alert_mask": {
      "label": "Alert mask",
      "effect": "Categories of alerts that Session::pop_alerts gives, as the bits of libtorrent's alert categories; -1 is all.",
    },
    "alert_queue_size": {
      "label": "Alert queue size",
      "effect": "Alerts that wait to be taken by Session::pop_alerts; the oldest make room.",
    },
    "auto_manage_interval": {
      "label": "Pause between looks for slow torrents",
      "effect": "How often the queue is put in order because of torrents that became slow or fast; every other change is seen at once.",
    },
    "auto_manage_prefer_seeds": {
      "label": "Finished torrents first",
      "effect": "Finished torrents get places in the queue before downloads.",
    },
    "enable_natpmp": {
      "label": "NAT-PMP port mapping",
      "effect": "Whether the Codex node maps its ports by NAT-PMP; follows enable_upnp until it is set.",
    },
    "incoming_starts_queued_torrents": {
      "label": "Reading starts queued torrents",
      "effect": "A finished torrent that waits in the queue runs while somebody reads it, and takes no place.",
    },
    "max_metadata_size": {
      "label": "Metadata size limit",
      "effect": "Largest record of a magnet link or CID that is fetched from Codex.",
    },
    "max_piece_count": {
      "label": "Piece limit",
      "effect": "Pieces that a torrent from outside may have.",
    },
    "seed_time_ratio_limit": {
      "label": "Seeding time by downloading time",
      "effect": "Seeding time by downloading time at which the share limit action follows, for torrents without a seeding time limit of their own; -1 is none.",
    },
    "tick_interval": {
      "label": "Tick interval",
      "effect": "Pause between looks of the session at who reads and what was served; rates are those of whole seconds.",
    },
    "user_agent": {
      "label": "User agent",
      "effect": "Name of this server in requests for torrents, feeds and web seeds.",
    },
  },
  "pages": {
    "Advanced": "Advanced",
    "Behavior": "Behavior",
    "BitTorrent": "BitTorrent",
    "Connection": "Connection",
    "Downloads": "Downloads",
    "RSS": "RSS",
    "Speed": "Speed",
    "WebUI": "WebUI",
  },
  "groups": {
    "Alternative Rate Limits": "Alternative Rate Limits",
    "Authentication": "Authentication",
    "Connections Limits": "Connections Limits",
    "Copies of .torrent files": "Copies of .torrent files",
    "Dynamic DNS": "Dynamic DNS",
    "Email notification": "Email notification",
    "Excluded file names": "Excluded file names",
    "Files": "Files",
    "Global Rate Limits": "Global Rate Limits",
    "I2P": "I2P",
    "IP Filtering": "IP Filtering",
    "Interface": "Interface",
    "Language": "Language",
    "Listening Port": "Listening Port",
    "Log file": "Log file",
    "Privacy": "Privacy",
    "Proxy Server": "Proxy Server",
    "RSS Reader": "RSS Reader",
    "RSS Smart Episode Filter": "RSS Smart Episode Filter",
    "RSS Torrent Auto Downloader": "RSS Torrent Auto Downloader",
    "Rate Limits Settings": "Rate Limits Settings",
    "Run external program": "Run external program",
    "Saving Management": "Saving Management",
    "Security": "Security",
    "Seeding Limits": "Seeding Limits",
    "Torrent Queueing": "Torrent Queueing",
    "Trackers": "Trackers",
    "Watched folders": "Watched folders",
    "Web User Interface": "Web User Interface",
    "When adding a torrent": "When adding a torrent",
    "libtorrent": "libtorrent",
    "qBittorrent": "qBittorrent",
  },
  "units": {
    "%": "%",
    "KiB": "KiB",
    "KiB/s": "KiB/s",
    "MiB": "MiB",
    "alerts": "alerts",
    "bytes": "bytes",
    "bytes/s": "bytes/s",
    "connections/s": "connections/s",
    "hours": "hours",
    "minutes": "minutes",
    "ms": "ms",
    "pieces": "pieces",
    "s": "s",
  },
  "presets": {
    "high_performance_seed": {
      "label": "High performance seed",
      "about": "For a server that serves many torrents to many others and has memory to spare.",
    },
    "min_memory_usage": {
      "label": "Minimal memory usage",
      "about": "For a small machine: short queues and buffers, which cost speed.",
    },
  },
  "reasons": {
    "other": "{text}",
    "set_by_flag": "set by {flag} or {variable} for this run",
    "set_by_variable": "set by {variable} for this run",
    "off_by_flag": "switched off by {flag} or {variable} for this run",
    "no_programs": "External programs are not allowed by the command line or the configuration.",
    "needs_feeds": "This version does not read RSS feeds.",
    "follows": "It follows from another setting.",
    "by_server": "The server itself sets it; a client can only read it.",
    "no_upload_limit": "Not enforced: this node cannot be told to serve slower, so what it serves has no limit.",
    "rough_download_limit": "Approximate: the node itself fetches ahead of what is read from it.",
    "no_accounting": "This node does not tell what it served, so ratio and activity stay unknown.",
    "no_peers": "This node does not tell whom it talks to; only sources are shown.",
    "no_address": "The embedded node has no network side: it announces no address.",
    "no_filter": "The node serves others by itself and cannot be told whom to refuse; use a firewall there.",
    "no_interface": "A node listens on an address, not on an interface.",
    "other_server": "The node is another qcodex: change it in the settings of that server.",
    "only_shown": "it is only shown here",
    "no_network": "the embedded node has no network side: it talks to no other nodes",
    "no_option": "the embedded node has no such option",
    "node_is_other_server": "the node is another qcodex: change it in the settings of that server",
    "log_by_variable": "set by RUST_LOG for this run",
    "only_refers": "the embedded node only refers to the files, which does not leave this machine",
    "set_bind_address": "a node listens on an address, not on an interface: set the bind address",
    "by_node_version": "the version of the node decides it",
    "node_has_no_option": "this version of the node has no such option",
    "nat_unknown": "this version of the node knows any and extip alone",
    "not_told": "the node was not told: {error}",
    "quota_below_use": "the node says that {used} bytes are in use or reserved of {quota}: it does not start again with that; give it a larger --storage-quota",
    "copies_lost": "content that was put into the node was gone {minutes} minutes later: the node was emptied, or its --block-ttl is shorter than this",
    "bt_dht": "It concerns the DHT of BitTorrent; Codex has a discovery of its own.",
    "bt_i2p": "It concerns the I2P network, which Codex does not use.",
    "bt_choking": "It decides which BitTorrent peers are uploaded to; a Codex node serves whoever asks.",
    "bt_encryption": "It concerns the encryption between BitTorrent peers.",
    "bt_discovery": "It concerns how BitTorrent peers find each other in the local network and through other peers.",
    "bt_peers": "It concerns connections to BitTorrent peers; there are none here.",
    "bt_pieces": "It concerns what is requested from BitTorrent peers; content is fetched from Codex nodes in ranges of blocks.",
    "bt_port_mapping": "It is a detail of BitTorrent's port mapping; a Codex node maps its ports itself.",
    "bt_proxy": "It concerns the proxy of BitTorrent connections; what this server fetches itself goes by the proxy preferences.",
    "bt_sockets": "It concerns the sockets of BitTorrent connections.",
    "bt_trackers": "It concerns trackers; a Codex session does not contact any.",
    "bt_transports": "It concerns BitTorrent's transports, TCP and µTP.",
    "bt_web_seeds": "It concerns the web seed connections of a BitTorrent engine; here web seeds have limits of their own.",
    "bt_buffers": "It concerns the buffers of connections to BitTorrent peers.",
    "lt_disk": "It belongs to libtorrent's disk layer, which is not used: files are read, written and checked by this server.",
    "lt_retired": "libtorrent 2.0 itself only keeps the name; it does nothing there either.",
  },
  "waits": {
    "not_in_codex": "Nobody has published it in Codex yet. It starts when somebody does.",
    "node_away": "The Codex node does not answer. It is asked again by itself.",
    "no_source": "No source gives it now. They are asked again by themselves.",
    "corrupt_source": "A source sent data that does not match its hash.",
    "source_lost": "A source stopped while sending.",
    "disk_full": "There is no space left on the disk.",
    "quota_full": "The quota of the Codex node is used up.",
    "file_error": "A file could not be read or written.",
    "file_changed": "A file changed or is gone since it was verified.",
    "publish_failed": "Publishing failed. It is tried again by itself.",
    "private": "It is private, so its content is not copied into the node.",
    "bad_record": "The record that was found does not fit it.",
    "queued": "It waits for its turn.",
    "web_seed": "Codex does not give it, so it is fetched from a web seed.",
    "web_seed_failed": "Neither Codex nor a web seed gives it now.",
    "node_fetches": "The node fetches it from its network.",
    "moving": "Its files are being moved.",
  },
  "publish": {
    "not_found": "There is no such item.",
    "no_metadata": "Its files are not known yet, so there is nothing to publish.",
    "not_complete": "It is not complete yet. It is published as soon as it is.",
    "bad_files": "Its files are gone or are not what was verified. Recheck it, then publish it.",
    "private": "It is private, and the settings say that private items are not copied into a node.",
    "node_away": "The node does not answer. It is published as soon as the node does.",
    "paused": "The session is paused. It is published when the session goes on.",
    "busy": "Its files are being checked or moved. It is published after that.",
    "cannot_remove": "The node does not answer, so nothing can be removed from it. Try again later.",
  },
};

export type OptionTexts = typeof optionTexts;
