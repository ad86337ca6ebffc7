// The toolbar.
import type { frame as english } from '../en/frame';
import type { Words } from '../words';

export const frame: Words<typeof english> = {
  toolbar: {
    label: 'Acciones',
    add: 'Añadir',
    create: 'Crear torrent…',
    copyLink: 'Copiar enlace',
    more: 'Más',
    trackers: 'Trackers…',
    preferences: 'Preferencias',
    sortBy: 'Ordenar por',
    ascending: 'Orden ascendente',
    descending: 'Orden descendente',
    logout: 'Cerrar sesión',
  },
};
