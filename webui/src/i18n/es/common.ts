// Words of every part: signing in, the connection, notices, units, states.
import type { common as english } from '../en/common';
import type { Words } from '../words';

export const common: Words<typeof english> = {
  product: 'qcodex',

  login: {
    title: 'Iniciar sesión',
    username: 'Usuario',
    password: 'Contraseña',
    submit: 'Iniciar sesión',
    busy: 'Iniciando sesión…',
    wrong: 'El usuario o la contraseña no son correctos.',
    banned:
      'Demasiados intentos fallidos. Esta dirección tiene que esperar antes de poder iniciar sesión.',
    hint: 'Mientras no haya contraseña, el servidor escribe una temporal en su registro cada vez que arranca.',
    expired: 'La sesión ha terminado. Al iniciarla de nuevo se sigue donde se estaba.',
  },

  connection: {
    lost: 'No se puede conectar con el servidor.',
    retryIn: (seconds) => `Nuevo intento en ${String(seconds)} s.`,
    retrying: 'Intentándolo de nuevo…',
    retry: 'Probar ahora',
    loading: 'Cargando…',
  },

  toasts: { label: 'Avisos', dismiss: 'Descartar' },

  errors: {
    network: 'No se puede conectar con el servidor.',
    answer: (status) => `El servidor lo rechazó: ${String(status)}.`,
    part: 'No se pudo cargar esta parte de la página. Conviene recargarla y probar de nuevo.',
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },

  confirm: { cancel: 'Cancelar', more: (count) => `y ${String(count)} más` },

  states: {
    downloading: 'Descargando',
    stalledDL: 'Esperando datos',
    metaDL: 'Buscando en Codex',
    queuedDL: 'En cola',
    stoppedDL: 'Detenido',
    checking: 'Verificando archivos',
    checkingResumeData: 'Cargando',
    uploading: 'Sirviendo',
    stalledUP: 'Completo',
    queuedUP: 'Completo, en cola',
    stoppedUP: 'Completo, detenido',
    moving: 'Moviendo',
    missingFiles: 'Faltan archivos',
    error: 'Error',
    unknown: 'Desconocido',
  },

  publish: {
    none: 'Sin publicar',
    waiting: 'Espera publicarse',
    publishing: 'Publicando',
    published: 'Publicado',
    failed: 'Fallido',
    stale: 'Desfasado',
  },

  reasons: {
    not_in_codex: 'Nadie ha publicado esto aún en Codex. Se vuelve a intentar de vez en cuando.',
    node_away: 'No se puede conectar con el nodo de Codex. Continúa cuando el nodo vuelva.',
    no_source: 'Ahora no responde ningún nodo que lo tenga. Se vuelve a intentar de vez en cuando.',
    disk_full: 'El disco está lleno. Continúa cuando haya sitio.',
    quota_full: 'Al nodo no le queda sitio. Continúa cuando lo haya.',
    private: 'Privado, así que no se publica.',
    queued: 'Espera su turno.',
  },

  link: {
    copied: (count) => (count === 1 ? 'Enlace copiado.' : `${String(count)} enlaces copiados.`),
    none: 'Aún no hay enlace de Codex: aparece cuando el elemento está completo y publicado.',
    failed: 'El navegador no permitió copiar.',
  },

  nav: {
    label: 'Vistas',
    menu: 'Menú',
    skipToList: 'Saltar a la lista',
    skipToContent: 'Saltar al contenido',
    transfers: 'Transferencias',
    rss: 'RSS',
    search: 'Búsqueda',
    statistics: 'Estadísticas',
    log: 'Registro',
    about: 'Acerca de',
    help: 'Atajos de teclado',
    language: 'Idioma',
  },

  page: {
    asOf: (time) => `Última actualización: ${time}.`,
    update: 'El servidor tiene otra versión de esta página.',
    reload: 'Recargar la página',
    later: 'Más tarde',
  },

  theme: {
    label: 'Colores',
    names: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
  },

  drop: {
    title: 'Soltar para añadir',
    files: (count) => (count === 1 ? '1 archivo' : `${String(count)} archivos`),
    text: 'archivos .torrent o enlaces',
    notLinks:
      'Eso no es un enlace: se pueden añadir enlaces magnet, CID de Codex, info hashes y direcciones.',
    notTorrents: (names) =>
      `Solo se pueden añadir archivos .torrent, y esto no lo es: ${names}. Para compartir archivos del servidor está «Crear torrent».`,
  },
};
