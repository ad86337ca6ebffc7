// Preferences and the page Codex.
import type { prefs as english } from '../en/prefs';
import type { Words } from '../words';

const changes = (count: number) => (count === 1 ? '1 Änderung' : `${String(count)} Änderungen`);

export const prefs: Words<typeof english> = {
  prefs: {
    title: 'Einstellungen',
    pages: 'Seiten',
    search: 'Alle Optionen durchsuchen',
    found: (count: number) =>
      count === 1 ? '1 Option gefunden' : `${String(count)} Optionen gefunden`,
    nothing: 'Keine Option, die hier wirkt, enthält diese Wörter.',
    close: 'Schließen',
    loading: 'Wird geladen…',
    failed: 'Die Einstellungen konnten nicht geladen werden.',
    retry: 'Erneut versuchen',
    save: (count: number) => (count === 0 ? 'Speichern' : `${changes(count)} speichern`),
    saving: 'Wird gespeichert…',
    saved: 'Gespeichert.',
    savedAway:
      'Gespeichert, aber der Server antwortet hier nicht mehr. Haben Sie Adresse, Port oder HTTPS geändert, öffnen Sie ihn dort.',
    discard: 'Verwerfen',
    unsaved: (count: number) =>
      count === 0 ? 'Nichts geändert' : `${changes(count)} nicht gespeichert`,
    leaveTitle: 'Änderungen verwerfen?',
    leaveText: (count: number) =>
      count === 1
        ? 'Eine Änderung ist noch nicht gespeichert.'
        : `${String(count)} Änderungen sind noch nicht gespeichert.`,
    leave: 'Verwerfen',
    stay: 'Weiter bearbeiten',
    changed: 'geändert',
    pageChanged: changes,
    undo: 'Rückgängig',
    undoOf: (label: string) => `Änderung rückgängig machen: ${label}`,
    isDefault: 'Standard',
    reset: 'Zurücksetzen',
    resetOf: (label: string, value: string) => `${label} auf den Standard zurücksetzen: ${value}`,
    empty: 'leer',
    on: 'an',
    off: 'aus',
    when: {
      new_torrents: 'für neue Elemente',
      next_start: 'nach einem Neustart des Servers',
      node_restart: 'nach einem Neustart des Knotens',
    },
    restartNeeded: {
      node: 'Der Knoten muss neu gestartet werden',
      server: 'Der Server muss neu gestartet werden',
    },
    effective: (value: string) => `Gilt jetzt: ${value}`,
    fixed: 'Hier nicht änderbar.',
    range: (min: string, max: string) => `${min} bis ${max}`,
    atLeast: (min: string) => `mindestens ${min}`,
    atMost: (max: string) => `höchstens ${max}`,
    notNumber: 'Bitte eine Zahl angeben.',
    outside: (range: string) => `Erlaubt: ${range}.`,
    fix: 'Manche Werte lassen sich so nicht speichern.',
    unit: (label: string) => `Einheit von ${label}`,
    otherValue: 'Ein Wert…',
    noLimit: 'kein Limit',
    valueOf: (label: string) => `Wert von ${label}`,
    onePerLine: 'Eines je Zeile.',
    sendMail: 'Test-E-Mail senden',
    mailSent: 'Die Test-E-Mail ist unterwegs.',
    saveFirst: 'nachdem die Änderungen gespeichert sind',
    show: 'Zeigen',
    hide: 'Verbergen',
    keepPassword: 'unverändert',
    anyInterface: 'Jede Schnittstelle',
    allAddresses: 'Alle Adressen',
    allIpv4: 'Alle IPv4-Adressen',
    allIpv6: 'Alle IPv6-Adressen',
    browserLanguage: 'Wie der Browser',
    spoken: 'Wörter, Zahlen und Daten',
    notSpoken: 'Nur Zahlen und Daten, Wörter auf Englisch',
    onlyWith: (label: string) => `Nur mit „${label}“.`,
    apiKey: {
      title: 'API-Schlüssel',
      about:
        'Ein Schlüssel lässt andere Programme ohne Benutzername und Passwort herein: Sie senden ihn als „Authorization: Bearer …“. Er darf alles, was Sie dürfen.',
      none: 'Es gibt keinen Schlüssel.',
      there: 'Es gibt einen Schlüssel.',
      make: 'Schlüssel erzeugen',
      renew: 'Neuen Schlüssel erzeugen',
      remove: 'Schlüssel löschen',
      made: 'Der neue Schlüssel. Er wird nur jetzt gezeigt:',
      copy: 'Schlüssel kopieren',
      copied: 'Kopiert.',
      removed: 'Der Schlüssel ist gelöscht.',
      renewTitle: 'Neuen API-Schlüssel erzeugen?',
      renewText:
        'Der alte ist sofort ungültig: Programme, die ihn verwenden, sind ausgesperrt, bis sie den neuen haben.',
      removeTitle: 'API-Schlüssel löschen?',
      removeText: 'Programme, die ihn verwenden, sind sofort ausgesperrt.',
    },
    cookies: {
      title: 'Cookies',
      about: 'Werden gesendet, wenn .torrent-Dateien per Link abgerufen werden.',
      manage: 'Cookies verwalten…',
      none: 'Es gibt keine Cookies.',
      domain: 'Domain',
      path: 'Pfad',
      name: 'Name',
      value: 'Wert',
      expires: 'Läuft ab',
      add: 'Cookie hinzufügen',
      remove: (name: string) => `Cookie ${name} entfernen`,
      save: 'Speichern',
      saving: 'Wird gespeichert…',
      saved: 'Cookies gespeichert.',
      cancel: 'Abbrechen',
      needed: 'Jedes Cookie braucht eine Domain und einen Namen.',
      failed: 'Die Cookies konnten nicht geladen werden.',
      loading: 'Wird geladen…',
      list: 'Cookies',
    },
    units: {
      bytes: 'Bytes',
      seconds: 'Sekunden',
      minutes: 'Minuten',
      hours: 'Stunden',
      days: 'Tage',
    },
    folders: {
      folder: 'Überwachter Ordner',
      to: 'Speichern in',
      inside: 'überwachter Ordner',
      usual: 'Standard-Speicherpfad',
      other: 'anderer Ordner',
      path: 'Ordner zum Speichern',
      add: 'Ordner hinzufügen',
      remove: (folder: string) => `${folder} nicht überwachen`,
      none: 'Kein Ordner wird überwacht.',
      placeholder: '/pfad/auf/dem/server',
      needPath: 'Jeder überwachte Ordner braucht einen Pfad ab der Wurzel (/…).',
      needTarget: 'Bitte den Ordner zum Speichern angeben.',
      twice: 'Ein Ordner kommt doppelt vor.',
    },
    hidden: {
      title: 'Nicht gezeigt',
      ofPage: (count: number) =>
        count === 1
          ? '1 Option ist verborgen, weil…'
          : `${String(count)} Optionen sind verborgen, weil…`,
      about:
        'Diese Optionen würden hier nichts bewirken, daher bieten die Seiten sie nicht an. Die von qBittorrent werden trotzdem aufbewahrt, und andere Programme sehen sie so, wie sie gesetzt wurden.',
      found: (count: number) =>
        count === 1
          ? '1 verborgene Option enthält diese Wörter'
          : `${String(count)} verborgene Optionen enthalten diese Wörter`,
      noReason: 'Es bewirkt hier nichts.',
    },
    move: {
      title: 'Umzug auf diesen Knoten',
      way: (from: string, to: string) => `Von ${from} nach ${to}`,
      done: (done: string, all: string) => `${done} von ${all} fertig`,
      leftOut: 'Bleiben draußen: privat, herausgenommen oder unvollständig',
      end: 'Bisherigen Knoten loslassen',
      endAbout:
        'Was nur im bisherigen Knoten liegt, ist dann nicht mehr lesbar. Was noch zu kopieren ist, wird aus den Dateien kopiert.',
      remove: 'Nach dem Umzug entfernen, was in den bisherigen Knoten kopiert wurde',
      copies: 'Kopien dieses Servers im bisherigen Knoten',
      removeTrouble: 'Lassen sich jetzt nicht entfernen',
      troubles: 'Was noch wartet',
    },
    node: {
      title: 'Knoten',
      kind: 'Art',
      state: 'Zustand',
      version: 'Version',
      generation: 'Aufbau der Kennungen',
      url: 'Adresse',
      storage: 'Speicher',
      usage: (used: string, max: string) => `${used} von ${max} belegt`,
      usageNoLimit: (used: string) => `${used} belegt, kein Limit`,
      settings: 'Optionen',
      more: 'Weitere Optionen',
      missing: (count: number) =>
        count === 1
          ? '1 weitere bewirkt bei diesem Knoten nichts…'
          : `${String(count)} weitere bewirken bei diesem Knoten nichts…`,
      restartNeeded: 'Manche Änderungen warten auf einen Neustart.',
      command: 'Befehlszeile',
      commandAbout:
        'Starten Sie den Knoten mit diesen Optionen, damit gilt, was hier eingestellt ist:',
      copy: 'Kopieren',
      copied: 'Kopiert.',
      copyOption: (option: string) => `${option} kopieren`,
      flags: 'Was dieser Knoten kann',
      yes: 'ja',
      no: 'nein',
    },
    presets: {
      title: 'Vorgaben',
      about:
        'Eine Vorgabe ändert mehrere Optionen auf einmal. Was sie ändert, wird vorher gezeigt.',
      preview: 'Änderungen zeigen',
      hide: 'Ausblenden',
      apply: 'Anwenden',
      applying: 'Wird angewendet…',
      applied: (label: string) => `${label}: angewendet.`,
      same: 'Alles ist schon so, wie diese Vorgabe es will.',
      setting: 'Option',
      from: 'Jetzt',
      to: 'Dann',
      unaffected: (count: number) =>
        count === 1
          ? '1 weitere bewirkt hier nichts'
          : `${String(count)} weitere bewirken hier nichts`,
      unsaved: 'Speichern oder verwerfen Sie zuerst Ihre Änderungen.',
    },
  },
};
