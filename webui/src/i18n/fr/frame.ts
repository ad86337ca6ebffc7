// The toolbar.
import type { frame as english } from '../en/frame';
import type { Words } from '../words';

export const frame: Words<typeof english> = {
  toolbar: {
    label: 'Actions',
    add: 'Ajouter',
    create: 'Créer un torrent…',
    start: 'Démarrer',
    stop: 'Arrêter',
    remove: 'Supprimer',
    copyLink: 'Copier le lien',
    more: 'Plus',
    recheck: 'Revérifier',
    removeTags: 'Retirer les étiquettes',
    trackers: 'Trackers…',
    preferences: 'Préférences',
    sortBy: 'Trier par',
    ascending: 'Ordre croissant',
    descending: 'Ordre décroissant',
    logout: 'Se déconnecter',
  },
};
