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

  location: {
    title: (count) => (count === 1 ? 'Mover este elemento' : `Mover ${String(count)} elementos`),
    now: 'Dónde está ahora',
    places: (count) => `${String(count)} carpetas distintas`,
    path: 'Mover a la carpeta',
    hint: 'Una carpeta del servidor. Se crea si no existe.',
    free: (bytes) => `Allí hay ${bytes} libres.`,
    freeUnknown: 'No se sabe cuánto hay libre allí.',
    tooFull: (needed, free) =>
      `Puede faltar sitio: hay que mover ${needed} y allí hay ${free} libres.`,
    auto: (count) =>
      count === 1
        ? 'Se desactiva su gestión automática.'
        : `Se desactiva la gestión automática de ${String(count)} de ellos.`,
    about:
      'Se mueven los archivos del disco. Lo publicado sigue publicado: el nodo sigue a los archivos.',
    same: 'Ya están allí.',
    empty: 'Falta la carpeta.',
    submit: 'Mover',
  },

  renameItem: {
    title: 'Renombrar este elemento',
    name: 'Nombre',
    hint: 'Solo el nombre en la lista: los archivos y carpetas conservan el suyo.',
    empty: 'Hace falta un nombre.',
    submit: 'Renombrar',
  },

  comment: {
    title: (count) =>
      count === 1 ? 'Comentario de este elemento' : `Comentario de ${String(count)} elementos`,
    label: 'Comentario',
    hint: 'Se guarda en este servidor. Las fichas de Codex no llevan comentario.',
    submit: 'Guardar',
  },

  limits: {
    title: (count) =>
      count === 1
        ? 'Límites de velocidad de este elemento'
        : `Límites de velocidad de ${String(count)} elementos`,
    download: 'Bajada',
    upload: 'Subida',
    uploadHint: 'Lo que el nodo propio sirve de él.',
    none: 'Sin límite',
    atMost: 'Como mucho',
    different: 'Valores distintos',
    amount: (what) => `${what}: como mucho`,
    unit: (what) => `${what}: unidad`,
    invalid: 'Un límite es un número mayor que cero.',
    global: 'Además rigen los límites de todo el servidor.',
    submit: 'Guardar',
  },

  shareLimits: {
    title: (count) =>
      count === 1
        ? 'Límites de compartición de este elemento'
        : `Límites de compartición de ${String(count)} elementos`,
    about: 'Cuando un elemento completo los alcanza, sigue la acción.',
    ratio: 'Ratio',
    seeding: 'Tiempo completo y en marcha',
    inactive: 'Tiempo sin subida',
    minutes: 'minutos',
    hours: 'horas',
    days: 'días',
    unit: (what) => `${what}: unidad`,
    above: 'Según su categoría o las preferencias',
    aboveNow: (value) => `Según su categoría o las preferencias (ahora ${value})`,
    never: 'ninguno',
    none: 'Sin límite',
    own: 'Límite propio',
    different: 'Valores distintos',
    amount: (what) => `${what}: límite propio`,
    action: 'Entonces',
    actions: {
      Default: 'Según su categoría o las preferencias',
      Stop: 'Detenerlo',
      Remove: 'Eliminarlo',
      RemoveWithContent: 'Eliminarlo con sus archivos',
      EnableSuperSeeding: 'Supersiembra (aquí sin efecto)',
    },
    mode: 'Alcanzado cuando',
    modes: {
      Default: 'Según su categoría o las preferencias',
      MatchAny: 'Se alcanza uno de los límites',
      MatchAll: 'Se alcanzan todos los límites',
    },
    invalid: 'Un límite es un número igual o mayor que cero.',
    submit: 'Guardar',
  },

  pick: {
    category: (count) =>
      count === 1 ? 'Categoría de este elemento' : `Categoría de ${String(count)} elementos`,
    tags: (count) =>
      count === 1 ? 'Etiquetas de este elemento' : `Etiquetas de ${String(count)} elementos`,
    find: 'Buscar o nombrar una nueva',
    none: 'Sin categoría',
    noTags: 'Aún no hay etiquetas. Al escribir un nombre se crea la primera.',
    noMatch: 'Ninguna tiene ese nombre.',
    create: (name) => `Crear «${name}»`,
    some: (count, all) => `${String(count)} de ${String(all)}`,
    comma: 'Una etiqueta no puede llevar coma.',
    submit: 'Guardar',
    newTitle: 'Categoría nueva',
    name: 'Nombre',
    nameHint: 'Con «/» pasa a ser parte de otra, como en películas/documentales.',
    path: 'Ruta de guardado',
    pathHint: 'Vacío: una carpeta con ese nombre en la ruta de guardado por defecto.',
    nameEmpty: 'Hace falta un nombre.',
    make: 'Crear y asignar',
  },

  failures: {
    title: 'Qué no funcionó',
    close: 'Cerrar',
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
