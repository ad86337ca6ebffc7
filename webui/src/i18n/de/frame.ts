// The toolbar.
import type { frame as english } from '../en/frame';
import type { Words } from '../words';

export const frame: Words<typeof english> = {
  toolbar: {
    label: 'Aktionen',
    add: 'Hinzufügen',
    create: 'Torrent erstellen…',
    start: 'Starten',
    stop: 'Stoppen',
    remove: 'Entfernen',
    copyLink: 'Link kopieren',
    more: 'Mehr',
    recheck: 'Erneut prüfen',
    removeTags: 'Alle Tags entfernen',
    trackers: 'Tracker…',
    preferences: 'Einstellungen',
    sortBy: 'Sortieren nach',
    ascending: 'Aufsteigend',
    descending: 'Absteigend',
    logout: 'Abmelden',
  },
};
