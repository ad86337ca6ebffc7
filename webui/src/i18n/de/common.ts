// Words of every part: signing in, the connection, notices, units, states.
import type { common as english } from '../en/common';
import type { Words } from '../words';

export const common: Words<typeof english> = {
  product: 'qcodex',

  login: {
    title: 'Anmelden',
    username: 'Benutzername',
    password: 'Passwort',
    submit: 'Anmelden',
    busy: 'Anmeldung läuft…',
    wrong: 'Benutzername oder Passwort ist falsch.',
    banned:
      'Zu viele Fehlversuche. Diese Adresse muss warten, bevor sie sich wieder anmelden kann.',
    hint: 'Solange kein Passwort gesetzt ist, schreibt der Server bei jedem Start ein vorläufiges in sein Protokoll.',
    expired:
      'Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an, um dort weiterzumachen, wo Sie waren.',
  },

  connection: {
    lost: 'Der Server ist nicht erreichbar.',
    retryIn: (seconds: number) => `Neuer Versuch in ${String(seconds)} s.`,
    retrying: 'Neuer Versuch…',
    retry: 'Jetzt versuchen',
    loading: 'Wird geladen…',
  },

  toasts: { label: 'Meldungen', dismiss: 'Schließen' },

  errors: {
    network: 'Der Server ist nicht erreichbar.',
    answer: (status: number) => `Der Server hat abgelehnt: ${String(status)}.`,
    part: 'Dieser Teil der Seite konnte nicht geladen werden. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },

  confirm: { cancel: 'Abbrechen', more: (count: number) => `und ${String(count)} weitere` },

  states: {
    downloading: 'Lädt herunter',
    stalledDL: 'Wartet auf Daten',
    metaDL: 'Sucht in Codex',
    queuedDL: 'Eingereiht',
    stoppedDL: 'Gestoppt',
    checking: 'Prüft Dateien',
    checkingResumeData: 'Wird geladen',
    uploading: 'Verteilt',
    stalledUP: 'Vollständig',
    queuedUP: 'Vollständig, eingereiht',
    stoppedUP: 'Vollständig, gestoppt',
    moving: 'Verschiebt',
    missingFiles: 'Dateien fehlen',
    error: 'Fehler',
    unknown: 'Unbekannt',
  },

  publish: {
    none: 'Unveröffentlicht',
    waiting: 'Ausstehend',
    publishing: 'Wird veröffentlicht',
    published: 'Veröffentlicht',
    failed: 'Gescheitert',
    stale: 'Veraltet',
  },

  reasons: {
    not_in_codex:
      'Noch hat es niemand in Codex veröffentlicht. Es wird von Zeit zu Zeit wieder versucht.',
    node_away: 'Der Codex-Knoten ist nicht erreichbar. Sobald er wieder da ist, geht es weiter.',
    no_source:
      'Gerade antwortet kein Knoten, der es hat. Es wird von Zeit zu Zeit wieder versucht.',
    disk_full: 'Der Datenträger ist voll. Sobald Platz ist, geht es weiter.',
    quota_full: 'Der Knoten hat keinen Platz mehr. Sobald welcher da ist, geht es weiter.',
    private: 'Privat, daher nicht veröffentlicht.',
    queued: 'Wartet, bis es an der Reihe ist.',
  },

  link: {
    copied: (count: number) => (count === 1 ? 'Link kopiert.' : `${String(count)} Links kopiert.`),
    none: 'Noch gibt es keinen Codex-Link: Er erscheint, wenn das Element vollständig und veröffentlicht ist.',
    failed: 'Der Browser hat das Kopieren nicht erlaubt.',
  },

  nav: {
    label: 'Ansichten',
    menu: 'Menü',
    skipToList: 'Zur Liste springen',
    skipToContent: 'Zum Inhalt springen',
    transfers: 'Transfers',
    rss: 'RSS',
    search: 'Suche',
    statistics: 'Statistik',
    log: 'Protokoll',
    about: 'Über',
    help: 'Tastenkürzel',
    language: 'Sprache',
  },

  page: {
    asOf: (time: string) => `Sie sehen den Stand von ${time}.`,
    update: 'Der Server hat eine andere Version dieser Seite.',
    reload: 'Seite neu laden',
    later: 'Später',
  },

  theme: {
    label: 'Farben',
    names: { system: 'System', light: 'Hell', dark: 'Dunkel' },
  },

  drop: {
    title: 'Zum Hinzufügen ablegen',
    files: (count: number) => (count === 1 ? '1 Datei' : `${String(count)} Dateien`),
    text: '.torrent-Dateien oder Links',
    notLinks:
      'Das ist kein Link: Hinzufügen lassen sich Magnet-Links, Codex-CIDs, Info-Hashes und Adressen.',
    notTorrents: (names: string) =>
      `Nur .torrent-Dateien lassen sich hinzufügen, und dies ist keine: ${names}. Um Dateien des Servers zu teilen, gibt es „Torrent erstellen“.`,
  },
};
