// Adding torrents and making them.
import type { add as english } from '../en/add';
import type { Words } from '../words';

const items = (count: number) => (count === 1 ? '1 Element' : `${String(count)} Elemente`);
const files = (count: number) => (count === 1 ? '1 Datei' : `${String(count)} Dateien`);

export const add: Words<typeof english> = {
  add: {
    title: 'Torrents hinzufügen',
    links: 'Links',
    linksHint:
      'Einer je Zeile: Magnet-Link, Codex-CID, Info-Hash oder die Adresse einer .torrent-Datei.',
    linksPlaceholder: 'magnet:?xt=urn:btih:…&xs=urn:codex:…',
    unclear: (count: number) =>
      count === 1
        ? 'Eine Zeile sieht nicht nach einem Link aus; sie wird so gesendet, wie sie ist.'
        : `${String(count)} Zeilen sehen nicht nach Links aus; sie werden so gesendet, wie sie sind.`,
    choose: 'Dateien wählen…',
    dropHere: 'oder irgendwo hier ablegen',
    notTorrent: (names: string) => `Keine .torrent-Datei: ${names}`,
    lostFiles: (names: string) =>
      `Zu groß, um das Neuladen zu überstehen, bitte erneut wählen: ${names}`,
    cancel: 'Abbrechen',
    submit: 'Hinzufügen',
    busy: (done: number, total: number) => `Füge ${String(done + 1)} von ${String(total)} hinzu…`,
    progress: 'Fortschritt beim Hinzufügen',
    halt: 'Hinzufügen anhalten',
    nothing: 'Mindestens einen Link oder eine Datei angeben.',
    fix: 'Eine der Optionen ist keine brauchbare Zahl.',
    refused: 'Der Server konnte es nicht lesen.',
    already: 'Schon in der Liste.',
    someRefused: (count: number) =>
      count === 1
        ? 'Eines konnte nicht hinzugefügt werden:'
        : `${String(count)} konnten nicht hinzugefügt werden:`,
    added: (count: number) => (count === 1 ? 'Hinzugefügt.' : `${String(count)} hinzugefügt.`),
    pending: (count: number) =>
      count === 1
        ? 'Eine Adresse wird abgerufen; sie erscheint, sobald sie da ist.'
        : `${String(count)} Adressen werden abgerufen; sie erscheinen, sobald sie da sind.`,
    merged: (count: number) =>
      count === 1
        ? 'Eines war schon in der Liste: Seine Tracker wurden zusammengeführt.'
        : `${String(count)} waren schon in der Liste: Ihre Tracker wurden zusammengeführt.`,
    total: (count: number, size: string) => `${items(count)}, ${size}`,
  },

  addSource: {
    label: 'Was hinzugefügt wird',
    contents: 'Dateien',
    remove: (name: string) => `${name} auslassen`,
    show: (name: string) => `Inhalt von ${name} zeigen`,
    states: {
      waiting: 'Wartet, bis es an der Reihe ist',
      reading: 'Wird gelesen…',
      looking: 'Sucht in Codex…',
      lookingAddress: 'Fragt die Adresse…',
      found: 'Bereit',
      absent: 'Noch nicht in Codex gefunden. Es kann hinzugefügt werden und wartet dort.',
      silent:
        'Die Adresse hat noch nicht geantwortet. Es kann hinzugefügt werden und wird dann abgerufen.',
      content: 'Inhalt in Codex ohne Torrent: wird als eine Datei hinzugefügt.',
      blind: 'Wird beim Hinzufügen gelesen',
      failed: 'Nicht lesbar',
    },
    duplicate: 'Schon in der Liste',
    duplicateMerge: 'Schon in der Liste: Seine Tracker werden zusammengeführt',
    merge: 'Tracker zusammenführen',
    mergeOf: (name: string) => `Tracker zusammenführen: ${name}`,
    mergeDone: 'Tracker zusammengeführt.',
    codexPart: 'Codex-Teil',
    noCodexPart: 'Kein Codex-Teil',
    noCodexPartHint:
      'Es sagt nicht, wo in Codex sein Inhalt liegt. Dateien im Speicherpfad werden geprüft; sonst wird danach gesucht.',
    private: 'Privat',
    files,
    chosen: (count: number, total: number) => `${String(count)} von ${files(total)}`,
    facts: {
      from: 'Von',
      hashV1: 'Info-Hash v1',
      hashV2: 'Info-Hash v2',
      pieces: 'Teile',
      piecesOf: (count: number, size: string) => `${String(count)} × ${size}`,
      made: 'Erstellt',
      by: (maker: string) => `mit ${maker}`,
      comment: 'Kommentar',
      trackers: 'Tracker',
      webSeeds: 'Web-Seeds',
    },
  },

  addOptions: {
    savePath: 'Speichern in',
    savePathHint:
      'Ordner auf dem Server. Dateien, die dort schon liegen, werden geprüft und behalten.',
    savePathAutomatic: 'Die Kategorie bestimmt es.',
    goesTo: (path: string) => `Dateien kommen nach ${path}`,
    free: (free: string) => `${free} dort frei`,
    tooLittle: (free: string, needed: string) => `Dort nur ${free} frei, ${needed} nötig.`,
    category: 'Kategorie',
    noCategory: 'Keine',
    newCategory: 'Neue Kategorie…',
    newCategoryName: 'Name der neuen Kategorie',
    newCategoryHint: 'Wird mit dem Element angelegt. Ein Schrägstrich ergibt eine Unterkategorie.',
    rememberCategory: 'Nächstes Mal mit dieser Kategorie beginnen',
    tags: 'Tags',
    addTag: 'Tag hinzufügen',
    removeTag: (tag: string) => `${tag} entfernen`,
    startNow: 'Sofort starten',
    more: 'Weitere Optionen',
    automatic: 'Automatisch: Die Kategorie bestimmt, wo Dateien liegen',
    useDownloadPath: 'Anderer Ordner bis zum Abschluss',
    downloadPath: 'Ordner bis zum Abschluss',
    rename: 'Name in der Liste',
    renameHint: 'Leer: der eigene Name.',
    stopCondition: 'Stoppen, wenn',
    stopConditions: {
      None: 'Nie',
      MetadataReceived: 'Die Metadaten da sind',
      FilesChecked: 'Die Dateien geprüft sind',
    },
    layout: 'Ordner',
    layouts: {
      Original: 'Wie im Torrent',
      Subfolder: 'Immer ein eigener',
      NoSubfolder: 'Nie ein eigener',
    },
    top: 'An den Anfang der Warteschlange',
    skipChecking: 'Vorhandene Dateien nicht prüfen',
    skipCheckingHint: 'Sie gelten als vollständig. Schäden fallen erst auf, wenn jemand sie liest.',
    sequential: 'Der Reihe nach, von vorn',
    firstLast: 'Erste und letzte Teile zuerst',
    download: 'Download-Limit',
    upload: 'Upload-Limit',
    rate: 'KiB/s',
    unlimited: 'Kein Limit',
    share: 'Verteilen beenden',
    shares: {
      default: 'Wie Kategorie oder Einstellungen es sagen',
      none: 'Nie',
      own: 'Bei eigenen Limits',
    },
    ratio: 'Verhältnis',
    seedingTime: 'Verteilzeit',
    inactiveTime: 'Zeit ohne Anfragen',
    minutes: 'min',
    shareAction: 'Dann',
    shareActions: {
      Default: 'Wie die Einstellungen es sagen',
      Stop: 'Stoppen',
      Remove: 'Entfernen',
      RemoveWithContent: 'Mit den Dateien entfernen',
    },
    shareMode: 'Wenn',
    shareModes: {
      Default: 'Wie die Einstellungen es sagen',
      MatchAny: 'Eines davon erreicht ist',
      MatchAll: 'Alle davon erreicht sind',
    },
    notNumber: 'Keine brauchbare Zahl.',
  },

  magnetHandler: {
    title: 'Magnet-Links',

    button: 'Magnet-Links hier öffnen',
    asked: 'Der Browser fragt jetzt nach, falls er es nicht schon getan hat.',
    insecure:
      'Browser erlauben das nur über https oder auf dem Rechner des Servers selbst; diese Seite wurde anders geöffnet.',
    unsupported: 'Dieser Browser lässt Seiten keine Links öffnen.',
    failed: 'Der Browser hat es nicht erlaubt.',
  },

  path: {
    offers: 'Ordner auf dem Server',
    missing: 'Diesen Ordner gibt es noch nicht.',
    more: (count: number) => `${String(count)} weitere: einfach weitertippen`,
    count: (count: number) => (count === 1 ? '1 Vorschlag' : `${String(count)} Vorschläge`),
  },
};
