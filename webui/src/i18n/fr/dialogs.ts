// The dialogs of actions on torrents.
import type { dialogs as english } from '../en/dialogs';
import type { Words } from '../words';

export const dialogs: Words<typeof english> = {
  location: {
    title: (count: number) =>
      count < 2 ? 'Déplacer cet élément' : `Déplacer ${String(count)} éléments`,
    now: 'Emplacement actuel',
    places: (count: number) =>
      count < 2 ? `${String(count)} dossier` : `${String(count)} dossiers différents`,
    path: 'Déplacer dans le dossier',
    hint: 'Un dossier du serveur. Il est créé s’il n’existe pas.',
    free: (bytes: string) => `${bytes} y sont libres.`,
    freeUnknown: 'L’espace libre à cet endroit est inconnu.',
    tooFull: (needed: string, free: string) =>
      `La place risque de manquer\u202f: ${needed} à déplacer, ${free} libres à cet endroit.`,
    auto: (count: number) =>
      count < 2
        ? 'La gestion automatique est désactivée pour lui.'
        : `La gestion automatique est désactivée pour ${String(count)} d’entre eux.`,
    about:
      'Les fichiers du disque sont déplacés. Ce qui est publié le reste : le nœud suit les fichiers.',
    same: 'Ils y sont déjà.',
    empty: 'Indiquez un dossier.',
    submit: 'Déplacer',
  },

  renameItem: {
    title: 'Renommer cet élément',
    name: 'Nom',
    hint: 'Seulement le nom dans la liste : fichiers et dossiers gardent le leur.',
    empty: 'Il faut un nom.',
    submit: 'Renommer',
  },

  comment: {
    title: (count: number) =>
      count < 2 ? 'Commentaire de cet élément' : `Commentaire de ${String(count)} éléments`,
    label: 'Commentaire',
    hint: 'Gardé sur ce serveur. Les fiches dans Codex n’ont pas de commentaire.',
    submit: 'Enregistrer',
  },

  limits: {
    title: (count: number) =>
      count < 2
        ? 'Limites de vitesse de cet élément'
        : `Limites de vitesse de ${String(count)} éléments`,
    download: 'Téléchargement',
    upload: 'Envoi',
    uploadHint: 'Ce que le nœud de ce serveur en distribue.',
    none: 'Sans limite',
    atMost: 'Au plus',
    different: 'Valeurs différentes',
    amount: (what: string) => `${what}\u202f: au plus`,
    unit: (what: string) => `${what}\u202f: unité`,
    invalid: 'Une limite est un nombre supérieur à zéro.',
    global: 'Les limites de tout le serveur s’appliquent en plus.',
    submit: 'Enregistrer',
  },

  shareLimits: {
    title: (count: number) =>
      count < 2
        ? 'Limites de partage de cet élément'
        : `Limites de partage de ${String(count)} éléments`,
    about: 'Quand un élément complet les atteint, l’action suit.',
    ratio: 'Ratio',
    seeding: 'Temps complet et actif',
    inactive: 'Temps sans envoi',
    minutes: 'minutes',
    hours: 'heures',
    days: 'jours',
    unit: (what: string) => `${what}\u202f: unité`,
    above: 'Selon sa catégorie ou les préférences',
    aboveNow: (value: string) => `Selon sa catégorie ou les préférences (actuellement ${value})`,
    never: 'aucune',
    none: 'Sans limite',
    own: 'Limite propre',
    different: 'Valeurs différentes',
    amount: (what: string) => `${what}\u202f: limite propre`,
    action: 'Alors',
    actions: {
      Default: 'Selon sa catégorie ou les préférences',
      Stop: 'L’arrêter',
      Remove: 'Le supprimer',
      RemoveWithContent: 'Le supprimer avec ses fichiers',
      EnableSuperSeeding: 'Super-partage (sans effet ici)',
    } as Readonly<Record<string, string>>,
    mode: 'Atteint quand',
    modes: {
      Default: 'Selon sa catégorie ou les préférences',
      MatchAny: 'L’une des limites est atteinte',
      MatchAll: 'Toutes les limites sont atteintes',
    } as Readonly<Record<string, string>>,
    invalid: 'Une limite est un nombre positif ou nul.',
    submit: 'Enregistrer',
  },

  pick: {
    category: (count: number) =>
      count < 2 ? 'Catégorie de cet élément' : `Catégorie de ${String(count)} éléments`,
    tags: (count: number) =>
      count < 2 ? 'Étiquettes de cet élément' : `Étiquettes de ${String(count)} éléments`,
    find: 'Chercher ou en nommer une nouvelle',
    none: 'Aucune catégorie',
    noTags: 'Il n’y a pas encore d’étiquettes. Tapez un nom pour créer la première.',
    noMatch: 'Aucune n’a un tel nom.',
    create: (name: string) => `Créer «\u202f${name}\u202f»`,
    some: (count: number, all: number) => `${String(count)} sur ${String(all)}`,
    comma: 'Une étiquette ne peut pas contenir de virgule.',
    submit: 'Enregistrer',
    newTitle: 'Nouvelle catégorie',
    name: 'Nom',
    nameHint: 'Avec « / », elle fait partie d’une autre, comme dans films/documentaires.',
    path: 'Chemin de sauvegarde',
    pathHint: 'Vide : un dossier de ce nom dans le chemin de sauvegarde par défaut.',
    nameEmpty: 'Il faut un nom.',
    make: 'Créer et choisir',
  },

  failures: {
    title: 'Ce qui n’a pas marché',
    close: 'Fermer',
  },
};
