// Actions on torrents: the dialogs that ask before, the words that follow.
import type { actions as english } from '../en/actions';
import type { Words } from '../words';

const items = (count: number) => (count === 1 ? '1 Element' : `${String(count)} Elemente`);
const ofItems = (count: number) =>
  count === 1 ? 'dieses Elements' : `von ${String(count)} Elementen`;

export const actions: Words<typeof english> = {
  remove: {
    title: (count: number) =>
      count === 1 ? 'Dieses Element entfernen?' : `${String(count)} Elemente entfernen?`,
    files: 'Auch die Dateien auf dem Datenträger löschen',
    filesHint: 'Das lässt sich nicht rückgängig machen.',
    keepHint: 'Die Dateien bleiben, wo sie sind.',
    remember: 'Diese Wahl zu den Dateien merken',
    submit: 'Entfernen',
    submitFiles: 'Mit Dateien löschen',
    done: (count: number) => (count === 1 ? 'Entfernt.' : `${String(count)} entfernt.`),
    onDisk: (bytes: string) => `${bytes} auf dem Datenträger`,
    inFiles: (files: number, bytes: string) =>
      `${bytes} auf dem Datenträger in ${files === 1 ? '1 Datei' : `${String(files)} Dateien`}`,
    nothingOnDisk: 'Noch nichts auf dem Datenträger',
    placement:
      'Auch sein Platz in Codex entfällt: Der eigene Knoten verteilt es für dieses Element nicht mehr. Datensätze, die sich andere Elemente teilen, bleiben.',
  },

  location: {
    title: (count: number) =>
      count === 1 ? 'Dieses Element verschieben' : `${String(count)} Elemente verschieben`,
    now: 'Wo es jetzt liegt',
    places: (count: number) => `${String(count)} verschiedene Ordner`,
    path: 'In den Ordner verschieben',
    hint: 'Ein Ordner des Servers. Gibt es ihn nicht, wird er angelegt.',
    free: (bytes: string) => `Dort sind ${bytes} frei.`,
    freeUnknown: 'Wie viel dort frei ist, ist nicht bekannt.',
    tooFull: (needed: string, free: string) =>
      `Der Platz reicht vielleicht nicht: ${needed} sind zu verschieben, ${free} sind dort frei.`,
    auto: (count: number) =>
      count === 1
        ? 'Die automatische Verwaltung wird dafür ausgeschaltet.'
        : `Die automatische Verwaltung wird für ${String(count)} davon ausgeschaltet.`,
    about:
      'Die Dateien auf dem Datenträger werden verschoben. Was veröffentlicht ist, bleibt es: Der Knoten folgt den Dateien.',
    same: 'Sie liegen schon dort.',
    empty: 'Bitte einen Ordner angeben.',
    submit: 'Verschieben',
  },

  renameItem: {
    title: 'Element umbenennen',
    name: 'Name',
    hint: 'Nur der Name in der Liste: Dateien und Ordner behalten ihren.',
    empty: 'Ein Name ist nötig.',
    submit: 'Umbenennen',
  },

  comment: {
    title: (count: number) => `Kommentar ${ofItems(count)}`,
    label: 'Kommentar',
    hint: 'Bleibt auf diesem Server. Codex-Einträge enthalten keinen Kommentar.',
    submit: 'Speichern',
  },

  limits: {
    title: (count: number) => `Tempolimits ${ofItems(count)}`,
    download: 'Download',
    upload: 'Upload',
    uploadHint: 'Was der eigene Knoten davon verteilt.',
    none: 'Kein Limit',
    atMost: 'Höchstens',
    different: 'Verschiedene Werte',
    amount: (what: string) => `${what}: höchstens`,
    unit: (what: string) => `${what}: Einheit`,
    invalid: 'Ein Limit ist eine Zahl über null.',
    global: 'Daneben gelten die Limits des ganzen Servers.',
    submit: 'Speichern',
  },

  shareLimits: {
    title: (count: number) => `Verteillimits ${ofItems(count)}`,
    about: 'Hat ein vollständiges Element sie erreicht, folgt die Aktion.',
    ratio: 'Verhältnis',
    seeding: 'Zeit vollständig und aktiv',
    inactive: 'Zeit ohne Upload',
    minutes: 'Minuten',
    hours: 'Stunden',
    days: 'Tage',
    unit: (what: string) => `${what}: Einheit`,
    above: 'Wie Kategorie oder Einstellungen es sagen',
    aboveNow: (value: string) => `Wie Kategorie oder Einstellungen es sagen (jetzt ${value})`,
    never: 'keines',
    none: 'Kein Limit',
    own: 'Eigenes Limit',
    different: 'Verschiedene Werte',
    amount: (what: string) => `${what}: eigenes Limit`,
    action: 'Dann',
    actions: {
      Default: 'Wie Kategorie oder Einstellungen es sagen',
      Stop: 'Stoppen',
      Remove: 'Entfernen',
      RemoveWithContent: 'Mit den Dateien entfernen',
      EnableSuperSeeding: 'Super-Seeding (hier ohne Wirkung)',
    },
    mode: 'Erreicht, wenn',
    modes: {
      Default: 'Wie Kategorie oder Einstellungen es sagen',
      MatchAny: 'Eines der Limits erreicht ist',
      MatchAll: 'Alle Limits erreicht sind',
    },
    invalid: 'Ein Limit ist eine Zahl ab null.',
    submit: 'Speichern',
  },

  pick: {
    category: (count: number) => `Kategorie ${ofItems(count)}`,
    tags: (count: number) => `Tags ${ofItems(count)}`,
    find: 'Suchen oder neu benennen',
    none: 'Keine Kategorie',
    noTags: 'Es gibt noch keine Tags. Tippen Sie einen Namen, um das erste anzulegen.',
    noMatch: 'Keines heißt so.',
    create: (name: string) => `„${name}“ anlegen`,
    some: (count: number, all: number) => `${String(count)} von ${String(all)}`,
    comma: 'Ein Tag darf kein Komma enthalten.',
    submit: 'Speichern',
    newTitle: 'Neue Kategorie',
    name: 'Name',
    nameHint: 'Mit „/“ wird sie Teil einer anderen, wie in Filme/Dokumentationen.',
    path: 'Speicherpfad',
    pathHint: 'Leer: ein Ordner dieses Namens im Standard-Speicherpfad.',
    nameEmpty: 'Ein Name ist nötig.',
    make: 'Anlegen und setzen',
  },

  failures: {
    title: 'Was nicht geklappt hat',
    close: 'Schließen',
  },

  unpublish: {
    title: (count: number) =>
      count === 1
        ? 'Veröffentlichung zurückziehen?'
        : `Veröffentlichung von ${String(count)} Elementen zurückziehen?`,
    text: 'Der eigene Knoten vergisst den Inhalt und den Codex-Eintrag. Die Dateien auf dem Datenträger bleiben. Geteilte Links funktionieren nur, solange ein anderer Knoten es hat.',
    submit: 'Zurückziehen',
  },

  recheck: {
    title: (count: number) =>
      count === 1 ? 'Dieses Element erneut prüfen?' : `${String(count)} Elemente erneut prüfen?`,
    text: 'Alle Dateien auf dem Datenträger werden gelesen. Was beschädigt ist oder fehlt, wird neu abgerufen.',
    submit: 'Erneut prüfen',
    done: (count: number) =>
      count === 1 ? 'Es wird geprüft.' : `${String(count)} werden geprüft.`,
  },

  tags: {
    title: (count: number) => `Alle Tags ${ofItems(count)} entfernen?`,
    text: (names: string) =>
      `Tags, die entfallen: ${names}. In der Liste der Tags bleiben sie erhalten.`,
    submit: 'Alle Tags entfernen',
    done: 'Tags entfernt.',
    none: 'Es gibt keine Tags zu entfernen.',
  },

  trackers: {
    title: 'Tracker',
    about:
      'Tracker werden aufbewahrt, angezeigt und exportiert; Inhalte kommen aus Codex, daher wird keiner kontaktiert.',
    none: 'Kein Element hat einen Tracker.',
    count: items,
    remove: 'Aus allen entfernen',
    removeNamed: (url: string) => `${url} aus allen Elementen entfernen`,
    confirmTitle: 'Diesen Tracker aus allen Elementen entfernen?',
    confirmText: (url: string, count: number) =>
      `${url} wird aus ${count === 1 ? '1 Element' : `${String(count)} Elementen`} entfernt.`,
    done: 'Tracker aus allen Elementen entfernt.',
    close: 'Schließen',
  },
};
