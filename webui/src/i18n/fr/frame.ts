// The toolbar.
import type { frame as english } from '../en/frame';
import type { Words } from '../words';

export const frame: Words<typeof english> = {
  toolbar: {
    label: 'Actions',
    add: 'Ajouter',
    create: 'Créer un torrent…',
    copyLink: 'Copier le lien',
    more: 'Plus',
    trackers: 'Trackers…',
    preferences: 'Préférences',
    sortBy: 'Trier par',
    ascending: 'Ordre croissant',
    descending: 'Ordre décroissant',
    logout: 'Se déconnecter',
  },
};
