// Actions on torrents: the dialogs that ask before, the words that follow.
import type { actions as english } from '../en/actions';
import type { Words } from '../words';

const items = (count: number) =>
  count < 2 ? `${String(count)} élément` : `${String(count)} éléments`;

export const actions: Words<typeof english> = {
  remove: {
    title: (count: number) =>
      count < 2 ? 'Supprimer cet élément ?' : `Supprimer ${String(count)} éléments\u202f?`,
    files: 'Supprimer aussi les fichiers du disque',
    filesHint: 'Ceci est irréversible.',
    keepHint: 'Les fichiers restent où ils sont.',
    remember: 'Retenir ce choix pour les fichiers',
    submit: 'Supprimer',
    submitFiles: 'Supprimer avec les fichiers',
    done: (count: number) => (count < 2 ? 'Supprimé.' : `${String(count)} supprimés.`),
    onDisk: (bytes: string) => `${bytes} sur le disque`,
    inFiles: (files: number, bytes: string) =>
      `${bytes} sur le disque dans ${String(files)} ${files < 2 ? 'fichier' : 'fichiers'}`,
    nothingOnDisk: 'Encore rien sur le disque',
    placement:
      'Sa place dans Codex disparaît aussi : le nœud de ce serveur ne le distribue plus. Les jeux de données partagés avec d’autres éléments restent.',
  },

  unpublish: {
    title: (count: number) =>
      count < 2 ? 'Dépublier cet élément ?' : `Dépublier ${String(count)} éléments\u202f?`,
    text: 'Le nœud de ce serveur oublie le contenu et la fiche. Les fichiers du disque restent. Les liens partagés ne marchent que tant qu’un autre nœud l’a.',
    submit: 'Dépublier',
  },

  recheck: {
    title: (count: number) =>
      count < 2 ? 'Revérifier cet élément ?' : `Revérifier ${String(count)} éléments\u202f?`,
    text: 'Tous ses fichiers du disque sont lus. Ce qui est abîmé ou manque est récupéré de nouveau.',
    submit: 'Revérifier',
    done: (count: number) =>
      count < 2 ? 'Vérification en cours.' : `${String(count)} vérifications en cours.`,
  },

  tags: {
    title: (count: number) =>
      count < 2
        ? 'Retirer toutes les étiquettes de cet élément ?'
        : `Retirer toutes les étiquettes de ${String(count)} éléments\u202f?`,
    text: (names: string) =>
      `Étiquettes retirées\u202f: ${names}. Elles restent dans la liste des étiquettes.`,
    submit: 'Retirer toutes les étiquettes',
    done: 'Étiquettes retirées.',
    none: 'Il n’y a pas d’étiquettes à retirer.',
  },

  trackers: {
    title: 'Trackers',
    about:
      'Les trackers sont conservés, affichés et exportés ; le contenu vient de Codex, donc aucun n’est contacté.',
    none: 'Aucun élément n’a de tracker.',
    count: items,
    remove: 'Retirer de tous',
    removeNamed: (url: string) => `Retirer ${url} de tous les éléments`,
    confirmTitle: 'Retirer ce tracker de tous les éléments ?',
    confirmText: (url: string, count: number) => `${url} est retiré de ${items(count)}.`,
    done: 'Tracker retiré de tous les éléments.',
    close: 'Fermer',
  },
};
