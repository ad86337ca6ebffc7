// What is around the list: filters, the search, categories and tags, the status bar, empty lists.
import type { side as english } from '../en/side';
import type { Words } from '../words';

const items = (count: number) =>
  count < 2 ? `${String(count)} élément` : `${String(count)} éléments`;
const stay = (count: number) => (count < 2 ? 'reste' : 'restent');

export const side: Words<typeof english> = {
  filters: {
    label: 'Filtres',
    show: 'Afficher les filtres',
    hide: 'Masquer les filtres',
    close: 'Fermer',
    resize: 'Largeur des filtres',
    count: items,
    more: 'Plus d’états',
    fewer: 'Moins d’états',
    showAll: (count: number) => `Tout afficher (${String(count)})`,
    actions: (section: string) => `Actions\u202f: ${section}`,
    active: 'Filtres actifs',
    chip: (kind: string, value: string) => `${kind}\u202f: ${value}`,
    remove: (chip: string) => `Retirer le filtre ${chip}`,
    clear: 'Tout effacer',
    sections: {
      state: 'État',
      codex: 'Codex',
      category: 'Catégorie',
      tag: 'Étiquettes',
      tracker: 'Trackers',
      search: 'Recherche',
    },
    states: {
      all: 'Tous',
      downloading: 'Téléchargement',
      seeding: 'Distribution',
      completed: 'Complets',
      running: 'En marche',
      stopped: 'Arrêtés',
      active: 'Actifs',
      inactive: 'Inactifs',
      stalled: 'Bloqués',
      stalled_uploading: 'Distribution bloquée',
      stalled_downloading: 'Téléchargement bloqué',
      checking: 'Vérification',
      moving: 'Déplacement',
      errored: 'Erreurs',
    },
    codex: {
      published: 'Publiés',
      pending: 'En publication',
      unpublished: 'Non publiés',
      failed: 'Échec de publication',
      stale: 'Périmés dans Codex',
      waiting: 'En attente, avec raison',
    },
    any: 'Tous',
    uncategorised: 'Sans catégorie',
    untagged: 'Sans étiquette',
    trackerless: 'Sans tracker',
    trackersAbout: 'Les trackers sont gardés comme données et ne sont pas contactés.',
    noCategories: 'Les catégories séparent les éléments et peuvent avoir leur propre dossier.',
    noTags:
      'Les étiquettes sont des mots pour retrouver des éléments. Un élément peut en avoir plusieurs.',
  },

  filterMenu: {
    addCategory: 'Ajouter une catégorie…',
    addSubcategory: 'Ajouter une sous-catégorie…',
    editCategory: 'Modifier la catégorie…',
    removeCategory: 'Supprimer la catégorie…',
    removeUnusedCategories: 'Supprimer les catégories inutilisées…',
    manageTags: 'Gérer les étiquettes…',
    removeTag: 'Supprimer l’étiquette…',
    removeUnusedTags: 'Supprimer les étiquettes inutilisées…',
    removeTracker: 'Retirer de tous les éléments…',
    manageTrackers: 'Tous les trackers…',
    start: 'Démarrer ses éléments',
    stop: 'Arrêter ses éléments',
    remove: 'Supprimer ses éléments…',
    empty: 'Aucun élément n’a ce filtre.',
    noUnused: 'Tout est utilisé.',
  },

  category: {
    addTitle: 'Ajouter une catégorie',
    addBelowTitle: (parent: string) => `Ajouter une sous-catégorie de ${parent}`,
    editTitle: (name: string) => `Modifier la catégorie ${name}`,
    name: 'Nom',
    nameHint: 'Une barre oblique fait une sous-catégorie : Films/Comédie.',
    savePath: 'Enregistrer dans',
    savePathHint: 'Vide : un dossier au nom de la catégorie sous le dossier par défaut.',
    downloadPath: 'Dossier des éléments incomplets',
    downloadPathDefault: 'Comme partout',
    downloadPathOn: 'Oui',
    downloadPathOff: 'Non',
    downloadPathField: 'Garder les éléments incomplets dans',
    downloadPathHint: 'Vide : sous le dossier par défaut des éléments incomplets.',
    shareLimits: 'Limites de partage',
    shareLimitsHint: 'Vide : comme partout. Pour aucune limite, écrivez −1.',
    ratio: 'Ratio',
    seedingTime: 'Minutes de distribution',
    inactiveTime: 'Minutes sans requêtes',
    limitAction: 'Quand une limite est atteinte',
    limitActions: {
      Default: 'Comme partout',
      Stop: 'Arrêter',
      Remove: 'Supprimer',
      RemoveWithContent: 'Supprimer avec les fichiers',
      EnableSuperSeeding: 'Super-partage',
    },
    submitAdd: 'Ajouter',
    submitEdit: 'Enregistrer',
    nameMissing: 'Donnez-lui un nom.',
    nameWrong:
      'Un nom n’a pas de barre oblique inverse, ni de barre oblique au début, à la fin ou doublée.',
    exists: 'Il y a déjà une catégorie de ce nom.',
    numberWrong: 'Une limite est un nombre à partir de 0, −1 pour aucune, ou vide.',
    moves: (count: number) =>
      `La gestion automatique déplace ${items(count)} dans le nouveau dossier.`,
    staysPut: (count: number) =>
      count < 2
        ? `${items(count)} reste à sa place\u202f; sa gestion automatique est désactivée.`
        : `${items(count)} restent à leur place\u202f; leur gestion automatique est désactivée.`,
    added: (name: string) => `Catégorie ${name} ajoutée.`,
    saved: (name: string) => `Catégorie ${name} enregistrée.`,
    removeTitle: (count: number) =>
      count < 2 ? 'Supprimer cette catégorie ?' : `Supprimer ${String(count)} catégories\u202f?`,
    removeItems: (count: number, parent: string) =>
      parent === ''
        ? `${items(count)} ${stay(count)} dans la liste, sans catégorie.`
        : `${items(count)} ${stay(count)} dans la liste, dans la catégorie ${parent}.`,
    removeNoItems: 'Aucun élément ne l’a.',
    removeBelow: 'Les sous-catégories sont supprimées aussi.',
    removeUnusedText: 'Aucun élément n’a l’une de ces catégories.',
    removeSubmit: 'Supprimer',
    removed: (count: number) =>
      count < 2 ? 'Catégorie supprimée.' : `${String(count)} catégories supprimées.`,
  },

  tagList: {
    title: 'Étiquettes',
    none: 'Il n’y a pas encore d’étiquettes.',
    new: 'Nouvelles étiquettes',
    newHint: 'Plusieurs à la fois, séparées par des virgules.',
    add: 'Ajouter',
    count: items,
    remove: 'Supprimer',
    removeNamed: (tag: string) => `Supprimer l’étiquette ${tag}`,
    close: 'Fermer',
    known: (tags: string) => `Existe déjà\u202f: ${tags}.`,
    added: (count: number) =>
      count < 2 ? 'Étiquette ajoutée.' : `${String(count)} étiquettes ajoutées.`,
    removeTitle: (count: number) =>
      count < 2 ? 'Supprimer cette étiquette ?' : `Supprimer ${String(count)} étiquettes\u202f?`,
    removeText: (count: number) =>
      count === 0
        ? 'Aucun élément ne l’a.'
        : count < 2
          ? `Elle est retirée de ${items(count)}, qui reste.`
          : `Elle est retirée de ${items(count)}, qui restent.`,
    removeUnusedText: 'Aucun élément n’a l’une de ces étiquettes.',
    removed: (count: number) =>
      count < 2 ? 'Étiquette supprimée.' : `${String(count)} étiquettes supprimées.`,
  },

  trackerFilter: {
    removeTitle: 'Retirer ce tracker de tous les éléments ?',
    removeText: (count: number) =>
      `Il est retiré de ${items(count)}, qui ${stay(count)} dans la liste.`,
    removeSubmit: 'Retirer de tous',
  },

  search: {
    label: 'Rechercher',
    placeholder: 'Chercher un nom',
    clear: 'Effacer la recherche',
    help: 'Comment chercher',
    bad: {
      invalid: 'Ce n’est pas encore une expression régulière.',
      unsupported:
        'Ici, une expression régulière n’a ni assertion avant ou arrière, ni référence arrière.',
      complex: 'Cette expression régulière est trop longue.',
    },
    helpTitle: 'Comment chercher',
    helpRows: [
      { example: 'big buck', text: 'les deux mots, n’importe où dans le nom' },
      { example: '"big buck"', text: 'exactement cette suite de mots' },
      { example: '-trailer', text: 'pas ce mot' },
      { example: '/s\\d+e\\d+/', text: 'une expression régulière' },
      { example: 'category:films', text: 'dans cette catégorie ; category:"" pour aucune' },
      { example: 'tag:new', text: 'avec cette étiquette ; tag:"" pour aucune' },
      { example: 'tracker:example', text: 'avec ce tracker' },
      { example: 'state:stalled', text: 'dans cet état' },
      { example: 'path:/srv', text: 'dans ce dossier' },
      { example: 'cid:zDvZ', text: 'avec cette fiche Codex' },
      { example: 'hash:9f2c', text: 'avec cet info hash' },
    ],
    helpNote:
      'Toutes les parties doivent correspondre. Un signe moins marche devant chacune. Majuscules et accents ne comptent pas.',
  },

  empty: {
    title: 'Encore rien ici',
    lead: 'qcodex récupère le contenu depuis Codex, non de pairs BitTorrent. Le contenu doit donc être dans Codex avant de pouvoir arriver ici.',
    ways: [
      {
        title: 'On vous a donné un lien',
        text: 'Collez un lien magnet avec une partie Codex (xs=urn:codex:…) ou un simple CID Codex. Il démarre aussitôt.',
      },
      {
        title: 'Vous avez les fichiers',
        text: 'Mettez-les à leur place et déposez le .torrent ici. Ils sont vérifiés, publiés dans Codex et reçoivent un lien à partager.',
      },
      {
        title: 'Vous avez un magnet ordinaire',
        text: 'Il est gardé et attend, avec la raison, que quelqu’un publie son contenu.',
      },
    ],
    action: 'Ajouter le premier',
    dropHint: 'ou déposez fichiers et liens n’importe où sur cette page',
    noMatch: 'Aucune correspondance',
    noMatchText: (count: number) =>
      count < 2
        ? 'Un élément est dans la liste, masqué par :'
        : `${String(count)} éléments sont dans la liste, tous masqués par\u202f:`,
    hides: (count: number) =>
      count === 0 ? 'sans lui, toujours rien' : `sans lui, ${items(count)}`,
    reset: 'Tout afficher',
    nodeAway: 'Le nœud Codex est injoignable.',
    nodeAwayText:
      'Rien ne peut être récupéré ou publié avant son retour ; la liste et ses fichiers restent intacts. Un nouvel essai a lieu automatiquement.',
    nodeSettings: 'Réglages Codex',
  },

  status: {
    label: 'État',
    down: 'Vitesse de téléchargement',
    up: 'Vitesse d’envoi',
    downTotal: (total: string) => `${total} téléchargés depuis le démarrage`,
    upTotal: (total: string) => `${total} envoyés depuis le démarrage`,
    limit: (limit: string) => `limite ${limit}`,
    limited: (limit: string) => `sur ${limit}`,
    free: 'Espace libre',
    freeShort: 'libres',
    openNode: 'Réglages Codex',
    quota: (used: string, max: string) => `${used} sur ${max} utilisés`,
    quotaLabel: 'Espace utilisé par le nœud',
    nodes: (count: number) =>
      count < 2 ? `${String(count)} nœud connu` : `${String(count)} nœuds connus`,
    streams: (count: number) => `${String(count)} flux`,
    kinds: { embedded: 'Nœud intégré', rest: 'Nœud Codex', memory: 'Nœud en mémoire' },
    externalIp: 'Adresse externe',
    externalUnknown: 'inconnue',
    nodeStates: { starting: 'démarre', online: 'prêt', away: 'absent' },
    alternative: 'Limites de vitesse alternatives',
    alternativeOn: 'Limites de vitesse alternatives actives.',
    alternativeOff: 'Limites de vitesse alternatives inactives.',
    changeLimits: 'Limites de vitesse',
    paused: 'Tous les transferts sont en pause.',
    resume: 'Reprendre',
    connection: {
      connected: 'Connecté',
      firewalled: 'Pas de connexions entrantes',
      disconnected: 'Non connecté',
    },
  },

  speedLimits: {
    title: 'Limites de vitesse',
    about: 'Pour l’ensemble. Un élément peut en plus avoir ses propres limites.',
    normal: 'Normales',
    alternative: 'Alternatives',
    inForce: 'en vigueur',
    down: 'Téléchargement',
    up: 'Envoi',
    unit: 'KiB/s',
    unlimited: 'Sans limite',
    zeroHint: '0 : sans limite.',
    presets: 'Choisir',
    use: 'Utiliser les limites alternatives',
    scheduled: 'L’horaire des préférences passe des unes aux autres automatiquement.',
    wrong: 'Une limite est un nombre entier à partir de 0.',
    save: 'Enregistrer',
    saved: 'Limites de vitesse enregistrées.',
  },
};
