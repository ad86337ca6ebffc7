// The dialogs of actions on torrents.
import type { dialogs as english } from '../en/dialogs';
import type { Words } from '../words';

const ofItems = (count: number) =>
  count === 1 ? 'dieses Elements' : `von ${String(count)} Elementen`;

export const dialogs: Words<typeof english> = {
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
};
