// Files of a torrent and its side in Codex.
import type { content as english } from '../en/content';
import type { Words } from '../words';

const files = (count: number) =>
  count < 2 ? `${String(count)} fichier` : `${String(count)} fichiers`;

export const content: Words<typeof english> = {
  fileTree: {
    folder: (count: number) => `dossier, ${files(count)}`,
    unnamed: '(sans nom)',
    filter: 'Filtrer les fichiers',
    matching: (count: number, total: number) => `${String(count)} sur ${files(total)}`,
    wanted: (count: number, total: number, size: string) =>
      count === total
        ? `${files(total)}, ${size}`
        : `${String(count)} sur ${files(total)}, ${size}`,
    noMatch: 'Aucun fichier ne correspond au filtre.',
    none: 'Il n’y a pas de fichiers.',
    expandAll: 'Ouvrir tous les dossiers',
    collapseAll: 'Fermer tous les dossiers',
    all: 'Tous les fichiers',
    allShown: 'Tous les fichiers affichés',
    menu: 'Actions sur les fichiers',
    priority: 'Priorité',
    priorities: {
      none: 'Ne pas télécharger',
      normal: 'Normale',
      high: 'Haute',
      maximum: 'Maximale',
      mixed: 'Mixte',
    },
    sort: 'Trier les fichiers',
    sortedBy: (column: string, descending: boolean) =>
      `${column}, ${descending ? 'tri décroissant' : 'tri croissant'}`,
    columns: {
      name: 'Nom',
      size: 'Taille',
      progress: 'Avancement',
      priority: 'Priorité',
      remaining: 'Restant',
      availability: 'Copies',
    },
    help: 'Les flèches déplacent, Gauche et Droite ferment et ouvrent les dossiers, * ouvre tous les voisins, les lettres mènent à un nom, Maj étend la sélection.',
    helpCheck: 'Espace choisit ce qui est téléchargé, Alt avec Haut et Bas change la priorité.',
    changed: (name: string, priority: string) => `${name}\u202f: ${priority}`,
    changedSome: (count: number, priority: string) => `${files(count)}\u202f: ${priority}`,
  },

  contentTab: {
    label: 'Fichiers de cet élément',
    noMetadata:
      'Les fichiers ne sont pas encore connus : la fiche de cet élément n’a pas été trouvée dans Codex.',
    open: 'Ouvrir',
    play: 'Lire',
    download: 'Télécharger',
    rename: 'Renommer…',
    renameMany: 'Renommer par motif…',
    copyPath: 'Copier le chemin',
    copyPaths: 'Copier les chemins',
    copyCid: 'Copier le CID',
    copyCids: 'Copier les CID',
    copied: (count: number) => (count < 2 ? 'Copié.' : `${String(count)} copiés.`),
  },

  preview: {
    cannot:
      'Le navigateur ne peut pas l’afficher, ou Codex ne peut pas en donner les octets pour le moment.',
    cut: (size: string) => `Seuls les premiers ${size} sont affichés.`,
    download: 'Télécharger',
    close: 'Fermer',
    loading: 'Chargement…',
    picture: (name: string) => `Image\u202f: ${name}`,
    text: (name: string) => `Texte\u202f: ${name}`,
  },

  renameFile: {
    file: 'Renommer le fichier',
    folder: 'Renommer le dossier',
    name: 'Nouveau nom',
    submit: 'Renommer',
    busy: 'Renommage…',
    bad: 'Un nom ne peut être ni vide, ni « . » ou « .. », ni contenir « / ».',
  },

  renameFiles: {
    title: 'Renommer par motif',
    search: 'Rechercher',
    replace: 'Remplacer par',
    replaceHint: '{n} représente un nombre qui augmente.',
    regexHint: '{n} représente un nombre qui augmente, $1, $2 … les groupes de l’expression.',
    regex: 'Expression régulière',
    caseSensitive: 'Respecter la casse',
    all: 'Chaque occurrence',
    part: 'Appliquer à',
    parts: { name: 'Nom sans extension', extension: 'Extension', both: 'Nom et extension' },
    files: 'Fichiers',
    folders: 'Dossiers',
    start: 'Premier nombre',
    digits: 'Chiffres',
    scope: (count: number) => `Dans ${files(count)}`,
    preview: 'Aperçu',
    nothing: 'Rien ne changerait.',
    type: 'Tapez ce qu’il faut rechercher pour voir ce qui changerait.',
    error: (why: string) => `L’expression est illisible\u202f: ${why}`,
    counts: (changes: number, conflicts: number) =>
      `${String(changes)} ${changes < 2 ? 'changement' : 'changements'}${conflicts === 0 ? '' : `, ${String(conflicts)} ${conflicts < 2 ? 'écarté' : 'écartés'}`}`,
    conflicts: {
      empty: 'Il ne resterait aucun nom.',
      invalid: 'Ce n’est pas un nom de fichier.',
      long: 'Le nom serait trop long.',
      taken: 'Un autre a ou reçoit ce nom.',
      circle: 'Ils échangeraient leurs noms.',
    },
    submit: (count: number) => `Renommer ${String(count)}`,
    progress: (done: number, total: number) =>
      `${String(done)} sur ${String(total)} ${done < 2 ? 'renommé' : 'renommés'}`,
    finished: (done: number) =>
      done < 2 ? `${String(done)} renommé.` : `${String(done)} renommés.`,
    stoppedAt: (path: string, why: string) => `Arrêté à ${path}\u202f: ${why}`,
    kept: 'Ce qui a déjà été renommé le reste ; le reste garde son ancien nom.',
    stop: 'Arrêter',
    close: 'Fermer',
  },

  codexTab: {
    state: 'Dans Codex',
    share: 'Partager',
    record: 'Fiche',
    link: 'Lien',
    copyLink: 'Copier le lien',
    noLink: 'Il n’y a pas encore de lien.',
    missing: {
      incomplete:
        'Le lien apparaît quand tous les fichiers sont complets et vérifiés, et l’élément publié.',
      private:
        'Privé : il n’est publié que si vous le demandez. La publication rend son contenu accessible à quiconque a le lien.',
      out: 'Il a été retiré de Codex à la main et n’est pas publié automatiquement.',
      publishing: 'La fiche est en cours de création.',
      noMetadata: 'On ne sait pas encore de quoi cet élément se compose.',
    },
    receiver:
      'Qui reçoit le lien l’ajoute dans qcodex comme un magnet. Les fichiers viennent de n’importe quel nœud qui les a. Les autres clients y voient un magnet ordinaire.',
    qr: 'Afficher le code QR',
    hideQr: 'Masquer le code QR',
    qrLabel: 'Code QR du lien',
    qrTooLong: 'Le lien est trop long pour un code QR.',
    qrSvg: 'Enregistrer en SVG',
    qrPng: 'Enregistrer en PNG',
    publish: 'Publier',
    retry: 'Réessayer',
    unpublish: 'Retirer de Codex',
    done: { publish: 'Publication en cours.', unpublish: 'Retiré de Codex.' },
    refused: 'Cela a été refusé.',
    privateTitle: 'Publier un élément privé ?',
    privateText:
      'Ses trackers veulent que seuls leurs membres l’aient. Une fois publié, quiconque a le lien peut le récupérer.',
    unpublishTitle: 'Retirer cet élément de Codex ?',
    unpublishText:
      'Le nœud oublie ses jeux de données et sa fiche : le lien ne marche que là où d’autres l’ont récupéré. Les fichiers du disque restent.',
    stored: 'Où il est stocké',
    nodes: {
      embedded: 'Nœud intégré de ce serveur',
      rest: 'Nœud Codex',
      memory: 'Nœud en mémoire',
    },
    node: 'Nœud',
    how: 'Comment',
    hows: {
      by_reference: 'Par référence : le nœud lit les fichiers là où ils sont',
      copied: 'Copié dans le nœud par ce serveur',
      in_node: 'Dans le nœud, mis par d’autres',
      none: 'Rien n’en est dans le nœud',
    },
    datasets: 'Jeux de données',
    bytes: 'Taille dans le nœud',
    quota: 'Du quota',
    expires: 'Dans le nœud jusqu’au',
    expiresAbout: 'renouvelé avant',
    quotaNone: 'rien : les fichiers ne sont pas copiés',
    servers: 'Qui le distribue',
    serversNone: 'Aucun nœud connu ne l’a.',
    kinds: { own: 'Ce nœud', source: 'Source', peer: 'Nœud', web_seed: 'Source web' },
    has: {
      all: 'a tout',
      some: 'en a une partie',
      none: 'n’en a rien',
      unknown: 'ce qu’il a est inconnu',
    },
    states: {
      starting: 'démarre',
      online: 'joignable',
      away: 'absent',
      unknown: 'pas encore interrogé',
    },
    got: (size: string) => `${size} en sont venus`,
    used: (when: string) => `dernière utilisation ${when}`,
    unknown: 'inconnu',
    verification: 'Vérification',
    pieces: 'Morceaux vérifiés',
    ofPieces: (have: number, all: number) => `${String(have)} sur ${String(all)}`,
    verifiedBytes: 'Octets vérifiés',
    checkedAt: 'Dernière vérification complète',
    problems: 'Problèmes',
    noProblems: 'aucun connu',
    recheck: 'Revérifier',
    files: 'CID des fichiers',
    filesHint: 'Chaque fichier non vide est un jeu de données à part.',
    showFiles: 'Afficher les CID',
    file: 'Fichier',
    cid: 'CID du manifeste',
    tree: 'CID de l’arbre',
    noCid: 'pas encore',
    emptyFile: 'fichier vide',
    copyAll: 'Tout copier',
    copyCidOf: (name: string) => `Copier le CID de ${name}`,
    exportText: 'Exporter en texte',
    exportJson: 'Exporter en JSON',
    known: (count: number, total: number) =>
      `${String(count)} sur ${files(total)} ${count < 2 ? 'a' : 'ont'} un CID`,
  },

  purchases: {
    removal: 'Le stockage acheté le reste : un achat ne peut pas être annulé.',
    title: 'Stockage acheté',
    buy: 'Acheter du stockage…',
    none: 'Aucun stockage n’a été acheté pour cet élément.',
    unpublished: 'Du stockage peut être acheté quand l’élément est publié.',
    unheard: (why: string) =>
      `Le nœud ne dit pas où en sont les achats ; voici ce qu’il a dit en dernier. ${why}`,
    record: 'Fiche de l’élément',
    states: {
      waiting: 'Attend son tour',
      requesting: 'Demande en cours',
      submitted: 'Demandé',
      pending: 'Cherche des hôtes',
      started: 'Stocké par des hôtes',
      finished: 'Terminé',
      cancelled: 'Trop peu d’hôtes',
      failed: 'Échoué',
      error: 'Erreur',
      errored: 'Erreur',
      unknown: 'Inconnu',
      unclear: 'Incertain',
      refused: 'Refusé',
      too_small: 'Trop petit',
      not_requested: 'Non demandé',
      gone: 'Plus dans la liste',
    },
    why: {
      too_small:
        'Trop peu de blocs pour ces conditions : avec moins d’hôtes, c’est peut-être possible.',
      not_requested:
        'Ce qui précédait a échoué, il n’a donc pas été demandé. Achetez de nouveau pour le demander.',
      unclear:
        'Le nœud n’a pas dit s’il a accepté la demande : l’achat a peut-être eu lieu. Vérifiez sur le nœud avant de racheter.',
      gone: 'Le nœud ne cite pas cet achat pour le moment.',
    },
    never: (count: number) =>
      count < 2
        ? `${String(count)} jeu de données de 64 KiB ou moins ne peut pas être acheté.`
        : `${String(count)} jeux de données de 64 KiB ou moins ne peuvent pas être achetés.`,
    since: (when: string) => `depuis ${when}`,
    seconds: (count: number) => `${String(count)} s`,
    hosts: (nodes: number, lost: number) =>
      `${String(nodes)} hôtes, perte de ${String(lost)} tolérée`,
    total: (price: string) => `${price} unités`,
    at: (node: string) => `chez ${node}`,
  },

  purchase: {
    title: 'Acheter du stockage sur la place de marché',
    submit: 'Acheter',
    about:
      'Des hôtes du réseau Codex stockent l’élément contre de l’argent, que le nœud paie de son compte. Un achat ne peut pas être annulé et continue quand l’élément est supprimé.',
    duration: 'Durée',
    durationHint: 'Combien de temps les hôtes le stockent.',
    expiry: 'Expire après',
    expiryHint: 'Nul si trop peu d’hôtes l’ont accepté d’ici là.',
    price: 'Prix par octet et seconde',
    collateral: 'Garantie par octet',
    smallest: 'Dans la plus petite unité du jeton.',
    nodes: 'Hôtes',
    nodesHint: 'Chacun en stocke une partie.',
    tolerance: 'Hôtes qui peuvent être perdus',
    toleranceHint: 'La moitié des hôtes au plus.',
    proofs: 'Preuves',
    proofsHint: 'Les hôtes prouvent leur stockage une fois sur tant de périodes.',
    again: 'Acheter aussi ce qui l’est peut-être déjà',
    againHint:
      'Le nœud n’a pas dit s’il a accepté ces demandes. Elles seront peut-être payées deux fois.',
    bad: (what: string, least: string, most: string) =>
      `${what} : un nombre entier de ${least} à ${most}.`,
    badTime: (what: string, least: string, most: string) =>
      `${what} : de ${least} à ${most} secondes.`,
    late: 'L’expiration doit précéder la fin de la durée.',
    few: 'Il faut au moins 3 hôtes.',
    frail: (most: string) => `Avec autant d’hôtes, on peut en perdre ${most} au plus.`,
    nothing: 'Il n’y a rien à acheter : tout est acheté, ou trop petit pour ces conditions.',
    total: (price: string) => `Total : ${price} unités`,
    formula: (size: string) => `Prix × ${size} par hôte × durée × hôtes.`,
    stake: (amount: string) => `Les hôtes mettent ${amount} unités en gage.`,
    datasets: (count: number) =>
      count < 2
        ? `${String(count)} jeu de données est acheté.`
        : `${String(count)} jeux de données sont achetés, l’un après l’autre.`,
    small: (count: number) =>
      count < 2
        ? `${String(count)} jeu de données est trop petit pour ces conditions et laissé de côté.`
        : `${String(count)} jeux de données sont trop petits pour ces conditions et laissés de côté.`,
  },
};
