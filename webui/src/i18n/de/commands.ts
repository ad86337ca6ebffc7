// The commands on torrents: their names in menus, on buttons and in the list of keys.
import type { commands as english } from '../en/commands';
import type { Words } from '../words';

export const commands: Words<typeof english> = {
  commands: {
    start: 'Starten',
    stop: 'Stoppen',
    forceStart: 'Start erzwingen',
    remove: 'Entfernen…',
    removeFiles: 'Mit Dateien entfernen…',
    location: 'Verschieben…',
    rename: 'Umbenennen…',
    renameFiles: 'Dateien umbenennen…',
    category: 'Kategorie',
    newCategory: 'Neu…',
    noCategory: 'Keine',
    allOf: (count: number) => `Alle ${String(count)}…`,
    tags: 'Tags',
    pickTags: 'Tags wählen…',
    removeAllTags: 'Alle Tags entfernen',
    auto: 'Automatische Verwaltung',
    comment: 'Kommentar…',
    limits: 'Tempolimits…',
    shareLimits: 'Verteillimits…',
    sequential: 'Der Reihe nach laden',
    firstLast: 'Erste und letzte Teile zuerst',
    recheck: 'Erneut prüfen',
    ask: 'Codex jetzt wieder fragen',
    queue: 'Warteschlange',
    queueTop: 'An den Anfang',
    queueUp: 'Nach vorn',
    queueDown: 'Nach hinten',
    queueBottom: 'Ans Ende',
    publish: 'In Codex veröffentlichen',
    unpublish: 'Zurückziehen…',
    copy: 'Kopieren',
    copyName: 'Name',
    copyHash1: 'Info-Hash v1',
    copyHash2: 'Info-Hash v2',
    copyMagnet: 'Magnet-Link',
    copyId: 'Torrent-ID',
    copyComment: 'Kommentar',
    copyLink: 'Codex-Link',
    copyRecord: 'CID des Eintrags',
    copyPath: 'Inhaltspfad',
    export: '.torrent exportieren',
    clear: (count: number) => `${String(count)} ausgewählt, Auswahl aufheben`,
    menu: (count: number) =>
      count === 1 ? 'Aktionen für das Element' : `Aktionen für ${String(count)} Elemente`,
  },

  menu: { back: 'Zurück', close: 'Schließen' },

  keys: {
    title: 'Tastenkürzel',
    page: 'Überall',
    list: 'Mit Auswahl',
    moving: 'In der Liste',
    add: 'Torrents hinzufügen',
    search: 'Suchen',
    preferences: 'Einstellungen',
    help: 'Diese Hilfe zeigen',
    undo: 'Letzte Änderung rückgängig machen',
    notices: 'Zu den Meldungen',
    menu: 'Menü der ausgewählten Elemente',
    move: 'Bewegen und auswählen',
    extend: 'Auswahl erweitern',
    walk: 'Bewegen ohne auszuwählen',
    toggle: 'Auswählen oder abwählen',
    all: 'Alles auswählen',
    clear: 'Auswahl aufheben',
    singles: 'Kürzel aus einem einzelnen Zeichen',
    singlesHint:
      'Ausschalten, wenn Spracheingabe oder ein anderes Werkzeug sie versehentlich tippt. Der Browser merkt es sich.',
    close: 'Schließen',
    or: 'oder',
    named: {
      Ctrl: 'Strg',
      Alt: 'Alt',
      Shift: 'Umschalt',
      Delete: 'Entf',
      Insert: 'Einfg',
      Escape: 'Esc',
      Space: 'Leertaste',
      Home: 'Pos1',
      End: 'Ende',
      PageUp: 'Bild ↑',
      PageDown: 'Bild ↓',
      ArrowUp: '↑',
      ArrowDown: '↓',
      ContextMenu: 'Menü',
    },
  },

  undo: {
    action: 'Rückgängig',
    done: 'Rückgängig gemacht.',
    partly: (count: number, all: number) =>
      `Bei ${String(count)} von ${String(all)} rückgängig gemacht: Die anderen wurden seither geändert oder sind weg.`,
    nothing: 'Es gibt nichts rückgängig zu machen.',
    gone: 'Nichts wurde rückgängig gemacht: Die Elemente wurden seither geändert oder sind weg.',
  },

  did: {
    started: (count: number) => (count === 1 ? 'Gestartet.' : `${String(count)} gestartet.`),
    stopped: (count: number) => (count === 1 ? 'Gestoppt.' : `${String(count)} gestoppt.`),
    forced: (count: number) =>
      count === 1
        ? 'Außerhalb der Warteschlange gestartet.'
        : `${String(count)} außerhalb der Warteschlange gestartet.`,
    unforced: (count: number) =>
      count === 1
        ? 'Wieder in der Warteschlange.'
        : `${String(count)} wieder in der Warteschlange.`,
    category: (name: string, count: number) =>
      count === 1
        ? `Kategorie „${name}“ gesetzt.`
        : `Kategorie „${name}“ für ${String(count)} Elemente gesetzt.`,
    noCategory: (count: number) =>
      count === 1 ? 'Kategorie entfernt.' : `Kategorie von ${String(count)} Elementen entfernt.`,
    tagged: (count: number) =>
      count === 1 ? 'Tags geändert.' : `Tags von ${String(count)} Elementen geändert.`,
    autoOn: (count: number) =>
      count === 1
        ? 'Die Kategorie bestimmt, wo die Dateien liegen.'
        : `Die Kategorien bestimmen, wo die Dateien von ${String(count)} Elementen liegen.`,
    autoOff: (count: number) =>
      count === 1
        ? 'Die Dateien bleiben, wo sie sind.'
        : `Die Dateien von ${String(count)} Elementen bleiben, wo sie sind.`,
    asked: (count: number) =>
      count === 1
        ? 'Codex wird wieder gefragt.'
        : `Codex wird für ${String(count)} Elemente wieder gefragt.`,
    moving: (count: number) =>
      count === 1
        ? 'Die Dateien werden verschoben.'
        : `${String(count)} Elemente werden verschoben.`,
    renamed: 'Umbenannt.',
    commented: 'Kommentar gespeichert.',
    limited: 'Limits gespeichert.',
    copied: (count: number) => (count === 1 ? 'Kopiert.' : `${String(count)} Zeilen kopiert.`),
    copiedSome: (count: number, all: number) =>
      `Von ${String(count)} der ${String(all)} Elemente kopiert; bei den anderen gibt es nichts.`,
    copiedNone: 'Es gibt nichts zu kopieren.',
    exported: (count: number) =>
      count === 1
        ? 'Als .torrent-Datei gespeichert.'
        : `${String(count)} .torrent-Dateien gespeichert.`,
    published: (count: number) =>
      count === 1 ? 'Es wird veröffentlicht.' : `${String(count)} werden veröffentlicht.`,
    unpublished: (count: number) =>
      count === 1
        ? 'Nicht mehr veröffentlicht.'
        : `${String(count)} sind nicht mehr veröffentlicht.`,
    unchanged: (count: number) =>
      count === 1 ? 'Nichts geändert: Es war schon so.' : 'Nichts geändert: Sie waren schon so.',
    someFailed: (failed: number, all: number) =>
      all === 1
        ? 'Es hat nicht geklappt.'
        : `${String(failed)} von ${String(all)} haben nicht geklappt.`,
    show: 'Warum?',
    skippedUnknown: (count: number) =>
      count === 1
        ? 'Eines wurde ausgelassen: Seine Dateien sind noch nicht bekannt.'
        : `${String(count)} wurden ausgelassen: Ihre Dateien sind noch nicht bekannt.`,
  },
};
