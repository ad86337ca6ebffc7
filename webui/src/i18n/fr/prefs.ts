// Preferences and the page Codex.
import type { prefs as english } from '../en/prefs';
import type { Words } from '../words';

const changes = (count: number) =>
  count < 2 ? `${String(count)} changement` : `${String(count)} changements`;

export const prefs: Words<typeof english> = {
  prefs: {
    title: 'Préférences',
    pages: 'Pages',
    search: 'Chercher dans toutes les options',
    found: (count: number) =>
      count < 2 ? `${String(count)} option trouvée` : `${String(count)} options trouvées`,
    nothing: 'Aucune option utile ici ne contient ces mots.',
    close: 'Fermer',
    loading: 'Chargement…',
    failed: 'Les préférences n’ont pas pu être chargées.',
    retry: 'Réessayer',
    save: (count: number) => (count === 0 ? 'Enregistrer' : `Enregistrer ${changes(count)}`),
    saving: 'Enregistrement…',
    saved: 'Enregistré.',
    savedAway:
      'Enregistré, mais le serveur ne répond plus ici. Si vous avez changé son adresse, son port ou HTTPS, ouvrez-le à cet endroit.',
    discard: 'Abandonner',
    unsaved: (count: number) =>
      count === 0
        ? 'Rien de changé'
        : `${changes(count)} non ${count < 2 ? 'enregistré' : 'enregistrés'}`,
    leaveTitle: 'Abandonner les changements ?',
    leaveText: (count: number) =>
      count < 2
        ? 'Un changement n’est pas encore enregistré.'
        : `${String(count)} changements ne sont pas encore enregistrés.`,
    leave: 'Abandonner',
    stay: 'Continuer',
    changed: 'changé',
    pageChanged: changes,
    undo: 'Annuler',
    undoOf: (label: string) => `Annuler le changement de ${label}`,
    isDefault: 'par défaut',
    reset: 'Rétablir',
    resetOf: (label: string, value: string) =>
      `Remettre ${label} à la valeur par défaut\u202f: ${value}`,
    empty: 'vide',
    on: 'activé',
    off: 'désactivé',
    when: {
      new_torrents: 'pour les nouveaux éléments',
      next_start: 'après un redémarrage du serveur',
      node_restart: 'après un redémarrage du nœud',
    },
    restartNeeded: {
      node: 'Le nœud doit être redémarré',
      server: 'Le serveur doit être redémarré',
    },
    effective: (value: string) => `Utilisé actuellement\u202f: ${value}`,
    fixed: 'Ne peut pas être changé ici.',
    range: (min: string, max: string) => `${min} à ${max}`,
    atLeast: (min: string) => `au moins ${min}`,
    atMost: (max: string) => `au plus ${max}`,
    notNumber: 'Donnez un nombre.',
    outside: (range: string) => `Permis\u202f: ${range}.`,
    fix: 'Certaines valeurs ne peuvent pas être enregistrées ainsi.',
    unit: (label: string) => `Unité de ${label}`,
    otherValue: 'Une valeur…',
    noLimit: 'sans limite',
    valueOf: (label: string) => `Valeur de ${label}`,
    onePerLine: 'Un élément par ligne.',
    sendMail: 'Envoyer un courriel d’essai',
    mailSent: 'Le courriel d’essai est en route.',
    saveFirst: 'une fois les changements enregistrés',
    show: 'Afficher',
    hide: 'Masquer',
    keepPassword: 'inchangé',
    anyInterface: 'Toute interface',
    allAddresses: 'Toutes les adresses',
    allIpv4: 'Toutes les adresses IPv4',
    allIpv6: 'Toutes les adresses IPv6',
    browserLanguage: 'Comme le navigateur',
    spoken: 'Mots, nombres et dates',
    notSpoken: 'Nombres et dates seulement, mots en anglais',
    onlyWith: (label: string) => `Seulement avec «\u202f${label}\u202f».`,
    apiKey: {
      title: 'Clé d’API',
      about:
        'Une clé laisse entrer d’autres programmes sans nom d’utilisateur ni mot de passe : ils l’envoient sous la forme « Authorization: Bearer … ». Elle permet tout ce qui vous est permis.',
      none: 'Il n’y a pas de clé.',
      there: 'Il y a une clé.',
      make: 'Créer une clé',
      renew: 'Créer une nouvelle clé',
      remove: 'Supprimer la clé',
      made: 'La nouvelle clé. Elle n’est affichée que maintenant :',
      copy: 'Copier la clé',
      copied: 'Copié.',
      removed: 'La clé est supprimée.',
      renewTitle: 'Créer une nouvelle clé d’API ?',
      renewText:
        'L’ancienne est aussitôt annulée : les programmes qui l’utilisent n’ont plus accès avant d’avoir la nouvelle.',
      removeTitle: 'Supprimer la clé d’API ?',
      removeText: 'Les programmes qui l’utilisent perdent aussitôt l’accès.',
    },
    cookies: {
      title: 'Cookies',
      about: 'Envoyés quand des fichiers .torrent sont récupérés par un lien.',
      manage: 'Gérer les cookies…',
      none: 'Il n’y a pas de cookies.',
      domain: 'Domaine',
      path: 'Chemin',
      name: 'Nom',
      value: 'Valeur',
      expires: 'Expire',
      add: 'Ajouter un cookie',
      remove: (name: string) => `Retirer le cookie ${name}`,
      save: 'Enregistrer',
      saving: 'Enregistrement…',
      saved: 'Cookies enregistrés.',
      cancel: 'Annuler',
      needed: 'Chaque cookie doit avoir un domaine et un nom.',
      failed: 'Les cookies n’ont pas pu être chargés.',
      loading: 'Chargement…',
      list: 'Cookies',
    },
    units: {
      bytes: 'octets',
      seconds: 'secondes',
      minutes: 'minutes',
      hours: 'heures',
      days: 'jours',
    },
    folders: {
      folder: 'Dossier surveillé',
      to: 'Enregistrer dans',
      inside: 'le dossier surveillé',
      usual: 'le chemin de sauvegarde par défaut',
      other: 'un autre dossier',
      path: 'Dossier d’enregistrement',
      add: 'Ajouter un dossier',
      remove: (folder: string) => `Ne plus surveiller ${folder}`,
      none: 'Aucun dossier n’est surveillé.',
      placeholder: '/chemin/sur/le/serveur',
      needPath: 'Chaque dossier surveillé doit avoir un chemin depuis la racine (/…).',
      needTarget: 'Donnez le dossier d’enregistrement.',
      twice: 'Un dossier y est deux fois.',
    },
    hidden: {
      title: 'Non affiché',
      ofPage: (count: number) =>
        count < 2
          ? `${String(count)} option est masquée parce que…`
          : `${String(count)} options sont masquées parce que…`,
      about:
        'Ces options ne feraient rien ici : les pages ne les proposent donc pas. Celles de qBittorrent sont tout de même conservées, et les autres programmes les voient telles qu’elles ont été réglées.',
      found: (count: number) =>
        count < 2
          ? `${String(count)} option masquée contient ces mots`
          : `${String(count)} options masquées contiennent ces mots`,
      noReason: 'Sans effet ici.',
    },
    move: {
      title: 'Déménagement vers ce nœud',
      way: (from: string, to: string) => `De ${from} vers ${to}`,
      done: (done: string, all: string) => `${done} sur ${all} terminés`,
      leftOut: 'Laissés de côté : privés, retirés ou incomplets',
      end: 'Abandonner l’ancien nœud',
      endAbout:
        'Ce qui ne se trouve que dans l’ancien nœud ne pourra plus être lu. Ce qui reste à copier l’est à partir des fichiers.',
      remove: 'Supprimer ce qui a été copié dans l’ancien nœud une fois tout déménagé',
      copies: 'Copies de ce serveur dans l’ancien nœud',
      removeTrouble: 'Suppression impossible pour le moment',
      troubles: 'Éléments en attente',
    },
    node: {
      title: 'Nœud',
      kind: 'Type',
      state: 'État',
      version: 'Version',
      generation: 'Structure des identifiants',
      url: 'Adresse',
      storage: 'Stockage',
      usage: (used: string, max: string) => `${used} sur ${max} utilisés`,
      usageNoLimit: (used: string) => `${used} utilisés, sans limite`,
      settings: 'Réglages',
      more: 'Plus de réglages',
      missing: (count: number) =>
        count < 2
          ? `${String(count)} autre n’a pas d’effet avec ce nœud…`
          : `${String(count)} autres n’ont pas d’effet avec ce nœud…`,
      restartNeeded: 'Certains changements attendent un redémarrage.',
      command: 'Ligne de commande',
      commandAbout: 'Démarrez le nœud avec ces options pour appliquer ce qui est réglé ici :',
      copy: 'Copier',
      copied: 'Copié.',
      copyOption: (option: string) => `Copier ${option}`,
      flags: 'Ce que ce nœud sait faire',
      yes: 'oui',
      no: 'non',
    },
    presets: {
      title: 'Préréglages',
      about: 'Un préréglage change plusieurs réglages à la fois. Ce qu’il change est montré avant.',
      preview: 'Voir les changements',
      hide: 'Masquer',
      apply: 'Appliquer',
      applying: 'Application…',
      applied: (label: string) => `${label}\u202f: appliqué.`,
      same: 'Tout est déjà comme ce préréglage le veut.',
      setting: 'Réglage',
      from: 'Avant',
      to: 'Après',
      unaffected: (count: number) =>
        count < 2
          ? `${String(count)} autre n’a pas d’effet ici`
          : `${String(count)} autres n’ont pas d’effet ici`,
      unsaved: 'Enregistrez ou abandonnez d’abord vos changements.',
    },
  },
};
