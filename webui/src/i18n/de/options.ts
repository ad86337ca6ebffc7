// What the server says about options, in German: the same keys as options.gen.ts.
import type { OptionWords } from '../language.svelte';

/** For options that are kept for other programs and do nothing here. */
const idle = (why: string) => `Wird gespeichert und zurückgegeben, bewirkt aber nichts: ${why}`;

const noI2p = idle('Codex nutzt I2P nicht.');
const noUtp = idle('Codex nutzt µTP nicht.');
const noSlots = idle('Codex kennt keine Upload-Slots; wer fragt, wird bedient.');
const noTrackersAdded = idle('Tracker werden nicht kontaktiert und daher auch keine hinzugefügt.');
const noTrackersFetched = idle('Tracker werden nicht kontaktiert und daher auch keine abgerufen.');
const trackersKept = idle('Tracker werden aufbewahrt und angezeigt, aber nicht kontaktiert.');
const noTrackerInside = idle('Hier ist kein Tracker eingebaut.');
const sslTorrents = idle('Es geht um Torrents, deren Peers Zertifikate brauchen.');
const peerBuffer = idle('Es ist ein Puffer für BitTorrent-Peers.');
const peerSockets = idle(
  'Es geht um Verbindungen zu BitTorrent-Peers; die Puffer der übrigen bemisst das System.',
);
const toPeers = idle('Es geht um Verbindungen zu BitTorrent-Peers.');
const aboutPeers = idle('Es geht um BitTorrent-Peers.');
const noSwarm = idle('Codex hat keinen Schwarm, dessen Peers getauscht werden könnten.');
const stream = idle('Inhalte werden als Strom gelesen und nicht Teil für Teil angefordert.');
const noDyndns =
  'Der Server aktualisiert keine dynamischen Namen: Er kann seine öffentliche Adresse nicht selbst kennen. Dafür eignet sich ein Programm wie ddclient neben ihm.';
const searchJobs = 'Suchaufträge leben so lange wie der Server.';
const program =
  'Programm und Argumente, an Leerzeichen außerhalb doppelter Anführungszeichen getrennt; ohne Shell. Platzhalter: %N Name, %L Kategorie, %G Tags, %F Inhaltspfad, %R Stammpfad, %D Speicherpfad, %C Anzahl der Dateien, %Z Größe in Bytes, %T Tracker, %I und %J Info-Hashes, %K ID, %M Kommentar.';
const relocate =
  'Verschiebt die Dateien betroffener verwalteter Torrents; aus: ihre Verwaltung endet.';
const hasLimit = 'Wahr, wenn es ein Limit gibt; auf falsch gesetzt entfällt es.';

