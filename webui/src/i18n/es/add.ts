// Adding torrents and making them.
import type { add as english } from '../en/add';
import type { Words } from '../words';

const items = (count: number) => (count === 1 ? '1 elemento' : `${String(count)} elementos`);

export const add: Words<typeof english> = {
  add: {
    title: 'Añadir torrents',
    links: 'Enlaces',
    linksHint:
      'Uno por línea: enlace magnet, CID de Codex, info hash o la dirección de un archivo .torrent.',
    linksPlaceholder: 'magnet:?xt=urn:btih:…&xs=urn:codex:…',
    unclear: (count) =>
      count === 1
        ? 'Una línea no parece un enlace; se envía tal cual.'
        : `${String(count)} líneas no parecen enlaces; se envían tal cual.`,
    choose: 'Elegir archivos…',
    dropHere: 'o soltarlos en cualquier parte',
    notTorrent: (names) => `No es un archivo .torrent: ${names}`,
    lostFiles: (names) =>
      `Demasiado grandes para conservarlos al recargar; hay que volver a elegirlos: ${names}`,
    cancel: 'Cancelar',
    submit: 'Añadir',
    busy: (done, total) => `Añadiendo ${String(done + 1)} de ${String(total)}…`,
    progress: 'Progreso al añadir',
    halt: 'Dejar de añadir',
    nothing: 'Hace falta al menos un enlace o archivo.',
    fix: 'Una de las opciones no es un número que se pueda usar.',
    refused: 'El servidor no pudo leerlo.',
    already: 'Ya está en la lista.',
    someRefused: (count) =>
      count === 1 ? 'Uno no se pudo añadir:' : `${String(count)} no se pudieron añadir:`,
    added: (count) => (count === 1 ? 'Añadido.' : `${String(count)} añadidos.`),
    pending: (count) =>
      count === 1
        ? 'Se está descargando una dirección; aparece cuando llegue.'
        : `Se están descargando ${String(count)} direcciones; aparecen cuando lleguen.`,
    merged: (count) =>
      count === 1
        ? 'Uno ya estaba en la lista: se han combinado sus trackers.'
        : `${String(count)} ya estaban en la lista: se han combinado sus trackers.`,
    total: (count, size) => `${items(count)}, ${size}`,
  },

  addSource: {
    label: 'Qué se va a añadir',
    contents: 'Archivos',
    remove: (name) => `Dejar fuera ${name}`,
    show: (name) => `Ver qué hay en ${name}`,
    states: {
      waiting: 'Espera su turno',
      reading: 'Leyendo…',
      looking: 'Buscando en Codex…',
      lookingAddress: 'Consultando la dirección…',
      found: 'Listo',
      absent: 'Aún no se encuentra en Codex. Se puede añadir y espera allí.',
      silent: 'La dirección aún no ha respondido. Se puede añadir y se descarga entonces.',
      content: 'Contenido de Codex sin torrent: se añade como un solo archivo.',
      blind: 'Se lee al añadirlo',
      failed: 'No se puede leer',
    },
    duplicate: 'Ya está en la lista',
    duplicateMerge: 'Ya está en la lista: se combinan sus trackers',
    merge: 'Combinar sus trackers',
    mergeOf: (name) => `Combinar sus trackers: ${name}`,
    mergeDone: 'Trackers combinados.',
    codexPart: 'Parte de Codex',
    noCodexPart: 'Sin parte de Codex',
    noCodexPartHint:
      'No dice en qué lugar de Codex está su contenido. Si hay archivos en la ruta de guardado, se verifican; si no, se busca.',
    private: 'Privado',
    files: (count) => (count === 1 ? '1 archivo' : `${String(count)} archivos`),
    chosen: (count, total) => `${String(count)} de ${String(total)} archivos`,
    facts: {
      from: 'De',
      hashV1: 'Info hash v1',
      hashV2: 'Info hash v2',
      pieces: 'Piezas',
      piecesOf: (count, size) => `${String(count)} × ${size}`,
      made: 'Creado',
      by: (maker) => `con ${maker}`,
      comment: 'Comentario',
      trackers: 'Trackers',
      webSeeds: 'Semillas web',
    },
  },

  addOptions: {
    savePath: 'Guardar en',
    savePathHint:
      'Carpeta del servidor. Los archivos que ya estén allí se verifican y se conservan.',
    savePathAutomatic: 'Lo decide la categoría.',
    goesTo: (path) => `Los archivos van a ${path}`,
    free: (free) => `${free} libres allí`,
    tooLittle: (free, needed) => `Allí solo hay ${free} libres; hacen falta ${needed}.`,
    category: 'Categoría',
    noCategory: 'Ninguna',
    newCategory: 'Categoría nueva…',
    newCategoryName: 'Nombre de la categoría nueva',
    newCategoryHint: 'Se crea al añadir el elemento. Una barra crea una subcategoría.',
    rememberCategory: 'Empezar con esta categoría la próxima vez',
    tags: 'Etiquetas',
    addTag: 'Añadir una etiqueta',
    removeTag: (tag) => `Quitar ${tag}`,
    startNow: 'Iniciar enseguida',
    more: 'Más opciones',
    automatic: 'Automática: la categoría decide dónde están los archivos',
    useDownloadPath: 'Otra carpeta mientras esté incompleto',
    downloadPath: 'Carpeta mientras esté incompleto',
    rename: 'Nombre en la lista',
    renameHint: 'Vacío: el suyo propio.',
    stopCondition: 'Detener cuando',
    stopConditions: {
      None: 'Nunca',
      MetadataReceived: 'Lleguen los metadatos',
      FilesChecked: 'Se hayan verificado los archivos',
    },
    layout: 'Carpetas',
    layouts: {
      Original: 'Como en el torrent',
      Subfolder: 'Siempre una propia',
      NoSubfolder: 'Nunca una propia',
    },
    top: 'Al principio de la cola',
    skipChecking: 'No verificar los archivos que ya están',
    skipCheckingHint: 'Se dan por completos. Los daños solo se descubren cuando alguien los lee.',
    sequential: 'En orden, desde el principio',
    firstLast: 'Primero la primera y la última pieza',
    download: 'Límite de bajada',
    upload: 'Límite de subida',
    rate: 'KiB/s',
    unlimited: 'Sin límite',
    share: 'Dejar de servir',
    shares: {
      default: 'Según la categoría o las preferencias',
      none: 'Nunca',
      own: 'Con límites propios',
    },
    ratio: 'Ratio',
    seedingTime: 'Tiempo sirviendo',
    inactiveTime: 'Tiempo sin peticiones',
    minutes: 'min',
    shareAction: 'Entonces',
    shareActions: {
      Default: 'Según las preferencias',
      Stop: 'Detenerlo',
      Remove: 'Eliminarlo',
      RemoveWithContent: 'Eliminarlo con sus archivos',
    },
    shareMode: 'Cuando',
    shareModes: {
      Default: 'Según las preferencias',
      MatchAny: 'Se alcance uno de ellos',
      MatchAll: 'Se alcancen todos',
    },
    notNumber: 'No es un número que se pueda usar.',
  },

  magnetHandler: {
    title: 'Enlaces magnet',

    button: 'Abrir aquí los enlaces magnet',
    asked: 'El navegador pregunta ahora, si no se le había preguntado antes.',
    insecure:
      'Los navegadores solo lo permiten por https o en el equipo del propio servidor; esta página se abrió de otra manera.',
    unsupported: 'Este navegador no deja que las páginas abran enlaces.',
    failed: 'El navegador no lo permitió.',
  },

  path: {
    offers: 'Carpetas del servidor',
    missing: 'Esa carpeta aún no existe.',
    more: (count) => `${String(count)} más: hay que seguir escribiendo`,
    count: (count) => (count === 1 ? '1 sugerencia' : `${String(count)} sugerencias`),
  },
};
