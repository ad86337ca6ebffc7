// The dialogs of actions on torrents.
import type { dialogs as english } from '../en/dialogs';
import type { Words } from '../words';

export const dialogs: Words<typeof english> = {
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
};