export const options: OptionWords = {
  preferences: {
    locale: {
      label: 'Sprache der Oberfläche',
      effect:
        'Die Webseite spricht diese Sprache, wenn sie sie kennt, sonst Englisch; Zahlen und Daten erscheinen wie in ihr üblich.',
    },
    performance_warning: {
      label: 'Leistungswarnungen protokollieren',
      effect:
        'Protokolliert, wenn dieser Server selbst der Engpass ist: Datenträger langsamer als das Netz, Warten auf Datenträger oder Hash-Threads, langsame Datenbank, zu viel Speicher, langsamer oder fehlender Knoten, fast volles Kontingent; jedes höchstens alle 10 Minuten.',
    },
    status_bar_external_ip: {
      label: 'Externe IP in der Statusleiste anzeigen',
      effect: 'Zeigt in der Statusleiste die Adresse, die ein echter Knoten bekannt gibt.',
    },
    confirm_torrent_deletion: {
      label: 'Löschen von Torrents bestätigen',
      effect: 'Die Webseite fragt vor dem Löschen nach.',
    },
    confirm_remove_all_tags: {
      label: 'Entfernen aller Tags bestätigen',
      effect: 'Die Webseite fragt nach, bevor sie alle Tags eines Torrents entfernt.',
    },
    confirm_remove_tracker_from_all_torrents: {
      label: 'Entfernen eines Trackers aus allen Torrents bestätigen',
      effect: 'Die Webseite fragt nach, bevor sie einen Tracker aus allen Torrents entfernt.',
    },
    file_log_enabled: {
      label: 'Protokolldatei',
      effect: 'Schreibt das Protokoll des Servers ab seinem Start auch in die Datei qcodex.log.',
    },
    file_log_path: {
      label: 'Speicherpfad',
      effect:
        'Ordner der Protokolldatei, relativ zum Profil; nach einer Änderung geht es sofort am neuen Ort weiter.',
    },
    file_log_backup_enabled: {
      label: 'Protokolldatei sichern',
      effect:
        'Benennt die Protokolldatei in .bak, .bak1 usw. um, wenn sie zu groß ist, und beginnt eine neue.',
    },
    file_log_max_size: {
      label: 'Protokolldatei sichern ab',
      effect: 'Größe, bei der die Protokolldatei zur Sicherung wird und eine neue beginnt.',
    },
    file_log_delete_old: {
      label: 'Alte Protokolldateien löschen',
      effect: 'Löscht Sicherungen der Protokolldatei, die älter sind als unten angegeben.',
    },
    file_log_age: {
      label: 'Sicherungen löschen nach',
      effect:
        'Alter, in dem Sicherungen der Protokolldatei gelöscht werden, in der Einheit darunter.',
    },
    file_log_age_type: {
      label: 'Einheit des Alters',
      effect:
        'Einheit des Alters, in dem Sicherungen der Protokolldatei gelöscht werden; Monate und Jahre sind die des Kalenders.',
      choices: { '0': 'Tage', '1': 'Monate', '2': 'Jahre' },
    },
    delete_torrent_content_files: {
      label: 'Auch die Dateien löschen',
      effect: 'Anfangszustand des Kästchens im Dialog, der Torrents löscht.',
    },
    torrent_content_layout: {
      label: 'Ordnerstruktur des Torrents',
      effect: 'Bestimmt, ob die Dateien eines Torrents einen eigenen Ordner bekommen.',
      choices: {
        Original: 'Original',
        Subfolder: 'Unterordner',
        NoSubfolder: 'Kein Unterordner',
      },
    },
    add_to_top_of_queue: {
      label: 'Am Anfang der Warteschlange hinzufügen',
      effect: 'Stellt neue Torrents in der Warteschlange ganz nach vorn.',
    },
    add_stopped_enabled: {
      label: 'Download nicht automatisch starten',
      effect: 'Fügt Torrents hinzu, ohne sie zu starten.',
    },
    torrent_stop_condition: {
      label: 'Stoppbedingung',
      effect:
        'Stoppt einen neuen Torrent, sobald sein Codex-Eintrag bekannt ist oder seine Dateien geprüft sind.',
      choices: {
        None: 'Keine',
        MetadataReceived: 'Metadaten empfangen',
        FilesChecked: 'Dateien geprüft',
      },
    },
    merge_trackers: {
      label: 'Tracker mit vorhandenem Torrent zusammenführen',
      effect:
        'Wird ein Torrent noch einmal hinzugefügt, bekommt der vorhandene dessen Tracker und Web-Seeds dazu.',
    },
    auto_delete_mode: {
      label: '.torrent-Dateien danach löschen',
      effect:
        'Entfernt eine .torrent-Datei dieses Rechners, die über ihren Pfad hinzugefügt wurde; Dateien in überwachten Ordnern verschwinden immer, sobald sie hinzugefügt sind.',
      choices: { '0': 'nie', '1': 'wenn hinzugefügt', '2': 'immer' },
    },
    preallocate_all: {
      label: 'Speicherplatz für alle Dateien vorab reservieren',
      effect:
        'Reserviert den Platz aller gewünschten Dateien, bevor ein Download etwas abruft; reicht der Datenträger nicht, fällt es dann auf.',
    },
    incomplete_files_ext: {
      label: 'Endung .!qB an unvollständige Dateien anhängen',
      effect: 'Kennzeichnet unvollständige Dateien durch ihren Namen.',
    },
    use_unwanted_folder: {
      label: 'Abgewählte Dateien im Ordner „.unwanted“ halten',
      effect:
        'Bytes unerwünschter Dateien gelangen hier nie in den Speicherpfad, es gibt also nichts zu verbergen: Jede Datei ist ein eigener Datensatz, und Teile, die sich zwei Dateien teilen, liegen im Profil.',
    },
    auto_tmm_enabled: {
      label: 'Torrents standardmäßig automatisch verwalten',
      effect: 'Neue Torrents übernehmen den Speicherpfad ihrer Kategorie.',
    },
    torrent_changed_tmm_enabled: {
      label: 'Torrent verschieben, wenn sich seine Kategorie ändert',
      effect:
        'Verschiebt die Dateien eines verwalteten Torrents, wenn sich seine Kategorie ändert; aus: seine Verwaltung endet.',
    },
    save_path_changed_tmm_enabled: {
      label: 'Betroffene Torrents verschieben, wenn sich der Standard-Speicherpfad ändert',
      effect: relocate,
    },
    category_changed_tmm_enabled: {
      label: 'Betroffene Torrents verschieben, wenn sich der Speicherpfad der Kategorie ändert',
      effect: relocate,
    },
    use_category_paths_in_manual_mode: {
      label: 'Pfade der Kategorie auch bei manueller Verwaltung',
      effect: 'Auch nicht verwaltete Torrents übernehmen die Pfade ihrer Kategorie.',
    },
    save_path: {
      label: 'Standard-Speicherpfad',
      effect: 'Ordner, in dem fertige Dateien landen, wenn nichts anderes angegeben ist.',
    },
    temp_path_enabled: {
      label: 'Unvollständige Torrents aufbewahren in',
      effect: 'Hält unvollständige Dateien im Ordner darunter.',
    },
    temp_path: {
      label: 'Ordner unvollständiger Torrents',
      effect: 'Ordner für unvollständige Dateien; am besten auf dem Datenträger des Speicherpfads.',
    },
    torrent_files_backup_enabled: {
      label: '.torrent-Dateien sichern',
      effect:
        'Behält von allem, was hinzugefügt wird, eine Kopie der .torrent-Datei, bei Magnet-Links, sobald ihre Metadaten bekannt sind.',
    },
    torrent_files_backup_dir: {
      label: 'Ordner der Kopien',
      effect: 'Ordner dieser Kopien, jede nach ihrem Torrent benannt; relativ zum Profil.',
    },
    torrent_files_finished_backup_dir_enabled: {
      label: 'Eigener Ordner für fertige Torrents',
      effect: 'Verschiebt die Kopie in den Ordner darunter, wenn ihr Torrent heruntergeladen ist.',
    },
    torrent_files_finished_backup_dir: {
      label: 'Ordner der fertigen Kopien',
      effect: 'Ordner der Kopien fertiger Torrents; relativ zum Profil.',
    },
    remove_torrent_file_backup: {
      label: 'Kopie mit dem Torrent entfernen',
      effect: 'Entfernt die Kopie, wenn ihr Torrent entfernt wird.',
    },
    scan_dirs: {
      label: 'Torrents automatisch hinzufügen aus',
      effect:
        'Fügt jede .torrent- und .magnet-Datei hinzu, die in diesen Ordnern erscheint, und entfernt sie dann; eine unbrauchbare wird in .qbt_rejected umbenannt.',
    },
    excluded_file_names_enabled: {
      label: 'Dateinamen ausschließen',
      effect: 'Ruft Dateien nicht ab, auf die ein Muster darunter passt.',
    },
    excluded_file_names: {
      label: 'Ausgeschlossene Dateinamen',
      effect:
        'Muster für Namen von Dateien oder Ordnern, die nicht abgerufen werden, eines je Zeile: * beliebige Zeichen, ? eines, [a-z] eines davon; Groß- und Kleinschreibung ist gleich.',
    },
    mail_notification_enabled: {
      label: 'E-Mail, wenn ein Download abgeschlossen ist',
      effect:
        'Sendet eine E-Mail, wenn ein Download beendet ist; nicht für das, was eine Prüfung als vollständig erkennt.',
    },
    mail_notification_sender: { label: 'Von', effect: 'Absender der E-Mail.' },
    mail_notification_email: {
      label: 'An',
      effect: 'Empfänger der E-Mail; mehrere durch Kommas getrennt.',
    },
    mail_notification_smtp: {
      label: 'SMTP-Server',
      effect: 'Mailserver, mit Port, wenn es nicht der übliche ist (465 für SMTPS, sonst 25).',
    },
    mail_notification_encryption_type: {
      label: 'Verschlüsselung',
      effect:
        'Wie die Verbindung zum Mailserver verschlüsselt wird; bietet der Server das nicht an, wird nichts gesendet.',
      choices: { None: 'Keine', STARTTLS: 'STARTTLS', SMTPS: 'SMTPS' },
    },
    mail_notification_auth_enabled: {
      label: 'Anmeldung',
      effect: 'Meldet sich beim Mailserver an.',
    },
    mail_notification_username: {
      label: 'Benutzername',
      effect: 'Benutzername beim Mailserver.',
    },
    mail_notification_password: {
      label: 'Passwort',
      effect: 'Passwort beim Mailserver; wird im Klartext zurückgegeben.',
    },
    autorun_on_torrent_added_enabled: {
      label: 'Beim Hinzufügen eines Torrents ausführen',
      effect:
        'Führt das Programm darunter aus, wenn ein Torrent hinzugefügt wird, sofern der Server mit --allow-external-programs gestartet wurde.',
    },
    autorun_on_torrent_added_program: {
      label: 'Programm beim Hinzufügen eines Torrents',
      effect: program,
    },
    autorun_enabled: {
      label: 'Beim Abschluss eines Torrents ausführen',
      effect:
        'Führt das Programm darunter aus, wenn ein Download beendet ist und seine Dateien an ihrem Platz sind, sofern der Server mit --allow-external-programs gestartet wurde.',
    },
    autorun_program: { label: 'Programm beim Abschluss eines Torrents', effect: program },
    listen_port: {
      label: 'Port für eingehende Verbindungen',
      effect:
        'Port, auf dem der Knoten Inhalte abgibt: Der eingebettete wechselt sofort, ein echter bei seinem Neustart. 0 nimmt einen freien.',
    },
    random_port: {
      label: 'Zufälligen Port verwenden',
      effect: 'Wahr, wenn der Port oben 0 ist; eingeschaltet wird er 0, also ein freier.',
    },
    ssl_enabled: { label: 'SSL-Torrents', effect: sslTorrents },
    ssl_listen_port: { label: 'SSL-Port', effect: sslTorrents },
    upnp: {
      label: 'UPnP / NAT-PMP-Portweiterleitung meines Routers verwenden',
      effect:
        'Lässt einen echten Knoten den Router bitten, seine Ports weiterzuleiten; der eingebettete hat keine Netzseite.',
    },
    max_connec: {
      label: 'Höchstzahl der Verbindungen insgesamt',
      effect:
        'Höchstzahl gleichzeitiger Verbindungen zum eingebetteten Knoten, ab sofort, oder eines echten Knotens ab seinem Neustart; -1 ist kein Limit.',
    },
    max_connec_per_torrent: {
      label: 'Höchstzahl der Verbindungen je Torrent',
      effect: idle('Verbindungen gehören zum Knoten und nicht zu einem Torrent.'),
    },
    max_uploads: { label: 'Höchstzahl der Upload-Slots insgesamt', effect: noSlots },
    max_uploads_per_torrent: { label: 'Höchstzahl der Upload-Slots je Torrent', effect: noSlots },
    i2p_enabled: { label: 'I2P (experimentell)', effect: noI2p },
    i2p_address: { label: 'Host', effect: noI2p },
    i2p_port: { label: 'Port', effect: noI2p },
    i2p_mixed_mode: { label: 'Mischbetrieb', effect: noI2p },
    proxy_type: {
      label: 'Typ',
      effect:
        'Art des Proxys für das, was dieser Server per URL abruft; ein ausgefallener Proxy wird nie umgangen. Codex-Knoten und Quellen, die der Betreiber des Servers angibt, werden immer direkt erreicht.',
      choices: { None: 'Keiner', HTTP: 'HTTP', SOCKS5: 'SOCKS5', SOCKS4: 'SOCKS4' },
    },
    proxy_ip: {
      label: 'Host',
      effect: 'Name oder Adresse des Proxys, der im lokalen Netz liegen darf.',
    },
    proxy_port: { label: 'Port', effect: 'Port des Proxys.' },
    proxy_auth_enabled: {
      label: 'Anmeldung',
      effect: 'Meldet sich bei einem HTTP- oder SOCKS5-Proxy an; SOCKS4 kennt keine Passwörter.',
    },
    proxy_username: { label: 'Benutzername', effect: 'Benutzername beim Proxy.' },
    proxy_password: {
      label: 'Passwort',
      effect: 'Passwort beim Proxy; wird im Klartext zurückgegeben.',
    },
    proxy_hostname_lookup: {
      label: 'Hostnamen über den Proxy auflösen',
      effect:
        'Der Proxy löst Namen auf, sodass von dem, was Inhalte nennen, nur der Name beurteilt werden kann. Sonst löst dieser Rechner sie auf; ein HTTP-Proxy bekommt trotzdem Namen, doch was Inhalte nennen, wird zuerst hier aufgelöst und muss öffentlich sein.',
    },
    proxy_bittorrent: {
      label: 'Proxy für BitTorrent verwenden',
      effect:
        'Web-Seeds werden über den Proxy gelesen; Codex-Knoten und Quellen werden immer direkt erreicht.',
    },
    proxy_peer_connections: {
      label: 'Proxy für Verbindungen zu Peers verwenden',
      effect: idle('Es geht um BitTorrent-Peers; Codex-Knoten werden immer direkt erreicht.'),
    },
    proxy_rss: {
      label: 'Proxy für RSS verwenden',
      effect: 'Feeds werden über den Proxy gelesen.',
    },
    proxy_misc: {
      label: 'Proxy für Allgemeines verwenden',
      effect:
        'Per URL hinzugefügte Torrents, die Länderdatenbank und alles andere, was abgerufen wird und weder Inhalt noch Feed ist, geht über den Proxy; E-Mails nicht.',
    },
    ip_filter_enabled: {
      label: 'IP-Filterung',
      effect:
        'Adressen aus der Filterdatei dürfen nicht vom eingebetteten Knoten lesen: Ihre Anfragen werden abgelehnt und laufende abgebrochen. Die Weboberfläche wird nicht gefiltert, damit niemand ausgesperrt wird.',
    },
    ip_filter_path: {
      label: 'Filterpfad (.dat, .p2p, .p2b)',
      effect:
        'Liste der Adressbereiche des Filters, nach der Endung in einem dieser Formate; wird neu gelesen, wenn sich die Datei ändert.',
    },
    ip_filter_trackers: {
      label: 'Auf Tracker anwenden',
      effect: idle('Tracker werden nicht kontaktiert.'),
    },
    banned_IPs: {
      label: 'Manuell gesperrte IP-Adressen',
      effect:
        'Diese Adressen dürfen nicht vom eingebetteten Knoten lesen, ob der Filter an ist oder nicht; die Weboberfläche ist nicht betroffen.',
    },
    bittorrent_protocol: {
      label: 'Protokoll für Peer-Verbindungen',
      effect: idle('Codex nutzt nur TCP.'),
      choices: { '0': 'TCP und µTP', '1': 'TCP', '2': 'µTP' },
    },
    up_limit: {
      label: 'Upload',
      effect: 'Höchstens so viele Bytes pro Sekunde gehen hinaus; 0 ist kein Limit.',
    },
    dl_limit: {
      label: 'Download',
      effect: 'Höchstens so viele Bytes pro Sekunde kommen herein; 0 ist kein Limit.',
    },
    alt_up_limit: {
      label: 'Upload',
      effect: 'Dasselbe, solange die alternativen Limits gelten.',
    },
    alt_dl_limit: {
      label: 'Download',
      effect: 'Dasselbe, solange die alternativen Limits gelten.',
    },
    scheduler_enabled: {
      label: 'Alternative Limits nach Zeitplan',
      effect: 'Schaltet die alternativen Limits nach der Uhr ein und aus.',
    },
    schedule_from_hour: {
      label: 'Von (Stunde)',
      effect: 'Wann die alternativen Limits beginnen; gilt zusammen mit der Minute.',
    },
    schedule_from_min: {
      label: 'Von (Minute)',
      effect: 'Wann die alternativen Limits beginnen; gilt zusammen mit der Stunde.',
    },
    schedule_to_hour: {
      label: 'Bis (Stunde)',
      effect: 'Wann die alternativen Limits enden; gilt zusammen mit der Minute.',
    },
    schedule_to_min: {
      label: 'Bis (Minute)',
      effect: 'Wann die alternativen Limits enden; gilt zusammen mit der Stunde.',
    },
    scheduler_days: {
      label: 'Wann',
      effect: 'Tage, an denen der Zeitplan gilt.',
      choices: {
        '0': 'jeden Tag',
        '1': 'werktags',
        '2': 'am Wochenende',
        '3': 'Montag',
        '4': 'Dienstag',
        '5': 'Mittwoch',
        '6': 'Donnerstag',
        '7': 'Freitag',
        '8': 'Samstag',
        '9': 'Sonntag',
      },
    },
    limit_utp_rate: { label: 'Limits auf µTP anwenden', effect: noUtp },
    limit_tcp_overhead: {
      label: 'Limits auf Protokoll-Overhead anwenden',
      effect: idle('Die Limits zählen nur Inhalte.'),
    },
    limit_lan_peers: {
      label: 'Limits auf Peers im LAN anwenden',
      effect:
        'Ist es aus, sind Leser des eingebetteten Knotens im lokalen Netz vom globalen Upload-Limit ausgenommen und Knoten mit lokaler Adresse vom globalen Download-Limit; Limits von Torrents gelten für alle.',
    },
    dht: {
      label: 'DHT (dezentrales Netz) verwenden, um mehr Peers zu finden',
      effect: 'Die Suche über Codex ist immer an, daher ist dies immer wahr.',
    },
    pex: {
      label: 'Peer-Austausch (PeX) verwenden, um mehr Peers zu finden',
      effect: idle('Es ist ein Austausch zwischen BitTorrent-Peers.'),
    },
    lsd: {
      label: 'Lokale Peer-Suche verwenden, um mehr Peers zu finden',
      effect: idle('Codex sucht im lokalen Netz keine Knoten; geben Sie sie als Quellen an.'),
    },
    encryption: {
      label: 'Verschlüsselungsmodus',
      effect: idle(
        'Es ist eine Verschlüsselung zwischen BitTorrent-Peers; echte Codex-Knoten verschlüsseln immer.',
      ),
      choices: { '0': 'erlauben', '1': 'verlangen', '2': 'abschalten' },
    },
    anonymous_mode: {
      label: 'Anonymen Modus einschalten',
      effect: idle('Es verbirgt etwas vor Trackern und BitTorrent-Peers, und hier gibt es keine.'),
    },
    max_active_checking_torrents: {
      label: 'Höchstzahl gleichzeitig geprüfter Torrents',
      effect: 'So viele Torrents werden höchstens gleichzeitig geprüft; -1 ist kein Limit.',
    },
    queueing_enabled: {
      label: 'Warteschlange für Torrents',
      effect:
        'Lässt nur eine bestimmte Zahl von Torrents gleichzeitig aktiv sein, in der Reihenfolge der Warteschlange.',
    },
    max_active_downloads: {
      label: 'Höchstzahl aktiver Downloads',
      effect: 'So viele Torrents laden höchstens gleichzeitig; -1 ist kein Limit.',
    },
    max_active_uploads: {
      label: 'Höchstzahl aktiver Uploads',
      effect: 'So viele Torrents werden höchstens gleichzeitig angeboten; -1 ist kein Limit.',
    },
    max_active_torrents: {
      label: 'Höchstzahl aktiver Torrents',
      effect: 'So viele Torrents beider Arten sind höchstens aktiv; -1 ist kein Limit.',
    },
    dont_count_slow_torrents: {
      label: 'Langsame Torrents nicht mitzählen',
      effect: 'Ein Torrent unter den Raten darunter belegt keinen Platz.',
    },
    slow_torrent_dl_rate_threshold: {
      label: 'Schwelle der Download-Rate',
      effect: 'Rate, unter der ein Download als langsam gilt.',
    },
    slow_torrent_ul_rate_threshold: {
      label: 'Schwelle der Upload-Rate',
      effect: 'Rate, unter der ein Upload als langsam gilt.',
    },
    slow_torrent_inactive_timer: {
      label: 'Zeit bis zur Inaktivität',
      effect: 'Wie lange ein Torrent langsam sein muss, bis er als solcher zählt.',
    },
    max_ratio_enabled: { label: 'Wenn das Verhältnis erreicht', effect: hasLimit },
    max_ratio: {
      label: 'Verhältnis',
      effect: 'Verhältnis, bei dem die Aktion darunter folgt; -1 ist kein Limit.',
    },
    max_seeding_time_enabled: { label: 'Wenn die gesamte Seed-Zeit erreicht', effect: hasLimit },
    max_seeding_time: {
      label: 'Gesamte Seed-Zeit',
      effect: 'Seed-Zeit, nach der die Aktion darunter folgt; -1 ist kein Limit.',
    },
    max_inactive_seeding_time_enabled: {
      label: 'Wenn die inaktive Seed-Zeit erreicht',
      effect: hasLimit,
    },
    max_inactive_seeding_time: {
      label: 'Inaktive Seed-Zeit',
      effect: 'Zeit ohne Upload, nach der die Aktion darunter folgt; -1 ist kein Limit.',
    },
    max_ratio_act: {
      label: 'Dann',
      effect: 'Was mit einem Torrent an seinem Limit geschieht.',
      choices: {
        '0': 'stoppen',
        '1': 'entfernen',
        '2': 'Super-Seeding',
        '3': 'mit den Dateien entfernen',
      },
    },
    share_limits_mode: {
      label: 'Zu erreichende Limits',
      effect: 'Ob ein Limit genügt oder alle erreicht sein müssen.',
      choices: { MatchAny: 'Eines genügt', MatchAll: 'Alle' },
    },
    add_trackers_enabled: {
      label: 'Diese Tracker an neue Downloads anhängen',
      effect: noTrackersAdded,
    },
    add_trackers: { label: 'Tracker', effect: noTrackersAdded },
    add_trackers_from_url_enabled: {
      label: 'Tracker von einer URL an neue Downloads anhängen',
      effect: noTrackersFetched,
    },
    add_trackers_url: { label: 'URL', effect: noTrackersFetched },
    add_trackers_url_list: {
      label: 'Abgerufene Tracker',
      effect: 'Immer leer: Es werden keine Tracker abgerufen.',
    },
    rss_processing_enabled: {
      label: 'RSS-Feeds abrufen',
      effect: 'Liest die Feeds in ihrem Abstand.',
    },
    rss_refresh_interval: {
      label: 'Abstand der Aktualisierung',
      effect: 'Zeit zwischen zwei Abrufen eines Feeds.',
    },
    rss_fetch_delay: {
      label: 'Pause bei gleichem Host',
      effect: 'Pause zwischen zwei Anfragen an denselben Host.',
    },
    rss_max_articles_per_feed: {
      label: 'Höchstzahl der Artikel je Feed',
      effect: 'Ältere Artikel werden vergessen.',
    },
    rss_auto_downloading_enabled: {
      label: 'RSS-Torrents automatisch herunterladen',
      effect: 'Fügt die Torrents von Artikeln hinzu, auf die eine Regel passt.',
    },
    rss_download_repack_proper_episodes: {
      label: 'REPACK-/PROPER-Folgen herunterladen',
      effect: 'Regeln nehmen verbesserte Ausgaben einer Folge noch einmal.',
    },
    rss_smart_episode_filters: {
      label: 'Filter',
      effect: 'Reguläre Ausdrücke, die die Folge in einem Titel finden, einer je Zeile.',
    },
    web_ui_address: {
      label: 'IP-Adresse',
      effect:
        'Adresse, auf der die Weboberfläche erreichbar ist; sie wechselt sofort. * oder leer ist jede Adresse, 0.0.0.0 alle von IPv4, :: alle von IPv6; solange die neue nicht zu haben ist, bleibt die bisherige.',
    },
    web_ui_port: {
      label: 'Port',
      effect:
        'Port, auf dem die Weboberfläche erreichbar ist; er wechselt sofort. Ist er belegt, bleibt der bisherige, und das Protokoll sagt, warum.',
    },
    web_ui_upnp: {
      label: 'UPnP / NAT-PMP verwenden, um den Port am Router weiterzuleiten',
      effect: 'Der Server spricht nicht mit Routern; leiten Sie den Port dort von Hand weiter.',
    },
    use_https: {
      label: 'HTTPS statt HTTP verwenden',
      effect:
        'Liefert die Weboberfläche über TLS 1.2 und 1.3, sofort umgeschaltet; ohne brauchbares Zertifikat bleibt es bei HTTP, und das Protokoll sagt, warum.',
    },
    web_ui_https_cert_path: {
      label: 'Zertifikat',
      effect:
        'Pfad der Zertifikatskette (PEM), relativ zum Profil; eine erneuerte Datei wird innerhalb einer Minute übernommen oder wenn Einstellungen gespeichert werden.',
    },
    web_ui_https_key_path: {
      label: 'Schlüssel',
      effect:
        'Pfad des privaten Schlüssels (PEM: PKCS#8, PKCS#1 oder SEC1), relativ zum Profil; erneuert wie das Zertifikat.',
    },
    web_ui_username: {
      label: 'Benutzername',
      effect:
        'Name des einzigen Benutzers; mindestens 3 Zeichen, kein Doppelpunkt; ein neuer beendet alle anderen Anmeldungen.',
    },
    web_ui_password: {
      label: 'Passwort',
      effect:
        'Passwort des einzigen Benutzers, mindestens 6 Zeichen; gespeichert wird nur sein Hash, zurückgegeben wird es nie; ein neues beendet alle anderen Anmeldungen.',
    },
    web_ui_api_key: {
      label: 'API-Schlüssel',
      effect:
        'Schlüssel, den ein Programm anstelle einer Anmeldung senden kann; eigene Endpunkte erzeugen und entfernen ihn.',
    },
    bypass_local_auth: {
      label: 'Anmeldung für Clients auf localhost überspringen',
      effect:
        'Von diesem Rechner ist keine Anmeldung nötig; wird es ausgeschaltet, braucht eine, wer keine hatte.',
    },
    bypass_auth_subnet_whitelist_enabled: {
      label: 'Anmeldung für Clients in freigegebenen IP-Subnetzen überspringen',
      effect:
        'Aus den Netzen darunter ist keine Anmeldung nötig; wird es ausgeschaltet, braucht eine, wer keine hatte.',
    },
    bypass_auth_subnet_whitelist: {
      label: 'Freigegebene IP-Subnetze',
      effect: 'Netze, aus denen keine Anmeldung nötig ist, eines je Zeile.',
    },
    web_ui_max_auth_fail_count: {
      label: 'Client sperren nach Fehlversuchen in Folge',
      effect: 'Fehlgeschlagene Anmeldungen, nach denen eine Adresse gesperrt wird; 0 sperrt nie.',
    },
    web_ui_ban_duration: {
      label: 'Sperren für',
      effect: 'Wie lange eine Adresse gesperrt bleibt.',
    },
    web_ui_session_timeout: {
      label: 'Zeitlimit der Sitzung',
      effect:
        'Zeit ohne Aktivität, nach der eine Anmeldung endet; 0 ist nie; gilt auch für bestehende Anmeldungen.',
    },
    web_ui_sessions_count_limit: {
      label: 'Höchstzahl der Sitzungen',
      effect:
        'So viele Anmeldungen gelten höchstens gleichzeitig, nie mehr als 100; die am längsten ruhende endet zuerst.',
    },
    alternative_webui_enabled: {
      label: 'Alternative Weboberfläche verwenden',
      effect:
        'Liefert die Seite im Ordner darunter anstelle der eingebauten, die bleibt, solange jene nicht brauchbar ist; --builtin-webui schaltet sie ab.',
    },
    alternative_webui_path: {
      label: 'Ort der Dateien',
      effect:
        'Ordner der alternativen Seite, relativ zum Profil: public für alle, davor private für Angemeldete.',
    },
    web_ui_clickjacking_protection_enabled: {
      label: 'Schutz vor Clickjacking',
      effect: 'Verbietet anderen Seiten, diese Seite in einem Rahmen zu zeigen.',
    },
    web_ui_csrf_protection_enabled: {
      label: 'Schutz vor Cross-Site-Request-Forgery (CSRF)',
      effect: 'Lehnt Anfragen ab, die eine andere Seite ausgelöst hat.',
    },
    web_ui_secure_cookie_enabled: {
      label: 'Secure-Flag für Cookies setzen',
      effect:
        'Über HTTPS, auch das eines vertrauten Proxys, wird das Cookie der Anmeldung nur über HTTPS gesendet.',
    },
    web_ui_host_header_validation_enabled: {
      label: 'Host-Header prüfen',
      effect: 'Lehnt Anfragen an einen Hostnamen ab, der nicht in der Liste darunter steht.',
    },
    web_ui_domain_list: {
      label: 'Domains des Servers',
      effect:
        'Hostnamen, unter denen der Server erreichbar sein darf, durch Semikolons getrennt; * steht für beliebigen Text.',
    },
    web_ui_use_custom_http_headers_enabled: {
      label: 'Eigene HTTP-Header hinzufügen',
      effect: 'Fügt jeder Antwort die Header darunter hinzu.',
    },
    web_ui_custom_http_headers: {
      label: 'Header',
      effect:
        'Paare der Form Name: Wert, eines je Zeile; sendet der Server einen davon selbst, wird er ersetzt; eine Zeile, die kein Header ist, entfällt.',
    },
    web_ui_reverse_proxy_enabled: {
      label: 'Unterstützung für Reverse-Proxys',
      effect: 'Vertraut der Client-Adresse, die ein Proxy darunter nennt.',
    },
    web_ui_reverse_proxies_list: {
      label: 'Vertraute Proxys',
      effect: 'Adressen oder Netze vertrauter Proxys, durch Semikolons getrennt.',
    },
    dyndns_enabled: { label: 'Dynamischen Domainnamen aktualisieren', effect: noDyndns },
    dyndns_service: {
      label: 'Dienst',
      effect: noDyndns,
      choices: { '-1': 'keiner', '0': 'DynDNS', '1': 'No-IP' },
    },
    dyndns_username: { label: 'Benutzername', effect: noDyndns },
    dyndns_password: { label: 'Passwort', effect: noDyndns },
    dyndns_domain: { label: 'Domainname', effect: noDyndns },
    resume_data_storage_type: {
      label: 'Speicherart der Fortsetzungsdaten',
      effect: 'Torrents, Einstellungen und Fortschritt liegen immer in einer Datenbank.',
      choices: { Legacy: 'Legacy', SQLite: 'SQLite' },
    },
    torrent_content_remove_option: {
      label: 'Löschen von Torrent-Inhalten',
      effect:
        'Ob gelöschte Dateien in den Papierkorb des Benutzers gehen, unter dem der Server läuft, oder in den ihres Datenträgers. Was dort nicht hin kann, bleibt, wo es ist.',
      choices: { Delete: 'Endgültig löschen', MoveToTrash: 'In den Papierkorb' },
    },
    memory_working_set_limit: {
      label: 'Limit für Arbeitsspeicher (RAM)',
      effect:
        'Begrenzt Caches und Puffer zusammen (was auf den Datenträger wartet, Hashing, Datenbanken; den Cache des eingebetteten Knotens ab dem nächsten Start); 0 und weniger: keine Grenze. Die Liste der Torrents zählt nicht dazu: Braucht der ganze Server mehr, sagt es eine Leistungswarnung.',
    },
    current_network_interface: {
      label: 'Netzwerkschnittstelle',
      effect:
        'Netzwerkschnittstelle, auf deren Adressen der eingebettete Knoten Inhalte abgibt; leer für keine bestimmte.',
    },
    current_interface_name: {
      label: 'Name der Netzwerkschnittstelle',
      effect: 'Wie das System diese Schnittstelle nennt.',
    },
    current_interface_address: {
      label: 'IP-Adresse zum Binden (optional)',
      effect:
        'Adresse, auf der der Knoten Inhalte abgibt; solange weder sie noch eine Schnittstelle gesetzt ist, ist der eingebettete nur von diesem Rechner aus erreichbar.',
    },
    save_resume_data_interval: {
      label: 'Abstand beim Speichern der Fortsetzungsdaten',
      effect:
        'Längste Zeit zwischen zwei Sicherungen des Fortschritts, also was ein Absturz kosten kann; 0 schreibt nur, wenn etwas geschieht. Wurde es nie geändert, wird alle 5 Sekunden geschrieben.',
    },
    save_statistics_interval: {
      label: 'Abstand beim Speichern der Statistik',
      effect:
        'Längste Zeit zwischen zwei Sicherungen der Gesamtzähler; 0 schreibt sie nur beim Beenden. Wurde es nie geändert, wird alle 5 Sekunden geschrieben.',
    },
    torrent_file_size_limit: {
      label: 'Größenlimit für .torrent-Dateien',
      effect: 'Größere .torrent-Dateien werden abgelehnt.',
    },
    confirm_torrent_recheck: {
      label: 'Erneutes Prüfen bestätigen',
      effect: 'Die Webseite fragt vor dem erneuten Prüfen nach.',
    },
    recheck_completed_torrents: {
      label: 'Torrents nach Abschluss erneut prüfen',
      effect: 'Liest einen fertigen Torrent noch einmal und prüft ihn.',
    },
    app_instance_name: {
      label: 'Eigener Name dieser Instanz',
      effect: 'Text, der an den Titel der Webseite angehängt wird.',
    },
    refresh_interval: {
      label: 'Aktualisierungsabstand',
      effect: 'Zeit zwischen zwei Aktualisierungen der Webseite.',
    },
    resolve_peer_host_names: {
      label: 'Hostnamen der Peers auflösen',
      effect: 'Zeigt neben den Adressen der Peers ihre Namen, per Reverse-DNS ermittelt.',
    },
    resolve_peer_countries: {
      label: 'Länder der Peers auflösen',
      effect:
        'Zeigt das Land von Peers mit öffentlicher Adresse, aus einer Datenbank im Ordner GeoDB des Profils; gibt es keine, wird die von db-ip.com geholt und monatlich erneuert.',
    },
    reannounce_when_address_changed: {
      label: 'Bei geänderter IP oder geändertem Port allen Trackern neu melden',
      effect: idle(
        'Tracker werden nicht kontaktiert; ein Knoten macht sich durch seine eigene Suche bekannt.',
      ),
    },
    enable_embedded_tracker: {
      label: 'Eingebauten Tracker einschalten',
      effect: idle('Es gibt keine BitTorrent-Peers, die zusammenzubringen wären.'),
    },
    embedded_tracker_port: { label: 'Port des eingebauten Trackers', effect: noTrackerInside },
    embedded_tracker_port_forwarding: {
      label: 'Portweiterleitung für den eingebauten Tracker',
      effect: noTrackerInside,
    },
    mark_of_the_web: {
      label: 'Quarantäne für heruntergeladene Dateien',
      effect: 'Eine solche Kennzeichnung haben nur Systeme, die nicht unterstützt werden.',
    },
    ignore_ssl_errors: {
      label: 'SSL-Fehler ignorieren',
      effect:
        'Akzeptiert jedes Zertifikat bei allem, was per URL abgerufen wird: Torrents, Feeds, Datenbanken. Web-Seeds haben eine eigene Einstellung.',
    },
    python_executable_path: {
      label: 'Pfad zu Python',
      effect: 'Die Suche fragt Torznab-Indexer; nichts führt Python aus.',
    },
    start_paused: {
      label: 'Sitzung pausiert starten',
      effect: 'Beginnt mit pausierter Sitzung; ohne dies beginnt sie so, wie sie beim Beenden war.',
    },
    shutdown_timeout: {
      label: 'Zeitlimit beim Beenden der Sitzung',
      effect:
        'So lange darf laufende Arbeit beim Beenden höchstens brauchen; -1: so lange wie nötig, höchstens 10 Minuten. Ein zweites SIGTERM oder SIGINT beendet sofort.',
    },
    store_search_jobs: { label: 'Suchaufträge speichern', effect: searchJobs },
    store_search_job_results: {
      label: 'Ergebnisse der Suchaufträge speichern',
      effect: searchJobs,
    },
    bdecode_depth_limit: {
      label: 'Bdecode: höchste Tiefe',
      effect:
        'Tiefer verschachtelte Torrents und Codex-Einträge werden abgelehnt; nie mehr als 100 Ebenen. Bereits vorhandene Torrents bleiben.',
    },
    bdecode_token_limit: {
      label: 'Bdecode: Höchstzahl der Elemente',
      effect:
        'Torrents und Codex-Einträge mit mehr Elementen werden abgelehnt; nie mehr als 3.000.000. Bereits vorhandene Torrents bleiben.',
    },
    async_io_threads: {
      label: 'Threads für asynchrone Ein-/Ausgabe',
      effect:
        'Wie viele Lese- und Schreibvorgänge an Dateien gleichzeitig laufen: von Downloads, beim Verschieben zwischen Datenträgern, vom eingebetteten Knoten und von Dateien, die ein Browser holt.',
    },
    hashing_threads: {
      label: 'Hash-Threads',
      effect:
        'Wie viele Threads Dateien hashen, für alle Prüfungen, neuen Torrents und Veröffentlichungen zusammen.',
    },
    file_pool_size: {
      label: 'Größe des Datei-Pools',
      effect:
        'Wie viele Dateien Downloads offen halten, neben denen, die gerade geschrieben werden.',
    },
    checking_memory_use: {
      label: 'Speicher beim Prüfen von Torrents',
      effect:
        'Speicher für die Puffer aller Hash-Threads zusammen: Ist er knapp, lesen sie weniger auf einmal (64 KiB bis 1 MiB), danach laufen weniger Threads.',
    },
    disk_cache: {
      label: 'Datenträger-Cache',
      effect:
        'Dateien puffert das Betriebssystem, das auch entscheidet, wie viel Speicher das braucht.',
    },
    disk_cache_ttl: {
      label: 'Ablaufzeit des Datenträger-Caches',
      effect: 'Dateien puffert das Betriebssystem, das auch entscheidet, wie lange.',
    },
    disk_queue_size: {
      label: 'Größe der Schreibwarteschlange',
      effect:
        'So viele Bytes aller Downloads zusammen warten höchstens aufs Schreiben; mindestens 16 KiB. Dann pausiert das Abrufen, bis der Datenträger aufgeholt hat.',
    },
    disk_io_type: {
      label: 'Art der Datenträgerzugriffe',
      effect:
        'Dateien werden immer nach Position gelesen und geschrieben; eine andere Art gibt es nicht.',
      choices: {
        '0': 'Standard',
        '1': 'Memory-mapped-Dateien',
        '2': 'POSIX-konform',
        '3': 'einfaches pread/pwrite',
      },
    },
    disk_io_read_mode: {
      label: 'Lesemodus',
      effect:
        'Ohne den Cache wird, was eine Prüfung gelesen hat, sofort aus dem Cache des Betriebssystems entfernt.',
      choices: { '0': 'Cache des Systems aus', '1': 'Cache des Systems an' },
    },
    disk_io_write_mode: {
      label: 'Schreibmodus',
      effect:
        'Ohne den Cache wird, was ein Download geschrieben hat, aus dem Cache des Betriebssystems entfernt, sobald es auf dem Datenträger ist; Durchschreiben bringt jeden Stapel vor dem nächsten auf den Datenträger.',
      choices: { '0': 'Cache des Systems aus', '1': 'Cache des Systems an', '2': 'Durchschreiben' },
    },
    enable_coalesce_read_write: {
      label: 'Lese- und Schreibzugriffe zusammenfassen',
      effect: 'Was in Reihenfolge ankommt, wird immer in Stapeln bis 1 MiB geschrieben.',
    },
    enable_piece_extent_affinity: {
      label: 'Zusammenhängende Teile bevorzugen',
      effect: idle('Inhalte werden als Strom gelesen, der Reihe nach.'),
    },
    enable_upload_suggestions: {
      label: 'Teile zum Hochladen vorschlagen',
      effect: idle('Es ist eine Nachricht zwischen BitTorrent-Peers.'),
    },
    send_buffer_watermark: { label: 'Sendepuffer: obere Marke', effect: peerBuffer },
    send_buffer_low_watermark: { label: 'Sendepuffer: untere Marke', effect: peerBuffer },
    send_buffer_watermark_factor: { label: 'Sendepuffer: Faktor der Marke', effect: peerBuffer },
    connection_speed: {
      label: 'Ausgehende Verbindungen pro Sekunde',
      effect: idle('Es werden keine BitTorrent-Peers angesprochen.'),
    },
    socket_send_buffer_size: { label: 'Größe des Socket-Sendepuffers', effect: peerSockets },
    socket_receive_buffer_size: {
      label: 'Größe des Socket-Empfangspuffers',
      effect: peerSockets,
    },
    socket_backlog_size: {
      label: 'Größe des Socket-Backlogs',
      effect: idle('Es geht um Verbindungen von BitTorrent-Peers.'),
    },
    outgoing_ports_min: { label: 'Ausgehende Ports (von)', effect: toPeers },
    outgoing_ports_max: { label: 'Ausgehende Ports (bis)', effect: toPeers },
    upnp_lease_duration: {
      label: 'Dauer der UPnP-Weiterleitung',
      effect: idle('Ein Knoten entscheidet selbst, für wie lange er den Router bittet.'),
    },
    peer_tos: {
      label: 'Differentiated Services Code Point (DSCP) für Verbindungen zu Peers',
      effect: idle('Es kennzeichnet Pakete an BitTorrent-Peers.'),
    },
    utp_tcp_mixed_mode: {
      label: 'Verfahren bei µTP und TCP gemischt',
      effect: noUtp,
      choices: { '0': 'TCP bevorzugen', '1': 'anteilig nach Peers' },
    },
    hostname_cache_ttl: {
      label: 'Ablaufzeit des Caches für Hostnamen',
      effect:
        'Wie lange der Name eines Peers behalten wird, bevor er neu ermittelt wird; 0 ermittelt ihn bei jeder Anfrage.',
    },
    idn_support_enabled: {
      label: 'Internationalisierte Domainnamen (IDN) unterstützen',
      effect: idle(
        'Es geht um die Namen von Trackern; internationale Namen in Web-Seeds und Links werden immer verstanden.',
      ),
    },
    enable_multi_connections_from_same_ip: {
      label: 'Mehrere Verbindungen von derselben IP-Adresse erlauben',
      effect: idle('Codex-Knoten werden an ihrer Identität unterschieden, nicht an ihrer Adresse.'),
    },
    enable_multi_connections_from_same_peer_id: {
      label: 'Mehrere Verbindungen mit derselben Peer-ID erlauben',
      effect: aboutPeers,
    },
    validate_https_tracker_certificate: {
      label: 'HTTPS-Zertifikate von Trackern prüfen',
      effect:
        'Web-Seeds mit https brauchen ein gültiges Zertifikat; Tracker werden nicht kontaktiert.',
    },
    ssrf_mitigation: {
      label: 'Schutz vor Server-Side-Request-Forgery (SSRF)',
      effect:
        'Adressen, die Inhalte nennen (Web-Seeds, Links in Feeds), müssen öffentlich sein; was ein Proxy auflöst, wird nur nach dem Namen beurteilt.',
    },
    block_peers_on_privileged_ports: {
      label: 'Verbindungen zu Peers auf privilegierten Ports verbieten',
      effect: aboutPeers,
    },
    upload_slots_behavior: {
      label: 'Verhalten der Upload-Slots',
      effect: noSlots,
      choices: { '0': 'feste Slots', '1': 'nach Upload-Rate' },
    },
    upload_choking_algorithm: {
      label: 'Choking-Verfahren beim Upload',
      effect: noSlots,
      choices: { '0': 'reihum', '1': 'schnellster Upload', '2': 'gegen Leecher' },
    },
    seeding_outgoing_connections: {
      label: 'Ausgehende Verbindungen beim Seeden',
      effect: idle('Wer alles hat, wartet auf Anfragen; es werden keine Peers angesprochen.'),
    },
    announce_to_all_trackers: {
      label: 'Immer allen Trackern einer Stufe melden',
      effect: trackersKept,
    },
    announce_to_all_tiers: { label: 'Immer allen Stufen melden', effect: trackersKept },
    announce_ip: {
      label: 'Den Trackern gemeldete IP-Adresse',
      effect:
        'Öffentliche Adresse, die ein echter Knoten bekannt gibt; leer ermittelt er sie selbst.',
    },
    announce_port: {
      label: 'Den Trackern gemeldeter Port',
      effect: idle(
        'Tracker werden nicht kontaktiert, und ein Knoten gibt den Port bekannt, auf dem er lauscht.',
      ),
    },
    max_concurrent_http_announces: {
      label: 'Höchstzahl gleichzeitiger HTTP-Meldungen',
      effect: trackersKept,
    },
    stop_tracker_timeout: {
      label: 'Zeitlimit der Stopp-Meldung an Tracker',
      effect: idle('Keinem Tracker muss gemeldet werden, dass ein Torrent stoppt.'),
    },
    peer_turnover: { label: 'Peer-Wechsel: Anteil der Trennungen', effect: noSwarm },
    peer_turnover_cutoff: { label: 'Peer-Wechsel: Schwelle in Prozent', effect: noSwarm },
    peer_turnover_interval: { label: 'Peer-Wechsel: Abstand der Trennungen', effect: noSwarm },
    request_queue_size: {
      label: 'Höchstzahl offener Anfragen an einen Peer',
      effect: stream,
    },
    max_outstanding_block_requests: {
      label: 'Höchstzahl offener Block-Anfragen',
      effect: stream,
    },
    dht_bootstrap_nodes: {
      label: 'DHT-Bootstrap-Knoten',
      effect: idle(
        'Codex hat eine eigene Suche, deren erste Knoten Einträge einer anderen Form sind.',
      ),
    },
    webtorrent_stun_server: {
      label: 'WebTorrent-STUN-Server',
      effect: idle('Es gibt keine WebTorrent-Peers.'),
    },
    i2p_inbound_quantity: { label: 'I2P: Anzahl eingehend', effect: noI2p },
    i2p_outbound_quantity: { label: 'I2P: Anzahl ausgehend', effect: noI2p },
    i2p_inbound_length: { label: 'I2P: Länge eingehend', effect: noI2p },
    i2p_outbound_length: { label: 'I2P: Länge ausgehend', effect: noI2p },
    i2p_inbound_length_variance: { label: 'I2P: Längenvarianz eingehend', effect: noI2p },
    i2p_outbound_length_variance: { label: 'I2P: Längenvarianz ausgehend', effect: noI2p },
    i2p_pex_enabled: { label: 'I2P: Peer-Austausch', effect: noI2p },
  },
  node: {
    node_url: {
      label: 'Codex-Knoten',
      effect: 'Welcher Knoten die Inhalte hält: embedded oder die URL der REST-API eines Knotens.',
    },
    sources: {
      label: 'Quellen',
      effect:
        'URLs weiterer Knoten, von denen nur gelesen wird; sie kommen nach dem Knoten selbst an die Reihe.',
    },
    uploads: {
      label: 'Gleichzeitige Uploads',
      effect:
        'Höchstzahl der Einträge, deren Dateien gleichzeitig in einen echten Knoten kopiert werden.',
    },
    streams: {
      label: 'Gleichzeitige Streams',
      effect:
        'Höchstzahl der Streams, die gleichzeitig zu einem echten Knoten offen sind, für alle Einträge zusammen.',
    },
    quota: {
      label: 'Speicherkontingent',
      effect:
        'So viele Bytes speichert der Knoten höchstens selbst; Dateien, auf die er nur verweist, zählen nicht.',
    },
    retention: {
      label: 'Daten behalten für',
      effect: 'Kopien im Knoten, auf die hier nichts verweist, fallen nach dieser Zeit weg.',
      choices: {
        '2592000': '30 Tage',
        '7776000': '90 Tage',
        '31536000': '1 Jahr',
        '3153600000': 'behalten',
      },
    },
    transfer_port: {
      label: 'Transfer-Port (TCP)',
      effect: 'Port, auf dem der Knoten Inhalte abgibt; 0 nimmt einen freien, wo das erlaubt ist.',
    },
    bind_address: {
      label: 'Bindeadresse',
      effect: 'Adresse, auf der der Knoten Inhalte abgibt; die Suche ist nicht an sie gebunden.',
    },
    interface: {
      label: 'Netzwerkschnittstelle',
      effect:
        'Netzwerkschnittstelle, auf deren Adressen der Knoten Inhalte abgibt; leer für keine bestimmte.',
    },
    discovery_port: {
      label: 'Such-Port (UDP)',
      effect: 'Port, auf dem der Knoten nach anderen Knoten sucht, auf allen Adressen.',
    },
    nat: {
      label: 'Adressermittlung',
      effect:
        'Wie der Knoten die Adresse findet, unter der andere ihn erreichen: any, none, upnp, pmp oder extip:<address>.',
      choices: {
        any: 'UPnP oder NAT-PMP, je nachdem, was geht',
        upnp: 'UPnP',
        pmp: 'NAT-PMP',
        none: 'keine',
      },
    },
    announce_ip: {
      label: 'Bekannt gegebene Adresse',
      effect: 'Öffentliche IP-Adresse, die der Knoten bekannt gibt; leer ermittelt er sie selbst.',
    },
    bootstrap: {
      label: 'Bootstrap-Einträge',
      effect: 'Signierte Peer-Einträge (spr:…) der Knoten, die der Knoten zuerst fragt.',
    },
    max_peers: {
      label: 'Höchstzahl der Peers',
      effect:
        'Höchstzahl gleichzeitiger Verbindungen des Knotens; -1 ist kein Limit, wo das erlaubt ist.',
    },
    show_external_ip: {
      label: 'Externe IP anzeigen',
      effect: 'Zeigt in der Statusleiste die Adresse, die der Knoten bekannt gibt.',
    },
    log_level: {
      label: 'Protokollstufe',
      effect: 'Wie viel der Knoten protokolliert.',
      choices: {
        trace: 'trace',
        debug: 'debug',
        info: 'info',
        notice: 'notice',
        warn: 'warn',
        error: 'error',
        fatal: 'fatal',
      },
    },
    generation: {
      label: 'Generation',
      effect:
        'Aufbau der Manifeste neuer Datensätze; er bestimmt ihre CIDs und welche Knoten sie verstehen; ältere CIDs bleiben gültig.',
      choices: {
        a: 'A: Codex 0.1 und 0.2',
        b: 'B: Logos Storage 0.3',
        c: 'C: Logos Storage 0.4 und neuer',
      },
    },
    publish_private: {
      label: 'Private Torrents veröffentlichen',
      effect: 'Kopiert auch den Inhalt privater Torrents in den Knoten, wo jeder ihn abrufen kann.',
    },
    dialect: {
      label: 'Dialekt',
      effect:
        'Als welches qBittorrent sich der Server ausgibt, wo alte und neue Clients nicht beide bedient werden können.',
      choices: { '4': 'qBittorrent 4.6', '5.1': 'qBittorrent 5.1', '5.3': 'qBittorrent 5.3' },
    },
    agent: {
      label: 'Agent-Name',
      effect: 'Wie sich der Knoten gegenüber anderen nennt.',
    },
    maintenance_interval: {
      label: 'Wartungspause',
      effect: 'Zeit, bis der Knoten wieder nach Daten sucht, die wegfallen können.',
    },
    maintenance_blocks: {
      label: 'Blöcke je Wartung',
      effect: 'Blöcke, die der Knoten in einem Durchgang ansieht.',
    },
    block_retries: {
      label: 'Versuche je Block',
      effect:
        'Wie oft der Knoten versucht, einen Block zu bekommen, alle zwei Sekunden, bevor ein Abruf scheitert.',
    },
    metrics: {
      label: 'Metriken',
      effect: 'Lässt den Knoten seine Zähler für Prometheus anbieten.',
    },
    metrics_address: { label: 'Adresse der Metriken', effect: 'Adresse der Zähler des Knotens.' },
    metrics_port: { label: 'Port der Metriken', effect: 'Port der Zähler des Knotens.' },
    peer_id: { label: 'Peer-ID', effect: 'Name des Knotens in seinem Netz.' },
    spr: {
      label: 'Signierter Peer-Eintrag',
      effect: 'Was andere brauchen, um den Knoten zu finden.',
    },
    announced_addresses: {
      label: 'Bekannt gegebene Adressen',
      effect: 'Adressen, unter denen andere den Knoten erreichen.',
    },
    data_dir: { label: 'Datenordner', effect: 'Wo der Knoten seine Daten hält.' },
    repo_kind: { label: 'Art des Speichers', effect: 'Wie der Knoten seine Daten hält.' },
    rest_address: { label: 'REST-Adresse', effect: 'Wo die REST-API des Knotens antwortet.' },
    version: { label: 'Version', effect: 'Was der Knoten über sich angibt.' },
    space_used: { label: 'Belegter Platz', effect: 'Belegte Bytes des Kontingents.' },
    space_reserved: {
      label: 'Reservierter Platz',
      effect: 'Bytes des Kontingents, die laufenden Uploads zugesagt sind.',
    },
  },
  libtorrent: {
    alert_mask: {
      label: 'Alert-Maske',
      effect:
        'Kategorien der Alerts, die Session::pop_alerts liefert, als Bits der Alert-Kategorien von libtorrent; -1 sind alle.',
    },
    alert_queue_size: {
      label: 'Größe der Alert-Warteschlange',
      effect: 'Alerts, die auf Session::pop_alerts warten; die ältesten machen Platz.',
    },
    auto_manage_interval: {
      label: 'Pause zwischen Suchen nach langsamen Torrents',
      effect:
        'Wie oft die Warteschlange wegen langsamer oder schneller gewordener Torrents neu geordnet wird; jede andere Änderung wirkt sofort.',
    },
    auto_manage_prefer_seeds: {
      label: 'Fertige Torrents zuerst',
      effect: 'Fertige Torrents bekommen vor Downloads Plätze in der Warteschlange.',
    },
    enable_natpmp: {
      label: 'NAT-PMP-Portweiterleitung',
      effect:
        'Ob der Codex-Knoten seine Ports per NAT-PMP weiterleiten lässt; folgt enable_upnp, bis es gesetzt wird.',
    },
    incoming_starts_queued_torrents: {
      label: 'Lesen startet wartende Torrents',
      effect:
        'Ein fertiger Torrent, der in der Warteschlange wartet, läuft, solange jemand ihn liest, und belegt keinen Platz.',
    },
    max_metadata_size: {
      label: 'Größenlimit der Metadaten',
      effect: 'Größter Eintrag eines Magnet-Links oder einer CID, der aus Codex abgerufen wird.',
    },
    max_piece_count: {
      label: 'Limit der Teile',
      effect: 'So viele Teile darf ein Torrent von außen haben.',
    },
    seed_time_ratio_limit: {
      label: 'Seed-Zeit zu Download-Zeit',
      effect:
        'Verhältnis von Seed-Zeit zu Download-Zeit, bei dem die Aktion der Verteillimits folgt, für Torrents ohne eigenes Limit der Seed-Zeit; -1 ist keines.',
    },
    tick_interval: {
      label: 'Takt',
      effect:
        'Pause, bis die Sitzung wieder ansieht, wer liest und was verteilt wurde; Raten gelten für ganze Sekunden.',
    },
    user_agent: {
      label: 'User-Agent',
      effect: 'Name dieses Servers bei Anfragen nach Torrents, Feeds und Web-Seeds.',
    },
  },
  pages: {
    Advanced: 'Erweitert',
    Behavior: 'Verhalten',
    BitTorrent: 'BitTorrent',
    Connection: 'Verbindung',
    Downloads: 'Downloads',
    RSS: 'RSS',
    Speed: 'Tempo',
    WebUI: 'Web-UI',
  },
  groups: {
    'Alternative Rate Limits': 'Alternative Limits',
    Authentication: 'Anmeldung',
    'Connections Limits': 'Verbindungslimits',
    'Copies of .torrent files': 'Kopien der .torrent-Dateien',
    'Dynamic DNS': 'Dynamisches DNS',
    'Email notification': 'E-Mail-Benachrichtigung',
    'Excluded file names': 'Ausgeschlossene Dateinamen',
    Files: 'Dateien',
    'Global Rate Limits': 'Globale Limits',
    I2P: 'I2P',
    'IP Filtering': 'IP-Filterung',
    Interface: 'Oberfläche',
    Language: 'Sprache',
    'Listening Port': 'Port',
    'Log file': 'Protokolldatei',
    Privacy: 'Privatsphäre',
    'Proxy Server': 'Proxy-Server',
    'RSS Reader': 'RSS-Reader',
    'RSS Smart Episode Filter': 'Folgenfilter für RSS',
    'RSS Torrent Auto Downloader': 'Automatische RSS-Downloads',
    'Rate Limits Settings': 'Geltung der Limits',
    'Run external program': 'Externes Programm ausführen',
    'Saving Management': 'Speicherverwaltung',
    Security: 'Sicherheit',
    'Seeding Limits': 'Seed-Limits',
    'Torrent Queueing': 'Warteschlange',
    Trackers: 'Tracker',
    'Watched folders': 'Überwachte Ordner',
    'Web User Interface': 'Weboberfläche',
    'When adding a torrent': 'Beim Hinzufügen eines Torrents',
    libtorrent: 'libtorrent',
    qBittorrent: 'qBittorrent',
  },
  units: {
    '%': '%',
    KiB: 'KiB',
    'KiB/s': 'KiB/s',
    MiB: 'MiB',
    alerts: 'Alerts',
    bytes: 'Bytes',
    'bytes/s': 'Bytes/s',
    'connections/s': 'Verbindungen/s',
    hours: 'Stunden',
    minutes: 'Minuten',
    ms: 'ms',
    pieces: 'Teile',
    s: 's',
  },
  presets: {
    high_performance_seed: {
      label: 'Seeden mit hoher Leistung',
      about:
        'Für einen Server, der viele Torrents an viele andere verteilt und Speicher übrig hat.',
    },
    min_memory_usage: {
      label: 'Wenig Speicher',
      about: 'Für einen kleinen Rechner: kurze Warteschlangen und Puffer, was Tempo kostet.',
    },
  },
  reasons: {
    other: '{text}',
    set_by_flag: 'für diesen Lauf durch {flag} oder {variable} gesetzt',
    set_by_variable: 'für diesen Lauf durch {variable} gesetzt',
    off_by_flag: 'für diesen Lauf durch {flag} oder {variable} abgeschaltet',
    no_programs: 'Die Befehlszeile oder die Konfiguration erlaubt keine externen Programme.',
    needs_feeds: 'Diese Version liest keine RSS-Feeds.',
    follows: 'Es folgt aus einer anderen Einstellung.',
    by_server: 'Der Server setzt es selbst; ein Client kann es nur lesen.',
    no_upload_limit:
      'Nicht durchgesetzt: Diesem Knoten lässt sich nicht sagen, langsamer zu verteilen; was er verteilt, hat kein Limit.',
    rough_download_limit: 'Ungefähr: Der Knoten selbst holt im Voraus, was von ihm gelesen wird.',
    no_accounting:
      'Dieser Knoten sagt nicht, was er verteilt hat; Verhältnis und Aktivität bleiben unbekannt.',
    no_peers: 'Dieser Knoten sagt nicht, mit wem er spricht; nur Quellen werden gezeigt.',
    no_address: 'Der eingebettete Knoten hat keine Netzseite: Er gibt keine Adresse bekannt.',
    no_filter:
      'Der Knoten bedient andere selbst, und ihm lässt sich nicht sagen, wen er ablehnen soll; verwenden Sie dort eine Firewall.',
    no_interface: 'Ein Knoten lauscht auf einer Adresse, nicht auf einer Schnittstelle.',
    other_server:
      'Der Knoten ist ein anderer qcodex: Ändern Sie es in den Einstellungen jenes Servers.',
    only_shown: 'es wird hier nur angezeigt',
    no_network: 'der eingebettete Knoten hat keine Netzseite: Er spricht mit keinen anderen Knoten',
    no_option: 'der eingebettete Knoten hat keine solche Option',
    node_is_other_server:
      'der Knoten ist ein anderer qcodex: Ändern Sie es in den Einstellungen jenes Servers',
    log_by_variable: 'für diesen Lauf durch RUST_LOG gesetzt',
    only_refers:
      'der eingebettete Knoten verweist nur auf die Dateien, sie verlassen diesen Rechner nicht',
    set_bind_address:
      'ein Knoten lauscht auf einer Adresse, nicht auf einer Schnittstelle: Setzen Sie die Bindeadresse',
    by_node_version: 'die Version des Knotens bestimmt es',
    node_has_no_option: 'diese Version des Knotens hat keine solche Option',
    nat_unknown: 'diese Version des Knotens kennt nur any und extip',
    not_told: 'der Knoten hat es nicht erfahren: {error}',
    quota_below_use:
      'der Knoten meldet {used} von {quota} Byte als belegt oder reserviert: damit startet er nicht wieder; geben Sie ihm ein größeres --storage-quota',
    copies_lost:
      'Was in den Knoten gelegt wurde, war {minutes} Minuten später nicht mehr da: Der Knoten wurde geleert, oder sein --block-ttl ist kürzer als dies',
    bt_dht: 'Es betrifft die DHT von BitTorrent; Codex hat eine eigene Suche.',
    bt_i2p: 'Es betrifft das I2P-Netz, das Codex nicht nutzt.',
    bt_choking:
      'Es entscheidet, an welche BitTorrent-Peers hochgeladen wird; ein Codex-Knoten bedient jeden, der fragt.',
    bt_encryption: 'Es betrifft die Verschlüsselung zwischen BitTorrent-Peers.',
    bt_discovery:
      'Es betrifft, wie BitTorrent-Peers einander im lokalen Netz und über andere Peers finden.',
    bt_peers: 'Es betrifft Verbindungen zu BitTorrent-Peers; hier gibt es keine.',
    bt_pieces:
      'Es betrifft, was von BitTorrent-Peers angefordert wird; Inhalte werden in Bereichen von Blöcken von Codex-Knoten geholt.',
    bt_port_mapping:
      'Es ist eine Einzelheit der Portweiterleitung von BitTorrent; ein Codex-Knoten leitet seine Ports selbst weiter.',
    bt_proxy:
      'Es betrifft den Proxy von BitTorrent-Verbindungen; was dieser Server selbst abruft, folgt den Proxy-Einstellungen.',
    bt_sockets: 'Es betrifft die Sockets von BitTorrent-Verbindungen.',
    bt_trackers: 'Es betrifft Tracker; eine Codex-Sitzung kontaktiert keine.',
    bt_transports: 'Es betrifft die Transporte von BitTorrent, TCP und µTP.',
    bt_web_seeds:
      'Es betrifft die Web-Seed-Verbindungen eines BitTorrent-Clients; hier haben Web-Seeds eigene Limits.',
    bt_buffers: 'Es betrifft die Puffer von Verbindungen zu BitTorrent-Peers.',
    lt_disk:
      'Es gehört zur Datenträgerschicht von libtorrent, die nicht verwendet wird: Dieser Server liest, schreibt und prüft die Dateien.',
    lt_retired: 'libtorrent 2.0 selbst behält nur den Namen; auch dort bewirkt es nichts.',
  },
  waits: {
    not_in_codex:
      'Noch hat es niemand in Codex veröffentlicht. Sobald jemand das tut, geht es los.',
    node_away: 'Der Codex-Knoten antwortet nicht. Er wird von selbst wieder gefragt.',
    no_source: 'Gerade liefert es keine Quelle. Sie werden von selbst wieder gefragt.',
    corrupt_source: 'Eine Quelle hat Daten gesendet, die nicht zu ihrem Hash passen.',
    source_lost: 'Eine Quelle brach beim Senden ab.',
    disk_full: 'Auf dem Datenträger ist kein Platz mehr.',
    quota_full: 'Das Kontingent des Codex-Knotens ist aufgebraucht.',
    file_error: 'Eine Datei konnte nicht gelesen oder geschrieben werden.',
    file_changed: 'Eine Datei hat sich seit der Prüfung geändert oder ist weg.',
    publish_failed: 'Die Veröffentlichung ist gescheitert. Sie wird von selbst wieder versucht.',
    private: 'Es ist privat, daher wird sein Inhalt nicht in den Knoten kopiert.',
    bad_record: 'Der gefundene Codex-Eintrag passt nicht dazu.',
    queued: 'Es wartet, bis es an der Reihe ist.',
    web_seed: 'Codex liefert es nicht, daher kommt es von einem Web-Seed.',
    web_seed_failed: 'Gerade liefern es weder Codex noch ein Web-Seed.',
    node_fetches: 'Der Knoten holt es aus seinem Netz.',
    moving: 'Seine Dateien werden verschoben.',
  },
  publish: {
    not_found: 'Ein solches Element gibt es nicht.',
    no_metadata: 'Seine Dateien sind noch nicht bekannt, es gibt also nichts zu veröffentlichen.',
    not_complete: 'Es ist noch nicht vollständig. Sobald es das ist, wird es veröffentlicht.',
    bad_files:
      'Seine Dateien sind weg oder nicht mehr die geprüften. Prüfen Sie es erneut, dann veröffentlichen Sie es.',
    private:
      'Es ist privat, und nach den Einstellungen werden private Elemente nicht in einen Knoten kopiert.',
    node_away: 'Der Knoten antwortet nicht. Sobald er das tut, wird es veröffentlicht.',
    paused: 'Die Sitzung ist pausiert. Es wird veröffentlicht, wenn sie weitergeht.',
    busy: 'Seine Dateien werden geprüft oder verschoben. Danach wird es veröffentlicht.',
    cannot_remove:
      'Der Knoten antwortet nicht, daher lässt sich nichts aus ihm entfernen. Versuchen Sie es später noch einmal.',
  },
};
