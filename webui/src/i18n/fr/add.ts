// Adding torrents and making them.
import type { add as english } from '../en/add';
import type { Words } from '../words';

const items = (count: number) =>
  count < 2 ? `${String(count)} élément` : `${String(count)} éléments`;
const files = (count: number) =>
  count < 2 ? `${String(count)} fichier` : `${String(count)} fichiers`;

export const add: Words<typeof english> = {
  add: {
    title: 'Ajouter des torrents',
    links: 'Liens',
    linksHint: 'Un par ligne : lien magnet, CID Codex, info hash ou adresse d’un fichier .torrent.',
    linksPlaceholder: 'magnet:?xt=urn:btih:…&xs=urn:codex:…',
    unclear: (count: number) =>
      count < 2
        ? 'Une ligne ne ressemble pas à un lien ; elle est envoyée telle quelle.'
        : `${String(count)} lignes ne ressemblent pas à des liens\u202f; elles sont envoyées telles quelles.`,
    choose: 'Choisir des fichiers…',
    dropHere: 'ou déposez-les n’importe où',
    notTorrent: (names: string) => `Pas un fichier .torrent\u202f: ${names}`,
    lostFiles: (names: string) =>
      `Trop gros pour être gardés au rechargement, à choisir de nouveau\u202f: ${names}`,
    cancel: 'Annuler',
    submit: 'Ajouter',
    busy: (done: number, total: number) => `Ajout ${String(done + 1)} sur ${String(total)}…`,
    progress: 'Avancement de l’ajout',
    halt: 'Arrêter l’ajout',
    nothing: 'Donnez au moins un lien ou un fichier.',
    fix: 'L’une des options n’est pas un nombre utilisable.',
    refused: 'Le serveur n’a pas pu le lire.',
    already: 'Déjà dans la liste.',
    someRefused: (count: number) =>
      count < 2
        ? 'Un élément n’a pas pu être ajouté :'
        : `${String(count)} n’ont pas pu être ajoutés\u202f:`,
    added: (count: number) => (count < 2 ? 'Ajouté.' : `${String(count)} ajoutés.`),
    pending: (count: number) =>
      count < 2
        ? 'Une adresse est en cours de récupération ; l’élément apparaîtra ensuite.'
        : `${String(count)} adresses sont en cours de récupération\u202f; les éléments apparaîtront ensuite.`,
    merged: (count: number) =>
      count < 2
        ? 'Un élément était déjà dans la liste : ses trackers ont été fusionnés.'
        : `${String(count)} étaient déjà dans la liste\u202f: leurs trackers ont été fusionnés.`,
    total: (count: number, size: string) => `${items(count)}, ${size}`,
  },

  addSource: {
    label: 'À ajouter',
    contents: 'Fichiers',
    remove: (name: string) => `Écarter ${name}`,
    show: (name: string) => `Montrer le contenu de ${name}`,
    states: {
      waiting: 'Attend son tour',
      reading: 'Lecture…',
      looking: 'Recherche dans Codex…',
      lookingAddress: 'Demande à l’adresse…',
      found: 'Prêt',
      absent: 'Pas encore trouvé dans Codex. Il peut être ajouté et y attendra.',
      silent: 'L’adresse n’a pas encore répondu. Elle peut être ajoutée et sera récupérée ensuite.',
      content: 'Contenu dans Codex sans torrent : ajouté comme un seul fichier.',
      blind: 'Lu lors de l’ajout',
      failed: 'Illisible',
    },
    duplicate: 'Déjà dans la liste',
    duplicateMerge: 'Déjà dans la liste : ses trackers sont fusionnés',
    merge: 'Fusionner ses trackers',
    mergeOf: (name: string) => `Fusionner ses trackers\u202f: ${name}`,
    mergeDone: 'Trackers fusionnés.',
    codexPart: 'Partie Codex',
    noCodexPart: 'Sans partie Codex',
    noCodexPartHint:
      'Il ne dit pas où son contenu se trouve dans Codex. Les fichiers du chemin de sauvegarde sont vérifiés ; sinon, le contenu est recherché.',
    private: 'Privé',
    files,
    chosen: (count: number, total: number) => `${String(count)} sur ${files(total)}`,
    facts: {
      from: 'De',
      hashV1: 'Info hash v1',
      hashV2: 'Info hash v2',
      pieces: 'Morceaux',
      piecesOf: (count: number, size: string) => `${String(count)} × ${size}`,
      made: 'Créé',
      by: (maker: string) => `avec ${maker}`,
      comment: 'Commentaire',
      trackers: 'Trackers',
      webSeeds: 'Sources web',
    },
  },

  addOptions: {
    savePath: 'Enregistrer dans',
    savePathHint:
      'Dossier sur le serveur. Les fichiers qui s’y trouvent déjà sont vérifiés et gardés.',
    savePathAutomatic: 'La catégorie décide.',
    goesTo: (path: string) => `Les fichiers vont dans ${path}`,
    free: (free: string) => `${free} libres à cet endroit`,
    tooLittle: (free: string, needed: string) =>
      `Seulement ${free} libres à cet endroit, ${needed} nécessaires.`,
    category: 'Catégorie',
    noCategory: 'Aucune',
    newCategory: 'Nouvelle catégorie…',
    newCategoryName: 'Nom de la nouvelle catégorie',
    newCategoryHint: 'Créée à l’ajout de l’élément. Une barre oblique fait une sous-catégorie.',
    rememberCategory: 'Proposer cette catégorie la prochaine fois',
    tags: 'Étiquettes',
    addTag: 'Ajouter une étiquette',
    removeTag: (tag: string) => `Retirer ${tag}`,
    startNow: 'Démarrer aussitôt',
    more: 'Plus d’options',
    automatic: 'Automatique : la catégorie décide où vont les fichiers',
    useDownloadPath: 'Autre dossier tant qu’incomplet',
    downloadPath: 'Dossier tant qu’incomplet',
    rename: 'Nom dans la liste',
    renameHint: 'Vide : son propre nom.',
    stopCondition: 'Arrêter quand',
    stopConditions: {
      None: 'Jamais',
      MetadataReceived: 'Les métadonnées sont là',
      FilesChecked: 'Les fichiers sont vérifiés',
    },
    layout: 'Dossiers',
    layouts: {
      Original: 'Comme dans le torrent',
      Subfolder: 'Toujours un à lui',
      NoSubfolder: 'Jamais un à lui',
    },
    top: 'En tête de la file d’attente',
    skipChecking: 'Ne pas vérifier les fichiers présents',
    skipCheckingHint:
      'Ils sont tenus pour complets. Un dommage n’apparaît que quand quelqu’un les lit.',
    sequential: 'Dans l’ordre, depuis le début',
    firstLast: 'Premiers et derniers morceaux d’abord',
    download: 'Limite de téléchargement',
    upload: 'Limite d’envoi',
    rate: 'KiB/s',
    unlimited: 'Sans limite',
    share: 'Cesser de distribuer',
    shares: {
      default: 'Selon la catégorie ou les préférences',
      none: 'Jamais',
      own: 'À ses propres limites',
    },
    ratio: 'Ratio',
    seedingTime: 'Temps de distribution',
    inactiveTime: 'Temps sans requêtes',
    minutes: 'min',
    shareAction: 'Alors',
    shareActions: {
      Default: 'Selon les préférences',
      Stop: 'L’arrêter',
      Remove: 'Le supprimer',
      RemoveWithContent: 'Le supprimer avec ses fichiers',
    },
    shareMode: 'Quand',
    shareModes: {
      Default: 'Selon les préférences',
      MatchAny: 'L’une d’elles est atteinte',
      MatchAll: 'Toutes sont atteintes',
    },
    notNumber: 'Pas un nombre utilisable.',
  },

  magnetHandler: {
    title: 'Liens magnet',

    button: 'Ouvrir les liens magnet ici',
    asked: 'Le navigateur pose maintenant la question, s’il ne l’a pas déjà fait.',
    insecure:
      'Les navigateurs ne le permettent qu’en https ou sur l’ordinateur du serveur lui-même ; cette page est ouverte autrement.',
    unsupported: 'Ce navigateur ne laisse pas les pages ouvrir des liens.',
    failed: 'Le navigateur ne l’a pas permis.',
  },

  path: {
    offers: 'Dossiers sur le serveur',
    missing: 'Ce dossier n’existe pas encore.',
    more: (count: number) =>
      count < 2
        ? `${String(count)} autre\u202f: continuez à taper`
        : `${String(count)} autres\u202f: continuez à taper`,
    count: (count: number) =>
      count < 2 ? `${String(count)} suggestion` : `${String(count)} suggestions`,
  },
};
