// Making torrents.
import type { create as english } from '../en/create';
import type { Words } from '../words';

export const create: Words<typeof english> = {
  create: {
    title: 'Créer un torrent',
    tabs: 'Vues',
    form: 'Nouveau torrent',
    tasks: (count: number) => (count === 0 ? 'Tâches' : `Tâches (${String(count)})`),

    sourcePath: 'Contenu',
    sourceHint: 'Un fichier ou un dossier sur le serveur.',
    needPath:
      'Commencez par une barre oblique : le chemin complet d’un fichier ou d’un dossier sur le serveur.',
    goal: 'Qu’en faire',
    goals: {
      publish: 'Créer et publier dans Codex',
      add: 'Créer et ajouter à la liste',
      file: 'Créer seulement le fichier .torrent',
    },
    goalHints: {
      publish:
        'Les fichiers restent où ils sont. Le nœud apprend à les distribuer, en garde une petite fiche et vous donne un lien. Qui a le lien peut les récupérer tant que le nœud tourne.',
      publishNode:
        'Les fichiers sont copiés dans le nœud Codex, qui en garde une petite fiche et vous donne un lien. Qui a le lien peut les récupérer du réseau.',
      add: 'Il apparaît dans la liste comme complet. Les préférences décident s’il est publié.',
      file: 'Il est gardé avec la tâche jusqu’à ce qu’elle soit supprimée, ou écrit là où vous l’indiquez ci-dessous.',
    },
    private: 'Privé',
    privateHint:
      'Seuls les trackers peuvent désigner d’autres détenteurs. Le publier dans un nœud à part doit être permis dans les préférences.',
    trackers: 'Trackers',
    trackersHint:
      'Un par ligne ; une ligne vide commence le niveau suivant. Ils sont conservés, non contactés.',
    webSeeds: 'Sources web',
    webSeedsHint: 'Une adresse par ligne.',
    comment: 'Commentaire',
    more: 'Plus d’options',
    source: 'Source',
    sourceTagHint: 'Change l’info hash ; certains trackers la demandent.',
    format: 'Format',
    formats: { hybrid: 'Hybride (v1 et v2)', v1: 'Version 1', v2: 'Version 2' },
    pieceSize: 'Taille des morceaux',
    automatic: 'Automatique',
    automaticOf: (size: string) => `Automatique\u202f: ${size}`,
    pieces: (count: number) =>
      count < 2 ? `${String(count)} morceau` : `${String(count)} morceaux`,
    optimize: 'Commencer les gros fichiers à un nouveau morceau',
    paddedLimit: 'Fichiers plus gros que (KiB)',
    notNumber: 'Pas un nombre utilisable.',
    torrentPath: 'Écrire le .torrent dans',
    torrentPathHint: 'Fichier sur le serveur ; vide : à télécharger depuis la tâche.',
    needTarget: 'Commencez par une barre oblique : le chemin complet d’un fichier sur le serveur.',
    ignoreDotfiles: 'Écarter les fichiers et dossiers commençant par un point',
    submit: 'Créer',
    submitPublish: 'Créer et publier',
    busy: 'Envoi…',
    close: 'Fermer',

    none: 'Il n’y a pas de tâches. Ce que vous créez apparaît ici.',
    states: {
      Queued: 'Attend son tour',
      Running: 'Lecture des fichiers…',
      Finished: 'Créé',
      Failed: 'Échec',
    },
    progress: (name: string) => `Avancement de ${name}`,
    published: (state: string) => `Codex\u202f: ${state}`,
    piecesOf: (size: string) => `morceaux de ${size}`,
    writtenTo: (path: string) => `Écrit dans ${path}`,
    download: 'Télécharger le .torrent',
    downloadOf: (name: string) => `Télécharger le .torrent\u202f: ${name}`,
    open: 'Montrer dans la liste',
    openOf: (name: string) => `Montrer dans la liste\u202f: ${name}`,
    copyLink: 'Copier le lien',
    copyLinkOf: (name: string) => `Copier le lien\u202f: ${name}`,
    cancel: 'Annuler',
    cancelOf: (name: string) => `Annuler\u202f: ${name}`,
    remove: 'Supprimer la tâche',
    removeOf: (name: string) => `Supprimer la tâche de ${name}`,
    started: 'Le torrent est en cours de création.',
  },
};
