// Actions on torrents: the dialogs that ask before, the words that follow.
import type { actions as english } from '../en/actions';
import type { Words } from '../words';

const items = (count: number) => (count === 1 ? '1 elemento' : `${String(count)} elementos`);

export const actions: Words<typeof english> = {
  remove: {
    title: (count) =>
      count === 1 ? '¿Eliminar este elemento?' : `¿Eliminar ${String(count)} elementos?`,
    files: 'Eliminar también los archivos del disco',
    filesHint: 'Esto no se puede deshacer.',
    keepHint: 'Los archivos se quedan donde están.',
    remember: 'Recordar esta elección sobre los archivos',
    submit: 'Eliminar',
    submitFiles: 'Eliminar con archivos',
    done: (count) => (count === 1 ? 'Eliminado.' : `${String(count)} eliminados.`),
    onDisk: (bytes) => `${bytes} en el disco`,
    inFiles: (files, bytes) =>
      `${bytes} en el disco en ${files === 1 ? '1 archivo' : `${String(files)} archivos`}`,
    nothingOnDisk: 'Aún no hay nada en el disco',
    placement:
      'También desaparece su lugar en Codex: el nodo propio deja de servirlo para este elemento. Los conjuntos de datos que comparten otros elementos se quedan.',
  },

  unpublish: {
    title: (count) =>
      count === 1
        ? '¿Dejar de publicar este elemento?'
        : `¿Dejar de publicar ${String(count)} elementos?`,
    text: 'El nodo propio olvida el contenido y la ficha. Los archivos del disco se quedan. Los enlaces compartidos solo funcionan mientras otro nodo lo tenga.',
    submit: 'Dejar de publicar',
  },

  recheck: {
    title: (count) =>
      count === 1
        ? '¿Volver a verificar este elemento?'
        : `¿Volver a verificar ${String(count)} elementos?`,
    text: 'Se leen todos sus archivos del disco. Lo que esté dañado o falte se vuelve a descargar.',
    submit: 'Volver a verificar',
    done: (count) =>
      count === 1 ? 'Se está verificando.' : `${String(count)} se están verificando.`,
  },

  tags: {
    title: (count) =>
      count === 1
        ? '¿Quitar todas las etiquetas de este elemento?'
        : `¿Quitar todas las etiquetas de ${String(count)} elementos?`,
    text: (names) =>
      `Etiquetas que se quitan: ${names}. Las etiquetas en sí siguen en la lista de etiquetas.`,
    submit: 'Quitar todas',
    done: 'Etiquetas quitadas.',
    none: 'No hay etiquetas que quitar.',
  },

  trackers: {
    title: 'Trackers',
    about:
      'Los trackers se conservan, se muestran y se exportan; el contenido viene de Codex, así que no se contacta con ninguno.',
    none: 'Ningún elemento tiene tracker.',
    count: items,
    remove: 'Quitar de todos',
    removeNamed: (url) => `Quitar ${url} de todos los elementos`,
    confirmTitle: '¿Quitar este tracker de todos los elementos?',
    confirmText: (url, count) => `${url} se quita de ${items(count)}.`,
    done: 'Tracker quitado de todos los elementos.',
    close: 'Cerrar',
  },
};
