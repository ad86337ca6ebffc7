// The commands on torrents: their names in menus, on buttons and in the list of keys.
import type { commands as english } from '../en/commands';
import type { Words } from '../words';

export const commands: Words<typeof english> = {
  commands: {
    start: 'Iniciar',
    stop: 'Detener',
    forceStart: 'Forzar inicio',
    remove: 'Eliminar…',
    removeFiles: 'Eliminar con archivos…',
    location: 'Mover…',
    rename: 'Renombrar…',
    renameFiles: 'Renombrar archivos…',
    category: 'Categoría',
    newCategory: 'Nueva…',
    noCategory: 'Ninguna',
    allOf: (count) => `Las ${String(count)}…`,
    tags: 'Etiquetas',
    pickTags: 'Elegir etiquetas…',
    removeAllTags: 'Quitar etiquetas',
    auto: 'Gestión automática',
    comment: 'Comentario…',
    limits: 'Límites de velocidad…',
    shareLimits: 'Límites de compartición…',
    sequential: 'Descargar en orden',
    firstLast: 'Primero la primera y la última pieza',
    recheck: 'Volver a verificar',
    ask: 'Preguntar ahora a Codex',
    queue: 'Cola',
    queueTop: 'Al principio',
    queueUp: 'Subir',
    queueDown: 'Bajar',
    queueBottom: 'Al final',
    publish: 'Publicar en Codex',
    unpublish: 'Dejar de publicar…',
    copy: 'Copiar',
    copyName: 'Nombre',
    copyHash1: 'Info hash v1',
    copyHash2: 'Info hash v2',
    copyMagnet: 'Enlace magnet',
    copyId: 'ID del torrent',
    copyComment: 'Comentario',
    copyLink: 'Enlace de Codex',
    copyRecord: 'CID de la ficha',
    copyPath: 'Ruta del contenido',
    export: 'Exportar .torrent',
    clear: (count) => `${String(count)} seleccionados, no seleccionar nada`,
    menu: (count) =>
      count === 1 ? 'Acciones sobre el elemento' : `Acciones sobre ${String(count)} elementos`,
  },

  menu: { back: 'Atrás', close: 'Cerrar' },

  keys: {
    title: 'Atajos de teclado',
    page: 'En todas partes',
    list: 'Con elementos seleccionados',
    moving: 'En la lista',
    add: 'Añadir torrents',
    search: 'Buscar',
    preferences: 'Preferencias',
    help: 'Mostrar esta ayuda',
    undo: 'Deshacer el último cambio',
    notices: 'Ir a los avisos',
    menu: 'Menú de los elementos seleccionados',
    move: 'Mover y seleccionar',
    extend: 'Ampliar la selección',
    walk: 'Mover sin seleccionar',
    toggle: 'Seleccionar o dejar fuera',
    all: 'Seleccionar todo',
    clear: 'No seleccionar nada',
    singles: 'Atajos de un solo carácter',
    singlesHint:
      'Conviene desactivarlos si el dictado u otra herramienta los teclea sin querer. El navegador lo recuerda.',
    close: 'Cerrar',
    or: 'o',
    named: {
      Ctrl: 'Ctrl',
      Alt: 'Alt',
      Shift: 'Mayús',
      Delete: 'Supr',
      Insert: 'Ins',
      Escape: 'Esc',
      Space: 'Espacio',
      Home: 'Inicio',
      End: 'Fin',
      PageUp: 'Re Pág',
      PageDown: 'Av Pág',
      ArrowUp: '↑',
      ArrowDown: '↓',
      ContextMenu: 'Menú',
    },
  },

  undo: {
    action: 'Deshacer',
    done: 'Deshecho.',
    partly: (count, all) =>
      `Deshecho en ${String(count)} de ${String(all)}: los demás han cambiado desde entonces o ya no están.`,
    nothing: 'No hay nada que deshacer.',
    gone: 'No se deshizo nada: los elementos han cambiado desde entonces o ya no están.',
  },

  did: {
    started: (count) => (count === 1 ? 'Iniciado.' : `${String(count)} iniciados.`),
    stopped: (count) => (count === 1 ? 'Detenido.' : `${String(count)} detenidos.`),
    forced: (count) =>
      count === 1 ? 'Iniciado fuera de la cola.' : `${String(count)} iniciados fuera de la cola.`,
    unforced: (count) =>
      count === 1 ? 'De vuelta en la cola.' : `${String(count)} de vuelta en la cola.`,
    category: (name, count) =>
      count === 1
        ? `Categoría «${name}» asignada.`
        : `Categoría «${name}» asignada a ${String(count)} elementos.`,
    noCategory: (count) =>
      count === 1 ? 'Categoría quitada.' : `Categoría quitada de ${String(count)} elementos.`,
    tagged: (count) =>
      count === 1 ? 'Etiquetas cambiadas.' : `Etiquetas de ${String(count)} elementos cambiadas.`,
    autoOn: (count) =>
      count === 1
        ? 'Su categoría decide dónde están los archivos.'
        : `Sus categorías deciden dónde están los archivos de ${String(count)} elementos.`,
    autoOff: (count) =>
      count === 1
        ? 'Los archivos se quedan donde están.'
        : `Los archivos de ${String(count)} elementos se quedan donde están.`,
    asked: (count) =>
      count === 1
        ? 'Se vuelve a preguntar a Codex.'
        : `Se vuelve a preguntar a Codex por ${String(count)} elementos.`,
    moving: (count) =>
      count === 1
        ? 'Se están moviendo los archivos.'
        : `Se están moviendo ${String(count)} elementos.`,
    renamed: 'Renombrado.',
    commented: 'Comentario guardado.',
    limited: 'Límites guardados.',
    copied: (count) => (count === 1 ? 'Copiado.' : `${String(count)} líneas copiadas.`),
    copiedSome: (count, all) =>
      `Copiado de ${String(count)} de ${String(all)} elementos; los demás no lo tienen.`,
    copiedNone: 'No hay ninguno que copiar.',
    exported: (count) =>
      count === 1
        ? 'Guardado como archivo .torrent.'
        : `${String(count)} archivos .torrent guardados.`,
    published: (count) =>
      count === 1 ? 'Se está publicando.' : `${String(count)} se están publicando.`,
    unpublished: (count) =>
      count === 1 ? 'Ya no está publicado.' : `${String(count)} ya no están publicados.`,
    unchanged: (count) =>
      count === 1 ? 'Nada ha cambiado: ya estaba así.' : 'Nada ha cambiado: ya estaban así.',
    someFailed: (failed, all) =>
      all === 1 ? 'No funcionó.' : `${String(failed)} de ${String(all)} no funcionaron.`,
    show: 'Ver por qué',
    skippedUnknown: (count) =>
      count === 1
        ? 'Uno se dejó fuera: sus archivos no se conocen todavía.'
        : `${String(count)} se dejaron fuera: sus archivos no se conocen todavía.`,
  },
};
