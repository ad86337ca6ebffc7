// Files of a torrent and its side in Codex.
import type { content as english } from '../en/content';
import type { Words } from '../words';

const files = (count: number) => (count === 1 ? '1 Datei' : `${String(count)} Dateien`);

export const content: Words<typeof english> = {
  fileTree: {
    folder: (count: number) => `Ordner, ${files(count)}`,
    unnamed: '(ohne Namen)',
    filter: 'Dateien filtern',
    matching: (count: number, total: number) => `${String(count)} von ${files(total)}`,
    wanted: (count: number, total: number, size: string) =>
      count === total
        ? `${files(total)}, ${size}`
        : `${String(count)} von ${files(total)}, ${size}`,
    noMatch: 'Keine Datei passt zum Filter.',
    none: 'Es gibt keine Dateien.',
    expandAll: 'Alle Ordner aufklappen',
    collapseAll: 'Alle Ordner zuklappen',
    all: 'Alle Dateien',
    allShown: 'Alle angezeigten Dateien',
    menu: 'Aktionen für Dateien',
    priority: 'Priorität',
    priorities: {
      none: 'Nicht laden',
      normal: 'Normal',
      high: 'Hoch',
      maximum: 'Maximum',
      mixed: 'Gemischt',
    },
    sort: 'Dateien sortieren',
    sortedBy: (column: string, descending: boolean) =>
      `${column}, ${descending ? 'absteigend sortiert' : 'aufsteigend sortiert'}`,
    columns: {
      name: 'Name',
      size: 'Größe',
      progress: 'Fortschritt',
      priority: 'Priorität',
      remaining: 'Verbleibend',
      availability: 'Kopien',
    },
    help: 'Pfeiltasten bewegen, Links und Rechts klappen Ordner zu und auf, * klappt alle daneben auf, Buchstaben springen zu einem Namen, Umschalt erweitert die Auswahl.',
    helpCheck:
      'Die Leertaste wählt, was heruntergeladen wird, Alt mit Auf und Ab ändert die Priorität.',
    changed: (name: string, priority: string) => `${name}: ${priority}`,
    changedSome: (count: number, priority: string) => `${files(count)}: ${priority}`,
  },

  contentTab: {
    label: 'Dateien dieses Elements',
    noMetadata:
      'Die Dateien sind noch nicht bekannt: Der Eintrag dieses Elements wurde in Codex nicht gefunden.',
    open: 'Öffnen',
    play: 'Abspielen',
    download: 'Herunterladen',
    rename: 'Umbenennen…',
    renameMany: 'Nach Muster umbenennen…',
    copyPath: 'Pfad kopieren',
    copyPaths: 'Pfade kopieren',
    copyCid: 'CID kopieren',
    copyCids: 'CIDs kopieren',
    copied: (count: number) => (count === 1 ? 'Kopiert.' : `${String(count)} kopiert.`),
  },

  preview: {
    cannot:
      'Der Browser kann es nicht zeigen, oder seine Bytes sind gerade nicht aus Codex zu bekommen.',
    cut: (size: string) => `Nur die ersten ${size} werden gezeigt.`,
    download: 'Herunterladen',
    close: 'Schließen',
    loading: 'Wird geladen…',
    picture: (name: string) => `Bild: ${name}`,
    text: (name: string) => `Text: ${name}`,
  },

  renameFile: {
    file: 'Datei umbenennen',
    folder: 'Ordner umbenennen',
    name: 'Neuer Name',
    submit: 'Umbenennen',
    busy: 'Wird umbenannt…',
    bad: 'Ein Name darf nicht leer, „.“ oder „..“ sein und kein „/“ enthalten.',
  },

  renameFiles: {
    title: 'Nach Muster umbenennen',
    search: 'Suchen nach',
    replace: 'Ersetzen durch',
    replaceHint: '{n} steht für eine fortlaufende Nummer.',
    regexHint: '{n} steht für eine fortlaufende Nummer, $1, $2 … für die Gruppen des Ausdrucks.',
    regex: 'Regulärer Ausdruck',
    caseSensitive: 'Groß/klein beachten',
    all: 'Jedes Vorkommen',
    part: 'Anwenden auf',
    parts: { name: 'Name ohne Endung', extension: 'Endung', both: 'Name und Endung' },
    files: 'Dateien',
    folders: 'Ordner',
    start: 'Erste Nummer',
    digits: 'Stellen',
    scope: (count: number) => `In ${files(count)}`,
    preview: 'Vorschau',
    nothing: 'Es würde sich nichts ändern.',
    type: 'Tippen Sie, wonach gesucht werden soll, um zu sehen, was sich ändern würde.',
    error: (why: string) => `Der Ausdruck ist nicht lesbar: ${why}`,
    counts: (changes: number, conflicts: number) =>
      `${changes === 1 ? '1 Änderung' : `${String(changes)} Änderungen`}${conflicts === 0 ? '' : `, ${String(conflicts)} ausgelassen`}`,
    conflicts: {
      empty: 'Es bliebe kein Name übrig.',
      invalid: 'Das ist kein Name für eine Datei.',
      long: 'Der Name wäre zu lang.',
      taken: 'Etwas anderes hat oder bekommt diesen Namen.',
      circle: 'Sie würden die Namen tauschen.',
    },
    submit: (count: number) => `${String(count)} umbenennen`,
    progress: (done: number, total: number) => `${String(done)} von ${String(total)} umbenannt`,
    finished: (done: number) => `${String(done)} umbenannt.`,
    stoppedAt: (path: string, why: string) => `Angehalten bei ${path}: ${why}`,
    kept: 'Was davor umbenannt wurde, bleibt umbenannt; der Rest hat seinen alten Namen.',
    stop: 'Anhalten',
    close: 'Schließen',
  },

  codexTab: {
    state: 'In Codex',
    share: 'Teilen',
    record: 'Eintrag',
    link: 'Link',
    copyLink: 'Link kopieren',
    noLink: 'Noch gibt es keinen Link.',
    missing: {
      incomplete:
        'Der Link erscheint, wenn alle Dateien vollständig und geprüft sind und das Element veröffentlicht ist.',
      private:
        'Privat: Es wird nicht veröffentlicht, außer Sie verlangen es. Danach ist sein Inhalt für alle erreichbar, die den Link haben.',
      out: 'Es wurde von Hand aus Codex genommen und wird nicht von selbst veröffentlicht.',
      publishing: 'Der Eintrag wird erstellt.',
      noMetadata: 'Noch ist nicht bekannt, woraus dieses Element besteht.',
    },
    receiver:
      'Wer den Link bekommt, fügt ihn in qcodex wie einen Magnet-Link hinzu. Die Dateien kommen von jedem Knoten, der sie hat. Andere Clients nehmen ihn als gewöhnlichen Magnet-Link.',
    qr: 'QR-Code zeigen',
    hideQr: 'QR-Code ausblenden',
    qrLabel: 'QR-Code des Links',
    qrTooLong: 'Der Link ist zu lang für einen QR-Code.',
    qrSvg: 'Als SVG speichern',
    qrPng: 'Als PNG speichern',
    publish: 'Veröffentlichen',
    retry: 'Erneut versuchen',
    unpublish: 'Aus Codex nehmen',
    done: { publish: 'Es wird veröffentlicht.', unpublish: 'Aus Codex genommen.' },
    refused: 'Es wurde abgelehnt.',
    privateTitle: 'Ein privates Element veröffentlichen?',
    privateText:
      'Seine Tracker wollen, dass nur ihre Mitglieder es haben. Ist es veröffentlicht, kann jeder es abrufen, der den Link hat.',
    unpublishTitle: 'Dieses Element aus Codex nehmen?',
    unpublishText:
      'Der Knoten vergisst seine Datensätze und seinen Eintrag: Der Link funktioniert nur dort, wo andere es abgerufen haben. Die Dateien auf dem Datenträger bleiben.',
    stored: 'Wo es gespeichert ist',
    nodes: {
      embedded: 'Eingebetteter Knoten dieses Servers',
      rest: 'Codex-Knoten',
      memory: 'Knoten im Speicher',
    },
    node: 'Knoten',
    how: 'Wie',
    hows: {
      by_reference: 'Als Verweis: Der Knoten liest die Dateien dort, wo sie liegen',
      copied: 'Von diesem Server in den Knoten kopiert',
      in_node: 'Im Knoten, von anderen dort abgelegt',
      none: 'Nichts davon ist im Knoten',
    },
    datasets: 'Datensätze',
    bytes: 'Größe im Knoten',
    quota: 'Vom Kontingent',
    expires: 'Im Knoten bis',
    expiresAbout: 'wird vorher erneuert',
    quotaNone: 'nichts: Die Dateien sind nicht kopiert',
    servers: 'Wer es verteilt',
    serversNone: 'Es ist kein Knoten bekannt, der es hat.',
    kinds: { own: 'Dieser Knoten', source: 'Quelle', peer: 'Knoten', web_seed: 'Web-Seed' },
    has: {
      all: 'hat alles davon',
      some: 'hat etwas davon',
      none: 'hat nichts davon',
      unknown: 'was er hat, ist unbekannt',
    },
    states: {
      starting: 'startet',
      online: 'erreichbar',
      away: 'nicht erreichbar',
      unknown: 'noch nicht gefragt',
    },
    got: (size: string) => `${size} kamen von dort`,
    used: (when: string) => `zuletzt genutzt ${when}`,
    unknown: 'unbekannt',
    verification: 'Prüfung',
    pieces: 'Geprüfte Teile',
    ofPieces: (have: number, all: number) => `${String(have)} von ${String(all)}`,
    verifiedBytes: 'Geprüfte Bytes',
    checkedAt: 'Zuletzt ganz geprüft',
    problems: 'Probleme',
    noProblems: 'keine bekannt',
    recheck: 'Erneut prüfen',
    files: 'CIDs der Dateien',
    filesHint: 'Jede Datei, die nicht leer ist, ist ein eigener Datensatz.',
    showFiles: 'CIDs zeigen',
    file: 'Datei',
    cid: 'Manifest-CID',
    tree: 'Baum-CID',
    noCid: 'noch keine',
    emptyFile: 'leere Datei',
    copyAll: 'Alle kopieren',
    copyCidOf: (name: string) => `CID von ${name} kopieren`,
    exportText: 'Als Text exportieren',
    exportJson: 'Als JSON exportieren',
    known: (count: number, total: number) => `${String(count)} von ${files(total)} mit CID`,
  },

  purchases: {
    removal: 'Gekaufter Speicher bleibt gekauft: Käufe lassen sich nicht abbrechen.',
    title: 'Gekaufter Speicher',
    buy: 'Speicher kaufen…',
    none: 'Für dieses Element wurde kein Speicher gekauft.',
    unpublished: 'Speicher kann gekauft werden, wenn das Element veröffentlicht ist.',
    unheard: (why: string) =>
      `Der Knoten sagt nicht, wie es darum steht; das hier sagte er zuletzt. ${why}`,
    record: 'Eintrag des Elements',
    states: {
      waiting: 'Wartet, bis es an der Reihe ist',
      requesting: 'Wird angefragt',
      submitted: 'Angefragt',
      pending: 'Sucht Anbieter',
      started: 'Bei Anbietern gespeichert',
      finished: 'Abgelaufen',
      cancelled: 'Zu wenige Anbieter',
      failed: 'Fehlgeschlagen',
      error: 'Fehler',
      errored: 'Fehler',
      unknown: 'Unbekannt',
      unclear: 'Unklar',
      refused: 'Abgelehnt',
      too_small: 'Zu klein',
      not_requested: 'Nicht angefragt',
      gone: 'Nicht mehr aufgeführt',
    },
    why: {
      too_small:
        'Zu wenige Blöcke für diese Bedingungen: Mit weniger Anbietern geht es vielleicht.',
      not_requested:
        'Davor ist etwas fehlgeschlagen, deshalb wurde es nicht angefragt. Kaufe noch einmal, um es anzufragen.',
      unclear:
        'Der Knoten hat nicht gesagt, ob er die Anfrage angenommen hat: Vielleicht ist es gekauft. Sieh am Knoten nach, bevor du es noch einmal kaufst.',
      gone: 'Der Knoten führt diesen Kauf gerade nicht auf.',
    },
    never: (count: number) =>
      count === 1
        ? '1 Datensatz hat höchstens 64 KiB und kann nicht gekauft werden.'
        : `${String(count)} Datensätze haben höchstens 64 KiB und können nicht gekauft werden.`,
    since: (when: string) => `seit ${when}`,
    seconds: (count: number) => `${String(count)} s`,
    hosts: (nodes: number, lost: number) =>
      `${String(nodes)} Anbieter, ${String(lost)} dürfen ausfallen`,
    total: (price: string) => `${price} Einheiten`,
    at: (node: string) => `bei ${node}`,
  },

  purchase: {
    title: 'Speicher auf dem Marktplatz kaufen',
    submit: 'Kaufen',
    about:
      'Anbieter im Codex-Netz speichern das Element gegen Geld, das der Knoten von seinem Konto zahlt. Ein Kauf lässt sich nicht abbrechen und läuft weiter, wenn das Element entfernt wird.',
    duration: 'Dauer',
    durationHint: 'Wie lange Anbieter es speichern.',
    expiry: 'Verfällt nach',
    expiryHint: 'Wenn es bis dahin nicht genug Anbieter angenommen haben.',
    price: 'Preis je Byte und Sekunde',
    collateral: 'Sicherheit je Byte',
    smallest: 'In der kleinsten Einheit des Tokens.',
    nodes: 'Anbieter',
    nodesHint: 'Jeder speichert einen Teil.',
    tolerance: 'Anbieter, die ausfallen dürfen',
    toleranceHint: 'Höchstens die Hälfte der Anbieter.',
    proofs: 'Nachweise',
    proofsHint: 'Anbieter weisen einmal in so vielen Perioden nach, dass sie es speichern.',
    again: 'Auch kaufen, was vielleicht schon gekauft ist',
    againHint:
      'Der Knoten hat nicht gesagt, ob er diese Anfragen angenommen hat. Vielleicht werden sie zweimal bezahlt.',
    bad: (what: string, least: string, most: string) =>
      `${what}: eine ganze Zahl von ${least} bis ${most}.`,
    badTime: (what: string, least: string, most: string) =>
      `${what}: von ${least} bis ${most} Sekunden.`,
    late: 'Es muss vor dem Ende der Dauer verfallen.',
    few: 'Es braucht mindestens 3 Anbieter.',
    frail: (most: string) => `Bei so vielen Anbietern dürfen höchstens ${most} ausfallen.`,
    nothing: 'Es gibt nichts zu kaufen: Alles ist gekauft oder für diese Bedingungen zu klein.',
    total: (price: string) => `Zusammen: ${price} Einheiten`,
    formula: (size: string) => `Preis × ${size} bei jedem Anbieter × Dauer × Anbieter.`,
    stake: (amount: string) => `Anbieter hinterlegen ${amount} Einheiten.`,
    datasets: (count: number) =>
      count === 1
        ? '1 Datensatz wird gekauft.'
        : `${String(count)} Datensätze werden gekauft, einer nach dem anderen.`,
    small: (count: number) =>
      count === 1
        ? '1 Datensatz ist für diese Bedingungen zu klein und bleibt außen vor.'
        : `${String(count)} Datensätze sind für diese Bedingungen zu klein und bleiben außen vor.`,
  },
};
