// The commands on torrents: their names in menus, on buttons and in the list of keys.
import type { commands as english } from '../en/commands';
import type { Words } from '../words';

export const commands: Words<typeof english> = {
  commands: {
    start: 'Démarrer',
    stop: 'Arrêter',
    forceStart: 'Forcer le démarrage',
    remove: 'Supprimer…',
    removeFiles: 'Supprimer avec les fichiers…',
    location: 'Déplacer…',
    rename: 'Renommer…',
    renameFiles: 'Renommer les fichiers…',
    category: 'Catégorie',
    newCategory: 'Nouvelle…',
    noCategory: 'Aucune',
    allOf: (count: number) => `Toutes (${String(count)})…`,
    tags: 'Étiquettes',
    pickTags: 'Choisir…',
    removeAllTags: 'Retirer les étiquettes',
    auto: 'Gestion automatique',
    comment: 'Commentaire…',
    limits: 'Limites de vitesse…',
    shareLimits: 'Limites de partage…',
    sequential: 'Récupérer dans l’ordre',
    firstLast: 'Premiers et derniers morceaux d’abord',
    recheck: 'Revérifier',
    ask: 'Redemander à Codex',
    queue: 'File',
    queueTop: 'En tête',
    queueUp: 'Monter',
    queueDown: 'Descendre',
    queueBottom: 'En fin',
    publish: 'Publier dans Codex',
    unpublish: 'Dépublier…',
    copy: 'Copier',
    copyName: 'Nom',
    copyHash1: 'Info hash v1',
    copyHash2: 'Info hash v2',
    copyMagnet: 'Lien magnet',
    copyId: 'ID du torrent',
    copyComment: 'Commentaire',
    copyLink: 'Lien Codex',
    copyRecord: 'CID de la fiche',
    copyPath: 'Chemin du contenu',
    export: 'Exporter le .torrent',
    clear: (count: number) =>
      count < 2
        ? `${String(count)} sélectionné, ne rien sélectionner`
        : `${String(count)} sélectionnés, ne rien sélectionner`,
    menu: (count: number) =>
      count < 2 ? 'Actions sur l’élément' : `Actions sur ${String(count)} éléments`,
  },

  menu: { back: 'Retour', close: 'Fermer' },

  keys: {
    title: 'Raccourcis clavier',
    page: 'Partout',
    list: 'Avec des éléments sélectionnés',
    moving: 'Dans la liste',
    add: 'Ajouter des torrents',
    search: 'Rechercher',
    preferences: 'Préférences',
    help: 'Afficher cette aide',
    undo: 'Annuler le dernier changement',
    notices: 'Aller aux messages',
    menu: 'Menu des éléments sélectionnés',
    move: 'Déplacer et sélectionner',
    extend: 'Étendre la sélection',
    walk: 'Déplacer sans sélectionner',
    toggle: 'Sélectionner ou écarter',
    all: 'Tout sélectionner',
    clear: 'Ne rien sélectionner',
    singles: 'Raccourcis d’un seul caractère',
    singlesHint:
      'Désactivez-les si la saisie vocale ou un autre outil les tape par accident. Le navigateur s’en souvient.',
    close: 'Fermer',
    or: 'ou',
    named: {
      Ctrl: 'Ctrl',
      Alt: 'Alt',
      Shift: 'Maj',
      Delete: 'Suppr',
      Insert: 'Inser',
      Escape: 'Échap',
      Space: 'Espace',
      Home: 'Début',
      End: 'Fin',
      PageUp: 'Page ↑',
      PageDown: 'Page ↓',
      ArrowUp: '↑',
      ArrowDown: '↓',
      ContextMenu: 'Menu',
    } as Readonly<Record<string, string>>,
  },

  undo: {
    action: 'Annuler',
    done: 'Annulé.',
    partly: (count: number, all: number) =>
      `Annulé pour ${String(count)} sur ${String(all)}\u202f: les autres ont changé depuis ou ont disparu.`,
    nothing: 'Il n’y a rien à annuler.',
    gone: 'Rien n’a été annulé : les éléments ont changé depuis ou ont disparu.',
  },

  did: {
    started: (count: number) => (count < 2 ? 'Démarré.' : `${String(count)} démarrés.`),
    stopped: (count: number) => (count < 2 ? 'Arrêté.' : `${String(count)} arrêtés.`),
    forced: (count: number) =>
      count < 2 ? 'Démarré hors de la file.' : `${String(count)} démarrés hors de la file.`,
    unforced: (count: number) =>
      count < 2 ? 'De retour dans la file.' : `${String(count)} de retour dans la file.`,
    category: (name: string, count: number) =>
      count < 2
        ? `Catégorie «\u202f${name}\u202f» attribuée.`
        : `Catégorie «\u202f${name}\u202f» attribuée à ${String(count)} éléments.`,
    noCategory: (count: number) =>
      count < 2 ? 'Catégorie retirée.' : `Catégorie retirée de ${String(count)} éléments.`,
    tagged: (count: number) =>
      count < 2 ? 'Étiquettes modifiées.' : `Étiquettes de ${String(count)} éléments modifiées.`,
    autoOn: (count: number) =>
      count < 2
        ? 'Sa catégorie décide où vont les fichiers.'
        : `Leurs catégories décident où vont les fichiers de ${String(count)} éléments.`,
    autoOff: (count: number) =>
      count < 2
        ? 'Les fichiers restent où ils sont.'
        : `Les fichiers de ${String(count)} éléments restent où ils sont.`,
    asked: (count: number) =>
      count < 2
        ? 'Nouvelle demande à Codex.'
        : `Nouvelle demande à Codex pour ${String(count)} éléments.`,
    moving: (count: number) =>
      count < 2
        ? 'Déplacement des fichiers en cours.'
        : `Déplacement de ${String(count)} éléments en cours.`,
    renamed: 'Renommé.',
    commented: 'Commentaire enregistré.',
    limited: 'Limites enregistrées.',
    copied: (count: number) => (count < 2 ? 'Copié.' : `${String(count)} lignes copiées.`),
    copiedSome: (count: number, all: number) =>
      `Copié de ${String(count)} éléments sur ${String(all)}\u202f; les autres n’en ont pas.`,
    copiedNone: 'Il n’y a rien à copier.',
    exported: (count: number) =>
      count < 2
        ? 'Enregistré comme fichier .torrent.'
        : `${String(count)} fichiers .torrent enregistrés.`,
    published: (count: number) =>
      count < 2 ? 'Publication en cours.' : `${String(count)} publications en cours.`,
    unpublished: (count: number) =>
      count < 2 ? 'N’est plus publié.' : `${String(count)} ne sont plus publiés.`,
    unchanged: (count: number) =>
      count < 2
        ? 'Rien n’a changé : c’était déjà le cas.'
        : 'Rien n’a changé : c’était déjà leur cas.',
    someFailed: (failed: number, all: number) =>
      all < 2
        ? 'Cela n’a pas marché.'
        : `Cela n’a pas marché pour ${String(failed)} sur ${String(all)}.`,
    show: 'Voir pourquoi',
    skippedUnknown: (count: number) =>
      count < 2
        ? 'Un élément a été écarté : ses fichiers ne sont pas encore connus.'
        : `${String(count)} ont été écartés\u202f: leurs fichiers ne sont pas encore connus.`,
  },
};
