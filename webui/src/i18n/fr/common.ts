// Words of every part: signing in, the connection, notices, units, states.
import type { common as english } from '../en/common';
import type { Words } from '../words';

export const common: Words<typeof english> = {
  product: 'qcodex',

  login: {
    title: 'Connexion',
    username: 'Nom d’utilisateur',
    password: 'Mot de passe',
    submit: 'Se connecter',
    busy: 'Connexion…',
    wrong: 'Nom d’utilisateur ou mot de passe incorrect.',
    banned: 'Trop d’échecs. Cette adresse doit attendre avant de pouvoir se connecter.',
    hint: 'Tant qu’aucun mot de passe n’est défini, le serveur en écrit un temporaire dans son journal à chaque démarrage.',
    expired: 'Votre session a expiré. Reconnectez-vous pour reprendre où vous en étiez.',
  },

  connection: {
    lost: 'Le serveur est injoignable.',
    retryIn: (seconds: number) => `Nouvel essai dans ${String(seconds)} s.`,
    retrying: 'Nouvel essai…',
    retry: 'Réessayer',
    loading: 'Chargement…',
  },

  toasts: { label: 'Messages', dismiss: 'Fermer' },

  errors: {
    network: 'Le serveur est injoignable.',
    answer: (status: number) => `Le serveur a refusé\u202f: ${String(status)}.`,
    part: 'Cette partie de la page n’a pas pu être chargée. Rechargez la page et réessayez.',
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },

  confirm: {
    cancel: 'Annuler',
    more: (count: number) =>
      count < 2 ? `et ${String(count)} autre` : `et ${String(count)} autres`,
  },

  states: {
    downloading: 'Téléchargement',
    stalledDL: 'Attend des données',
    metaDL: 'Recherche dans Codex',
    queuedDL: 'En file',
    stoppedDL: 'Arrêté',
    checking: 'Vérification',
    checkingResumeData: 'Chargement',
    uploading: 'Distribution',
    stalledUP: 'Complet',
    queuedUP: 'Complet, en file',
    stoppedUP: 'Complet, arrêté',
    moving: 'Déplacement',
    missingFiles: 'Fichiers manquants',
    error: 'Erreur',
    unknown: 'Inconnu',
  },

  publish: {
    none: 'Non publié',
    waiting: 'Publication en attente',
    publishing: 'Publication',
    published: 'Publié',
    failed: 'Échec',
    stale: 'Périmé',
  },

  reasons: {
    not_in_codex:
      'Personne ne l’a encore publié dans Codex. Un nouvel essai a lieu de temps en temps.',
    node_away: 'Le nœud Codex est injoignable. La suite viendra quand il sera de retour.',
    no_source:
      'Aucun nœud qui l’a ne répond pour le moment. Un nouvel essai a lieu de temps en temps.',
    disk_full: 'Le disque est plein. La suite viendra quand il y aura de la place.',
    quota_full: 'Le nœud n’a plus de place. La suite viendra quand il en aura.',
    private: 'Privé, donc non publié.',
    queued: 'Attend son tour.',
  },

  link: {
    copied: (count: number) => (count < 2 ? 'Lien copié.' : `${String(count)} liens copiés.`),
    none: 'Il n’y a pas encore de lien Codex : il apparaît quand l’élément est complet et publié.',
    failed: 'Le navigateur n’a pas permis de copier.',
  },

  nav: {
    label: 'Vues',
    menu: 'Menu',
    skipToList: 'Aller à la liste',
    skipToContent: 'Aller au contenu',
    transfers: 'Transferts',
    rss: 'RSS',
    search: 'Recherche',
    statistics: 'Statistiques',
    log: 'Journal',
    about: 'À propos',
    help: 'Raccourcis clavier',
    language: 'Langue',
  },

  page: {
    asOf: (time: string) => `Ce que vous voyez date de ${time}.`,
    update: 'Le serveur a une autre version de cette page.',
    reload: 'Recharger la page',
    later: 'Plus tard',
  },

  theme: {
    label: 'Couleurs',
    names: { system: 'Système', light: 'Clair', dark: 'Sombre' },
  },

  drop: {
    title: 'Déposer pour ajouter',
    files: (count: number) => `${String(count)} ${count < 2 ? 'fichier' : 'fichiers'}`,
    text: 'fichiers .torrent ou liens',
    notLinks:
      'Ce n’est pas un lien : liens magnet, CID Codex, info hash et adresses peuvent être ajoutés.',
    notTorrents: (names: string) =>
      `Seuls des fichiers .torrent peuvent être ajoutés, et ceci n’en est pas un\u202f: ${names}. Pour partager des fichiers du serveur, utilisez «\u202fCréer un torrent\u202f».`,
  },
};
