// Making torrents.
import type { create as english } from '../en/create';
import type { Words } from '../words';

export const create: Words<typeof english> = {
  create: {
    title: 'Torrent erstellen',
    tabs: 'Ansichten',
    form: 'Neuer Torrent',
    tasks: (count: number) => (count === 0 ? 'Aufträge' : `Aufträge (${String(count)})`),

    sourcePath: 'Inhalt',
    sourceHint: 'Eine Datei oder ein Ordner auf dem Server.',
    needPath:
      'Mit einem Schrägstrich beginnen: der ganze Pfad einer Datei oder eines Ordners auf dem Server.',
    goal: 'Was damit geschehen soll',
    goals: {
      publish: 'Erstellen und in Codex veröffentlichen',
      add: 'Erstellen und in die Liste aufnehmen',
      file: 'Nur die .torrent-Datei erstellen',
    },
    goalHints: {
      publish:
        'Die Dateien bleiben, wo sie sind. Der Knoten lernt, sie zu verteilen, behält einen kleinen Eintrag über sie und gibt Ihnen einen Link. Wer den Link hat, kann sie abrufen, solange der Knoten läuft.',
      publishNode:
        'Die Dateien werden in den Codex-Knoten kopiert, der einen kleinen Eintrag über sie behält und Ihnen einen Link gibt. Wer den Link hat, kann sie aus dem Netz abrufen.',
      add: 'Er erscheint als vollständig in der Liste. Ob er veröffentlicht wird, bestimmen die Einstellungen.',
      file: 'Sie bleibt beim Auftrag, bis er entfernt wird, oder wird an den unten angegebenen Ort geschrieben.',
    },
    private: 'Privat',
    privateHint:
      'Nur die Tracker dürfen nennen, wer ihn noch hat. In einem eigenen Knoten wird er nur veröffentlicht, wenn die Einstellungen es erlauben.',
    trackers: 'Tracker',
    trackersHint:
      'Einer je Zeile; eine Leerzeile beginnt die nächste Stufe. Sie werden aufbewahrt, nicht kontaktiert.',
    webSeeds: 'Web-Seeds',
    webSeedsHint: 'Eine Adresse je Zeile.',
    comment: 'Kommentar',
    more: 'Weitere Optionen',
    source: 'Quelle',
    sourceTagHint: 'Ändert den Info-Hash; manche Tracker verlangen sie.',
    format: 'Format',
    formats: { hybrid: 'Hybrid (v1 und v2)', v1: 'Version 1', v2: 'Version 2' },
    pieceSize: 'Größe der Teile',
    automatic: 'Automatisch',
    automaticOf: (size: string) => `Automatisch: ${size}`,
    pieces: (count: number) => (count === 1 ? '1 Teil' : `${String(count)} Teile`),
    optimize: 'Große Dateien mit einem eigenen Teil beginnen',
    paddedLimit: 'Dateien größer als (KiB)',
    notNumber: 'Keine brauchbare Zahl.',
    torrentPath: '.torrent schreiben nach',
    torrentPathHint: 'Datei auf dem Server; leer: Sie lässt sich beim Auftrag herunterladen.',
    needTarget: 'Mit einem Schrägstrich beginnen: der ganze Pfad einer Datei auf dem Server.',
    ignoreDotfiles: 'Dateien und Ordner auslassen, die mit einem Punkt beginnen',
    submit: 'Erstellen',
    submitPublish: 'Erstellen und veröffentlichen',
    busy: 'Wird gesendet…',
    close: 'Schließen',

    none: 'Es gibt keine Aufträge. Was Sie erstellen, erscheint hier.',
    states: {
      Queued: 'Wartet, bis er an der Reihe ist',
      Running: 'Liest Dateien…',
      Finished: 'Erstellt',
      Failed: 'Gescheitert',
    },
    progress: (name: string) => `Fortschritt von ${name}`,
    published: (state: string) => `Codex: ${state}`,
    piecesOf: (size: string) => `Teile zu ${size}`,
    writtenTo: (path: string) => `Geschrieben nach ${path}`,
    download: '.torrent herunterladen',
    downloadOf: (name: string) => `.torrent herunterladen: ${name}`,
    open: 'In der Liste zeigen',
    openOf: (name: string) => `In der Liste zeigen: ${name}`,
    copyLink: 'Link kopieren',
    copyLinkOf: (name: string) => `Link kopieren: ${name}`,
    cancel: 'Abbrechen',
    cancelOf: (name: string) => `Abbrechen: ${name}`,
    remove: 'Auftrag entfernen',
    removeOf: (name: string) => `Auftrag für ${name} entfernen`,
    started: 'Der Torrent wird erstellt.',
  },
};
