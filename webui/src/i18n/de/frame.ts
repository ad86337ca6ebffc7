// The toolbar.
import type { frame as english } from '../en/frame';
import type { Words } from '../words';

export const frame: Words<typeof english> = {
  toolbar: {
    label: 'Aktionen',
    add: 'Hinzufügen',
    create: 'Torrent erstellen…',
    copyLink: 'Link kopieren',
    more: 'Mehr',
    trackers: 'Tracker…',
    preferences: 'Einstellungen',
    sortBy: 'Sortieren nach',
    ascending: 'Aufsteigend',
    descending: 'Absteigend',
    logout: 'Abmelden',
  },
};
