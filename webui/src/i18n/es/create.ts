// Making torrents.
import type { create as english } from '../en/create';
import type { Words } from '../words';

export const create: Words<typeof english> = {
  create: {
    title: 'Crear torrent',
    tabs: 'Vistas',
    form: 'Torrent nuevo',
    tasks: (count) => (count === 0 ? 'Tareas' : `Tareas (${String(count)})`),

    sourcePath: 'Contenido',
    sourceHint: 'Un archivo o carpeta del servidor.',
    needPath:
      'Tiene que empezar por una barra: la ruta completa de un archivo o carpeta del servidor.',
    goal: 'Qué hacer con él',
    goals: {
      publish: 'Crear y publicar en Codex',
      add: 'Crear y añadir a la lista',
      file: 'Crear solo el archivo .torrent',
    },
    goalHints: {
      publish:
        'Los archivos se quedan donde están. El nodo aprende a servirlos, guarda una pequeña ficha de ellos y da un enlace. Quien tenga el enlace puede descargarlos mientras el nodo funcione.',
      publishNode:
        'Los archivos se copian en el nodo de Codex, que guarda una pequeña ficha de ellos y da un enlace. Quien tenga el enlace puede descargarlos de la red.',
      add: 'Aparece en la lista como completo. Si se publica lo deciden las preferencias.',
      file: 'Se guarda con la tarea hasta que esta se elimine, o se escribe donde se indique abajo.',
    },
    private: 'Privado',
    privateHint:
      'Solo los trackers pueden nombrar a otros que lo tengan. Para publicarlo en un nodo aparte hace falta permiso en las preferencias.',
    trackers: 'Trackers',
    trackersHint:
      'Uno por línea; una línea vacía empieza el nivel siguiente. Se conservan, no se contacta con ellos.',
    webSeeds: 'Semillas web',
    webSeedsHint: 'Una dirección por línea.',
    comment: 'Comentario',
    more: 'Más opciones',
    source: 'Origen',
    sourceTagHint: 'Cambia el info hash; algunos trackers lo piden.',
    format: 'Formato',
    formats: { hybrid: 'Híbrido (v1 y v2)', v1: 'Versión 1', v2: 'Versión 2' },
    pieceSize: 'Tamaño de pieza',
    automatic: 'Automático',
    automaticOf: (size) => `Automático: ${size}`,
    pieces: (count) => (count === 1 ? '1 pieza' : `${String(count)} piezas`),
    optimize: 'Empezar los archivos grandes en una pieza propia',
    paddedLimit: 'Archivos de más de (KiB)',
    notNumber: 'No es un número que se pueda usar.',
    torrentPath: 'Escribir el .torrent en',
    torrentPathHint: 'Archivo del servidor; vacío: se puede descargar desde la tarea.',
    needTarget: 'Tiene que empezar por una barra: la ruta completa de un archivo del servidor.',
    ignoreDotfiles: 'Omitir archivos y carpetas que empiezan por punto',
    submit: 'Crear',
    submitPublish: 'Crear y publicar',
    busy: 'Enviando…',
    close: 'Cerrar',

    none: 'No hay tareas. Lo que se crea aparece aquí.',
    states: {
      Queued: 'Espera su turno',
      Running: 'Leyendo archivos…',
      Finished: 'Creado',
      Failed: 'Fallido',
    },
    progress: (name) => `Progreso de ${name}`,
    published: (state) => `Codex: ${state}`,
    piecesOf: (size) => `piezas de ${size}`,
    writtenTo: (path) => `Escrito en ${path}`,
    download: 'Descargar .torrent',
    downloadOf: (name) => `Descargar .torrent: ${name}`,
    open: 'Mostrar en la lista',
    openOf: (name) => `Mostrar en la lista: ${name}`,
    copyLink: 'Copiar enlace',
    copyLinkOf: (name) => `Copiar enlace: ${name}`,
    cancel: 'Cancelar',
    cancelOf: (name) => `Cancelar: ${name}`,
    remove: 'Eliminar tarea',
    removeOf: (name) => `Eliminar la tarea de ${name}`,
    started: 'Se está creando el torrent.',
  },
};
