// What is around the list: filters, the search, categories and tags, the status bar, empty lists.
import type { side as english } from '../en/side';
import type { Words } from '../words';

const items = (count: number) => (count === 1 ? '1 elemento' : `${String(count)} elementos`);

export const side: Words<typeof english> = {
  filters: {
    label: 'Filtros',
    show: 'Mostrar filtros',
    hide: 'Ocultar filtros',
    close: 'Cerrar',
    resize: 'Ancho de los filtros',
    count: items,
    more: 'Más estados',
    fewer: 'Menos estados',
    showAll: (count) => `Mostrar los ${String(count)}`,
    actions: (section) => `Acciones: ${section}`,
    active: 'Filtros activos',
    chip: (kind, value) => `${kind}: ${value}`,
    remove: (chip) => `Quitar el filtro ${chip}`,
    clear: 'Quitar todos',
    sections: {
      state: 'Estado',
      codex: 'Codex',
      category: 'Categoría',
      tag: 'Etiquetas',
      tracker: 'Trackers',
      search: 'Búsqueda',
    },
    states: {
      all: 'Todos',
      downloading: 'Descargando',
      seeding: 'Sirviendo',
      completed: 'Completos',
      running: 'En marcha',
      stopped: 'Detenidos',
      active: 'Activos',
      inactive: 'Inactivos',
      stalled: 'Estancados',
      stalled_uploading: 'Estancados al servir',
      stalled_downloading: 'Estancados al bajar',
      checking: 'Verificando',
      moving: 'Moviendo',
      errored: 'Errores',
    },
    codex: {
      published: 'Publicados',
      pending: 'Publicándose',
      unpublished: 'Sin publicar',
      failed: 'Publicación fallida',
      stale: 'Desfasados en Codex',
      waiting: 'Esperan, con motivo',
    },
    any: 'Todos',
    uncategorised: 'Sin categoría',
    untagged: 'Sin etiquetas',
    trackerless: 'Sin tracker',
    trackersAbout: 'Los trackers se conservan como dato; no se contacta con ellos.',
    noCategories: 'Las categorías separan los elementos y pueden tener carpeta propia.',
    noTags: 'Las etiquetas son palabras para encontrar elementos. Un elemento puede tener varias.',
  },

  filterMenu: {
    addCategory: 'Añadir categoría…',
    addSubcategory: 'Añadir subcategoría…',
    editCategory: 'Editar categoría…',
    removeCategory: 'Eliminar categoría…',
    removeUnusedCategories: 'Eliminar categorías sin usar…',
    manageTags: 'Gestionar etiquetas…',
    removeTag: 'Eliminar etiqueta…',
    removeUnusedTags: 'Eliminar etiquetas sin usar…',
    removeTracker: 'Quitar de todos los elementos…',
    manageTrackers: 'Todos los trackers…',
    start: 'Iniciar sus elementos',
    stop: 'Detener sus elementos',
    remove: 'Eliminar sus elementos…',
    empty: 'Ningún elemento tiene este filtro.',
    noUnused: 'No hay nada sin usar.',
  },

  category: {
    addTitle: 'Añadir categoría',
    addBelowTitle: (parent) => `Añadir subcategoría de ${parent}`,
    editTitle: (name) => `Editar la categoría ${name}`,
    name: 'Nombre',
    nameHint: 'Una barra crea una subcategoría: Películas/Comedia.',
    savePath: 'Guardar en',
    savePathHint:
      'Vacío: una carpeta con el nombre de la categoría dentro de la carpeta por defecto.',
    downloadPath: 'Carpeta para elementos incompletos',
    downloadPathDefault: 'Como en general',
    downloadPathOn: 'Sí',
    downloadPathOff: 'No',
    downloadPathField: 'Guardar los incompletos en',
    downloadPathHint: 'Vacío: dentro de la carpeta por defecto para elementos incompletos.',
    shareLimits: 'Límites de compartición',
    shareLimitsHint: 'Vacío: como en general. Para no poner límite, −1.',
    ratio: 'Ratio',
    seedingTime: 'Minutos sirviendo',
    inactiveTime: 'Minutos sin peticiones',
    limitAction: 'Al alcanzar un límite',
    limitActions: {
      Default: 'Como en general',
      Stop: 'Detener',
      Remove: 'Eliminar',
      RemoveWithContent: 'Eliminar con sus archivos',
      EnableSuperSeeding: 'Supersiembra',
    },
    submitAdd: 'Añadir',
    submitEdit: 'Guardar',
    nameMissing: 'Falta el nombre.',
    nameWrong:
      'Un nombre no lleva barra invertida, no empieza ni termina por barra y no tiene dos barras seguidas.',
    exists: 'Ya hay una categoría con ese nombre.',
    numberWrong: 'Un límite es un número desde 0, −1 para ninguno, o vacío.',
    moves: (count) => `La gestión automática mueve ${items(count)} a la carpeta nueva.`,
    staysPut: (count) =>
      count === 1
        ? '1 elemento se queda donde está; se desactiva su gestión automática.'
        : `${items(count)} se quedan donde están; se desactiva su gestión automática.`,
    added: (name) => `Categoría ${name} añadida.`,
    saved: (name) => `Categoría ${name} guardada.`,
    removeTitle: (count) =>
      count === 1 ? '¿Eliminar esta categoría?' : `¿Eliminar ${String(count)} categorías?`,
    removeItems: (count, parent) => {
      const stay =
        count === 1 ? '1 elemento sigue en la lista' : `${items(count)} siguen en la lista`;
      if (parent === '') return `${stay}, sin categoría.`;
      return `${stay} y ${count === 1 ? 'pasa' : 'pasan'} a la categoría ${parent}.`;
    },
    removeNoItems: 'Ningún elemento la tiene.',
    removeBelow: 'También se eliminan las subcategorías.',
    removeUnusedText: 'Ningún elemento tiene alguna de estas categorías.',
    removeSubmit: 'Eliminar',
    removed: (count) =>
      count === 1 ? 'Categoría eliminada.' : `${String(count)} categorías eliminadas.`,
  },

  tagList: {
    title: 'Etiquetas',
    none: 'Aún no hay etiquetas.',
    new: 'Etiquetas nuevas',
    newHint: 'Varias a la vez, separadas con comas.',
    add: 'Añadir',
    count: items,
    remove: 'Eliminar',
    removeNamed: (tag) => `Eliminar la etiqueta ${tag}`,
    close: 'Cerrar',
    known: (tags) => `Ya existen: ${tags}.`,
    added: (count) => (count === 1 ? 'Etiqueta añadida.' : `${String(count)} etiquetas añadidas.`),
    removeTitle: (count) =>
      count === 1 ? '¿Eliminar esta etiqueta?' : `¿Eliminar ${String(count)} etiquetas?`,
    removeText: (count) =>
      count === 0
        ? 'Ningún elemento la tiene.'
        : `Se quita de ${items(count)}. Los elementos se quedan.`,
    removeUnusedText: 'Ningún elemento tiene alguna de estas etiquetas.',
    removed: (count) =>
      count === 1 ? 'Etiqueta eliminada.' : `${String(count)} etiquetas eliminadas.`,
  },

  trackerFilter: {
    removeTitle: '¿Quitar este tracker de todos los elementos?',
    removeText: (count) => `Se quita de ${items(count)}. Los elementos se quedan.`,
    removeSubmit: 'Quitar de todos',
  },

  search: {
    label: 'Buscar',
    placeholder: 'Buscar nombres',
    clear: 'Borrar la búsqueda',
    help: 'Cómo buscar',
    bad: {
      invalid: 'Esto aún no es una expresión regular.',
      unsupported:
        'Aquí una expresión regular no admite aserciones hacia delante o hacia atrás ni retrorreferencias.',
      complex: 'Esta expresión regular es demasiado larga.',
    },
    helpTitle: 'Cómo buscar',
    helpRows: [
      { example: 'big buck', text: 'ambas palabras, en cualquier parte del nombre' },
      { example: '"big buck"', text: 'exactamente esta frase' },
      { example: '-trailer', text: 'sin esta palabra' },
      { example: '/s\\d+e\\d+/', text: 'una expresión regular' },
      { example: 'category:films', text: 'en esta categoría; category:"" para ninguna' },
      { example: 'tag:new', text: 'con esta etiqueta; tag:"" para ninguna' },
      { example: 'tracker:example', text: 'con este tracker' },
      { example: 'state:stalled', text: 'en este estado' },
      { example: 'path:/srv', text: 'guardado en esta carpeta' },
      { example: 'cid:zDvZ', text: 'con esta ficha de Codex' },
      { example: 'hash:9f2c', text: 'con este info hash' },
    ],
    helpNote:
      'Tienen que coincidir todas las partes. Un signo menos vale delante de cualquiera. No importan mayúsculas ni acentos.',
  },

  empty: {
    title: 'Aquí aún no hay nada',
    lead: 'qcodex descarga el contenido de Codex, no de pares de BitTorrent. Por eso tiene que estar en Codex antes de poder llegar aquí.',
    ways: [
      {
        title: 'Con un enlace',
        text: 'Se pega un enlace magnet con parte de Codex (xs=urn:codex:…) o un CID de Codex solo. Empieza enseguida.',
      },
      {
        title: 'Con los archivos',
        text: 'Se ponen en su sitio y se suelta aquí el .torrent. Se verifican, se publican en Codex y reciben un enlace para compartir.',
      },
      {
        title: 'Con un magnet normal',
        text: 'Se conserva y espera, con el motivo, hasta que alguien publique su contenido.',
      },
    ],
    action: 'Añadir el primero',
    dropHint: 'o soltar archivos y enlaces en cualquier parte de esta página',
    noMatch: 'Nada coincide',
    noMatchText: (count) =>
      count === 1
        ? 'Hay un elemento en la lista, y lo oculta:'
        : `Hay ${String(count)} elementos en la lista, todos ocultos por:`,
    hides: (count) =>
      count === 0
        ? 'sin él, tampoco nada'
        : count === 1
          ? 'sin él, 1 elemento'
          : `sin él, ${String(count)} elementos`,
    reset: 'Mostrar todo',
    nodeAway: 'No se puede conectar con el nodo de Codex.',
    nodeAwayText:
      'No se puede descargar ni publicar nada hasta que vuelva; la lista y sus archivos no se tocan. Se vuelve a intentar automáticamente.',
    nodeSettings: 'Ajustes de Codex',
  },

  status: {
    label: 'Estado',
    down: 'Velocidad de bajada',
    up: 'Velocidad de subida',
    downTotal: (total) => `${total} descargados desde el arranque`,
    upTotal: (total) => `${total} subidos desde el arranque`,
    limit: (limit) => `límite ${limit}`,
    limited: (limit) => `de ${limit}`,
    free: 'Espacio libre',
    freeShort: 'libre',
    openNode: 'Ajustes de Codex',
    quota: (used, max) => `${used} de ${max} en uso`,
    quotaLabel: 'Espacio que usa el nodo',
    nodes: (count) => (count === 1 ? '1 nodo conocido' : `${String(count)} nodos conocidos`),
    streams: (count) => (count === 1 ? '1 flujo' : `${String(count)} flujos`),
    kinds: { embedded: 'Nodo integrado', rest: 'Nodo de Codex', memory: 'Nodo en memoria' },
    externalIp: 'Dirección externa',
    externalUnknown: 'desconocida',
    nodeStates: { starting: 'arrancando', online: 'listo', away: 'ausente' },
    alternative: 'Límites de velocidad alternativos',
    alternativeOn: 'Límites de velocidad alternativos activados.',
    alternativeOff: 'Límites de velocidad alternativos desactivados.',
    changeLimits: 'Límites de velocidad',
    paused: 'Todas las transferencias están en pausa.',
    resume: 'Reanudar',
    connection: {
      connected: 'Conectado',
      firewalled: 'Sin conexiones entrantes',
      disconnected: 'Sin conexión',
    },
  },

  speedLimits: {
    title: 'Límites de velocidad',
    about: 'Para todo en conjunto. Además, un elemento puede tener límites propios.',
    normal: 'Normal',
    alternative: 'Alternativo',
    inForce: 'en vigor',
    down: 'Bajada',
    up: 'Subida',
    unit: 'KiB/s',
    unlimited: 'Sin límite',
    zeroHint: '0 es sin límite.',
    presets: 'Fijar en',
    use: 'Usar los límites alternativos',
    scheduled: 'El horario de las preferencias cambia entre los dos automáticamente.',
    wrong: 'Un límite es un número entero desde 0.',
    save: 'Guardar',
    saved: 'Límites de velocidad guardados.',
  },
};
