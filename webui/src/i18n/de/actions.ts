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
