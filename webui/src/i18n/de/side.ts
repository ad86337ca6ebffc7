// What is around the list: filters, the search, categories and tags, the status bar, empty lists.
import type { side as english } from '../en/side';
import type { Words } from '../words';

const items = (count: number) => (count === 1 ? '1 Element' : `${String(count)} Elemente`);
const stay = (count: number) => `${items(count)} ${count === 1 ? 'bleibt' : 'bleiben'}`;
const offItems = (count: number) =>
  `Er wird aus ${count === 1 ? '1 Element' : `${String(count)} Elementen`} entfernt. Die Elemente bleiben.`;

export const side: Words<typeof english> = {
  filters: {
    label: 'Filter',
    show: 'Filter zeigen',
    hide: 'Filter ausblenden',
    close: 'Schließen',
    resize: 'Breite der Filter',
    count: items,
    more: 'Mehr Zustände',
    fewer: 'Weniger Zustände',
    showAll: (count: number) => `Alle ${String(count)} zeigen`,
    actions: (section: string) => `Aktionen: ${section}`,
    active: 'Aktive Filter',
    chip: (kind: string, value: string) => `${kind}: ${value}`,
    remove: (chip: string) => `Filter entfernen: ${chip}`,
    clear: 'Alle aufheben',
    sections: {
      state: 'Zustand',
      codex: 'Codex',
      category: 'Kategorie',
      tag: 'Tags',
      tracker: 'Tracker',
      search: 'Suche',
    },
    states: {
      all: 'Alle',
      downloading: 'Lädt herunter',
      seeding: 'Verteilt',
      completed: 'Vollständig',
      running: 'Läuft',
      stopped: 'Gestoppt',
      active: 'Aktiv',
      inactive: 'Inaktiv',
      stalled: 'Stockt',
      stalled_uploading: 'Verteilen stockt',
      stalled_downloading: 'Download stockt',
      checking: 'Wird geprüft',
      moving: 'Verschiebt',
      errored: 'Fehler',
    },
    codex: {
      published: 'Veröffentlicht',
      pending: 'Wird veröffentlicht',
      unpublished: 'Unveröffentlicht',
      failed: 'Veröffentlichung gescheitert',
      stale: 'In Codex veraltet',
      waiting: 'Wartet, mit Grund',
    },
    any: 'Alle',
    uncategorised: 'Ohne Kategorie',
    untagged: 'Ohne Tags',
    trackerless: 'Ohne Tracker',
    trackersAbout: 'Tracker werden nur aufbewahrt und nicht kontaktiert.',
    noCategories: 'Kategorien trennen Elemente und können einen eigenen Ordner haben.',
    noTags:
      'Tags sind Wörter, mit denen sich Elemente finden lassen. Ein Element kann mehrere haben.',
  },

  filterMenu: {
    addCategory: 'Kategorie hinzufügen…',
    addSubcategory: 'Unterkategorie hinzufügen…',
    editCategory: 'Kategorie bearbeiten…',
    removeCategory: 'Kategorie entfernen…',
    removeUnusedCategories: 'Unbenutzte Kategorien entfernen…',
    manageTags: 'Tags verwalten…',
    removeTag: 'Tag entfernen…',
    removeUnusedTags: 'Unbenutzte Tags entfernen…',
    removeTracker: 'Aus allen Elementen entfernen…',
    manageTrackers: 'Alle Tracker…',
    start: 'Elemente starten',
    stop: 'Elemente stoppen',
    remove: 'Elemente entfernen…',
    empty: 'Kein Element hat diesen Filter.',
    noUnused: 'Nichts ist unbenutzt.',
  },

  category: {
    addTitle: 'Kategorie hinzufügen',
    addBelowTitle: (parent: string) => `Unterkategorie von ${parent} hinzufügen`,
    editTitle: (name: string) => `Kategorie ${name} bearbeiten`,
    name: 'Name',
    nameHint: 'Ein Schrägstrich ergibt eine Unterkategorie: Filme/Komödien.',
    savePath: 'Speichern in',
    savePathHint: 'Leer: ein Ordner mit dem Namen der Kategorie unter dem Standardordner.',
    downloadPath: 'Ordner für unvollständige Elemente',
    downloadPathDefault: 'Wie überall',
    downloadPathOn: 'Ja',
    downloadPathOff: 'Nein',
    downloadPathField: 'Unvollständige Elemente in',
    downloadPathHint: 'Leer: unter dem Standardordner für unvollständige Elemente.',
    shareLimits: 'Verteillimits',
    shareLimitsHint: 'Leer: wie überall. Für kein Limit −1 schreiben.',
    ratio: 'Verhältnis',
    seedingTime: 'Verteilzeit in Minuten',
    inactiveTime: 'Minuten ohne Anfragen',
    limitAction: 'Wenn ein Limit erreicht ist',
    limitActions: {
      Default: 'Wie überall',
      Stop: 'Stoppen',
      Remove: 'Entfernen',
      RemoveWithContent: 'Mit den Dateien entfernen',
      EnableSuperSeeding: 'Super-Seeding',
    },
    submitAdd: 'Hinzufügen',
    submitEdit: 'Speichern',
    nameMissing: 'Bitte einen Namen angeben.',
    nameWrong:
      'Ein Name enthält keinen umgekehrten Schrägstrich, beginnt und endet nicht mit einem Schrägstrich und hat keine zwei hintereinander.',
    exists: 'Eine Kategorie dieses Namens gibt es schon.',
    numberWrong: 'Ein Limit ist eine Zahl ab 0, −1 für keines oder leer.',
    moves: (count: number) =>
      `Die automatische Verwaltung verschiebt ${items(count)} in den neuen Ordner.`,
    staysPut: (count: number) =>
      `${stay(count)} am bisherigen Ort; die automatische Verwaltung wird dafür ausgeschaltet.`,
    added: (name: string) => `Kategorie ${name} hinzugefügt.`,
    saved: (name: string) => `Kategorie ${name} gespeichert.`,
    removeTitle: (count: number) =>
      count === 1 ? 'Diese Kategorie entfernen?' : `${String(count)} Kategorien entfernen?`,
    removeItems: (count: number, parent: string) =>
      parent === ''
        ? `${stay(count)} in der Liste, ohne Kategorie.`
        : `${stay(count)} in der Liste, in der Kategorie ${parent}.`,
    removeNoItems: 'Kein Element hat sie.',
    removeBelow: 'Auch die Unterkategorien entfallen.',
    removeUnusedText: 'Kein Element hat eine dieser Kategorien.',
    removeSubmit: 'Entfernen',
    removed: (count: number) =>
      count === 1 ? 'Kategorie entfernt.' : `${String(count)} Kategorien entfernt.`,
  },

  tagList: {
    title: 'Tags',
    none: 'Es gibt noch keine Tags.',
    new: 'Neue Tags',
    newHint: 'Mehrere auf einmal, durch Kommas getrennt.',
    add: 'Hinzufügen',
    count: items,
    remove: 'Entfernen',
    removeNamed: (tag: string) => `Tag ${tag} entfernen`,
    close: 'Schließen',
    known: (tags: string) => `Schon vorhanden: ${tags}.`,
    added: (count: number) =>
      count === 1 ? 'Tag hinzugefügt.' : `${String(count)} Tags hinzugefügt.`,
    removeTitle: (count: number) =>
      count === 1 ? 'Dieses Tag entfernen?' : `${String(count)} Tags entfernen?`,
    removeText: (count: number) =>
      count === 0
        ? 'Kein Element hat es.'
        : `Es wird von ${count === 1 ? '1 Element' : `${String(count)} Elementen`} entfernt. Die Elemente bleiben.`,
    removeUnusedText: 'Kein Element hat eines dieser Tags.',
    removed: (count: number) => (count === 1 ? 'Tag entfernt.' : `${String(count)} Tags entfernt.`),
  },

  trackerFilter: {
    removeTitle: 'Diesen Tracker aus allen Elementen entfernen?',
    removeText: offItems,
    removeSubmit: 'Aus allen entfernen',
  },

  search: {
    label: 'Suche',
    placeholder: 'Namen suchen',
    clear: 'Suche leeren',
    help: 'So wird gesucht',
    bad: {
      invalid: 'Das ist noch kein regulärer Ausdruck.',
      unsupported:
        'Ein regulärer Ausdruck kennt hier kein Look-ahead, kein Look-behind und keine Rückverweise.',
      complex: 'Dieser reguläre Ausdruck ist zu lang.',
    },
    helpTitle: 'So wird gesucht',
    helpRows: [
      { example: 'big buck', text: 'beide Wörter, irgendwo im Namen' },
      { example: '"big buck"', text: 'genau diese Wortfolge' },
      { example: '-trailer', text: 'dieses Wort nicht' },
      { example: '/s\\d+e\\d+/', text: 'ein regulärer Ausdruck' },
      { example: 'category:filme', text: 'in dieser Kategorie; category:"" für keine' },
      { example: 'tag:neu', text: 'mit diesem Tag; tag:"" für keines' },
      { example: 'tracker:example', text: 'mit diesem Tracker' },
      { example: 'state:stalled', text: 'in diesem Zustand' },
      { example: 'path:/srv', text: 'in diesem Ordner' },
      { example: 'cid:zDvZ', text: 'mit diesem Codex-Eintrag' },
      { example: 'hash:9f2c', text: 'mit diesem Info-Hash' },
    ],
    helpNote:
      'Alle Teile müssen passen. Ein Minus geht vor jedem von ihnen. Großbuchstaben und Akzente spielen keine Rolle.',
  },

  empty: {
    title: 'Hier ist noch nichts',
    lead: 'qcodex holt Inhalte aus Codex, nicht von BitTorrent-Peers. Ein Inhalt muss also in Codex sein, bevor er hier ankommen kann.',
    ways: [
      {
        title: 'Sie haben einen Link bekommen',
        text: 'Fügen Sie einen Magnet-Link mit Codex-Teil (xs=urn:codex:…) oder eine bloße Codex-CID ein. Es geht sofort los.',
      },
      {
        title: 'Sie haben die Dateien',
        text: 'Legen Sie sie dorthin, wo sie hingehören, und die .torrent-Datei hier ab. Sie werden geprüft, in Codex veröffentlicht und bekommen einen Link zum Teilen.',
      },
      {
        title: 'Sie haben einen gewöhnlichen Magnet-Link',
        text: 'Er wird aufbewahrt und wartet, mit Angabe des Grundes, bis jemand seinen Inhalt veröffentlicht hat.',
      },
    ],
    action: 'Das erste hinzufügen',
    dropHint: 'oder Dateien und Links irgendwo auf dieser Seite ablegen',
    noMatch: 'Nichts passt',
    noMatchText: (count: number) =>
      count === 1
        ? 'Ein Element ist in der Liste, verborgen durch:'
        : `${String(count)} Elemente sind in der Liste, alle verborgen durch:`,
    hides: (count: number) =>
      count === 0 ? 'ohne dies weiterhin nichts' : `ohne dies ${items(count)}`,
    reset: 'Alle zeigen',
    nodeAway: 'Der Codex-Knoten ist nicht erreichbar.',
    nodeAwayText:
      'Nichts kann abgerufen oder veröffentlicht werden, bis er wieder da ist; die Liste und ihre Dateien bleiben unberührt. Es wird von selbst wieder versucht.',
    nodeSettings: 'Codex-Einstellungen',
  },

  status: {
    label: 'Status',
    down: 'Download-Tempo',
    up: 'Upload-Tempo',
    downTotal: (total: string) => `${total} seit dem Start heruntergeladen`,
    upTotal: (total: string) => `${total} seit dem Start hochgeladen`,
    limit: (limit: string) => `Limit ${limit}`,
    limited: (limit: string) => `von ${limit}`,
    free: 'Freier Platz',
    freeShort: 'frei',
    openNode: 'Codex-Einstellungen',
    quota: (used: string, max: string) => `${used} von ${max} belegt`,
    quotaLabel: 'Platz, den der Knoten belegt',
    nodes: (count: number) => `${String(count)} Knoten bekannt`,
    streams: (count: number) => (count === 1 ? '1 Strom' : `${String(count)} Ströme`),
    kinds: {
      embedded: 'Eingebetteter Knoten',
      rest: 'Codex-Knoten',
      memory: 'Knoten im Speicher',
    },
    externalIp: 'Externe Adresse',
    externalUnknown: 'unbekannt',
    nodeStates: { starting: 'startet', online: 'bereit', away: 'nicht da' },
    alternative: 'Alternative Tempolimits',
    alternativeOn: 'Alternative Tempolimits sind an.',
    alternativeOff: 'Alternative Tempolimits sind aus.',
    changeLimits: 'Tempolimits',
    paused: 'Alle Transfers sind pausiert.',
    resume: 'Fortsetzen',
    connection: {
      connected: 'Verbunden',
      firewalled: 'Keine eingehenden Verbindungen',
      disconnected: 'Nicht verbunden',
    },
  },

  speedLimits: {
    title: 'Tempolimits',
    about: 'Für alles zusammen. Ein Element kann daneben eigene Limits haben.',
    normal: 'Normal',
    alternative: 'Alternativ',
    inForce: 'gilt jetzt',
    down: 'Download',
    up: 'Upload',
    unit: 'KiB/s',
    unlimited: 'Kein Limit',
    zeroHint: '0 ist kein Limit.',
    presets: 'Setzen auf',
    use: 'Alternative Limits verwenden',
    scheduled: 'Der Zeitplan in den Einstellungen schaltet von selbst zwischen beiden um.',
    wrong: 'Ein Limit ist eine ganze Zahl ab 0.',
    save: 'Speichern',
    saved: 'Tempolimits gespeichert.',
  },
};
