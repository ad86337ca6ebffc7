// Preferences and the page Codex.
import type { prefs as english } from '../en/prefs';
import type { Words } from '../words';

export const prefs: Words<typeof english> = {
  prefs: {
    title: 'Preferencias',
    pages: 'Páginas',
    search: 'Buscar en todas las opciones',
    found: (count) =>
      count === 1 ? '1 opción encontrada' : `${String(count)} opciones encontradas`,
    nothing: 'Ninguna opción que valga aquí contiene estas palabras.',
    close: 'Cerrar',
    loading: 'Cargando…',
    failed: 'No se pudieron cargar las preferencias.',
    retry: 'Reintentar',
    save: (count) =>
      count === 0
        ? 'Guardar'
        : count === 1
          ? 'Guardar 1 cambio'
          : `Guardar ${String(count)} cambios`,
    saving: 'Guardando…',
    saved: 'Guardado.',
    savedAway:
      'Guardado, pero el servidor ya no responde aquí. Si han cambiado su dirección, su puerto o HTTPS, hay que abrirlo allí.',
    discard: 'Descartar',
    unsaved: (count) =>
      count === 0
        ? 'Sin cambios'
        : count === 1
          ? '1 cambio sin guardar'
          : `${String(count)} cambios sin guardar`,
    leaveTitle: '¿Descartar los cambios?',
    leaveText: (count) =>
      count === 1
        ? 'Un cambio está aún sin guardar.'
        : `${String(count)} cambios están aún sin guardar.`,
    leave: 'Descartar',
    stay: 'Seguir editando',
    changed: 'cambiado',
    pageChanged: (count) => (count === 1 ? '1 cambio' : `${String(count)} cambios`),
    undo: 'Deshacer',
    undoOf: (label) => `Deshacer el cambio de ${label}`,
    isDefault: 'por defecto',
    reset: 'Restablecer',
    resetOf: (label, value) => `Restablecer ${label} al valor por defecto: ${value}`,
    empty: 'vacío',
    on: 'sí',
    off: 'no',
    when: {
      new_torrents: 'para elementos nuevos',
      next_start: 'tras reiniciar el servidor',
      node_restart: 'tras reiniciar el nodo',
    },
    restartNeeded: {
      node: 'Hay que reiniciar el nodo',
      server: 'Hay que reiniciar el servidor',
    },
    effective: (value) => `En uso ahora: ${value}`,
    fixed: 'Aquí no se puede cambiar.',
    range: (min, max) => `de ${min} a ${max}`,
    atLeast: (min) => `al menos ${min}`,
    atMost: (max) => `como mucho ${max}`,
    notNumber: 'Hace falta un número.',
    outside: (range) => `Permitido: ${range}.`,
    fix: 'Algunos valores no se pueden guardar así.',
    unit: (label) => `Unidad de ${label}`,
    otherValue: 'Un valor…',
    noLimit: 'sin límite',
    valueOf: (label) => `Valor de ${label}`,
    onePerLine: 'Uno por línea.',
    sendMail: 'Enviar un correo de prueba',
    mailSent: 'El correo de prueba va de camino.',
    saveFirst: 'tras guardar los cambios',
    show: 'Mostrar',
    hide: 'Ocultar',
    keepPassword: 'sin cambios',
    anyInterface: 'Cualquier interfaz',
    allAddresses: 'Todas las direcciones',
    allIpv4: 'Todas las direcciones IPv4',
    allIpv6: 'Todas las direcciones IPv6',
    browserLanguage: 'El del navegador',
    spoken: 'Palabras, números y fechas',
    notSpoken: 'Solo números y fechas, palabras en inglés',
    onlyWith: (label) => `Solo con «${label}».`,
    apiKey: {
      title: 'Clave de API',
      about:
        'Con una clave entran otros programas sin usuario ni contraseña: la envían como «Authorization: Bearer …». Permite hacer todo lo que puede el usuario.',
      none: 'No hay ninguna clave.',
      there: 'Hay una clave.',
      make: 'Crear una clave',
      renew: 'Crear otra clave',
      remove: 'Eliminar la clave',
      made: 'La clave nueva. Solo se muestra ahora:',
      copy: 'Copiar la clave',
      copied: 'Copiado.',
      removed: 'Clave eliminada.',
      renewTitle: '¿Crear una clave de API nueva?',
      renewText:
        'La anterior deja de valer de inmediato: los programas que la usan se quedan fuera hasta que tengan la nueva.',
      removeTitle: '¿Eliminar la clave de API?',
      removeText: 'Los programas que la usan se quedan fuera de inmediato.',
    },
    cookies: {
      title: 'Cookies',
      about: 'Se envían al descargar archivos .torrent por enlace.',
      manage: 'Gestionar cookies…',
      none: 'No hay cookies.',
      domain: 'Dominio',
      path: 'Ruta',
      name: 'Nombre',
      value: 'Valor',
      expires: 'Caduca',
      add: 'Añadir una cookie',
      remove: (name) => `Eliminar la cookie ${name}`,
      save: 'Guardar',
      saving: 'Guardando…',
      saved: 'Cookies guardadas.',
      cancel: 'Cancelar',
      needed: 'Cada cookie necesita un dominio y un nombre.',
      failed: 'No se pudieron cargar las cookies.',
      loading: 'Cargando…',
      list: 'Cookies',
    },
    units: {
      bytes: 'bytes',
      seconds: 'segundos',
      minutes: 'minutos',
      hours: 'horas',
      days: 'días',
    },
    folders: {
      folder: 'Carpeta vigilada',
      to: 'Guardar en',
      inside: 'la carpeta vigilada',
      usual: 'la ruta de guardado por defecto',
      other: 'otra carpeta',
      path: 'Carpeta de destino',
      add: 'Añadir una carpeta',
      remove: (folder) => `No vigilar ${folder}`,
      none: 'No se vigila ninguna carpeta.',
      placeholder: '/ruta/en/el/servidor',
      needPath: 'Cada carpeta vigilada necesita una ruta desde la raíz (/…).',
      needTarget: 'Falta la carpeta de destino.',
      twice: 'Hay una carpeta repetida.',
    },
    hidden: {
      title: 'Sin mostrar',
      ofPage: (count) =>
        count === 1
          ? '1 opción está oculta porque…'
          : `${String(count)} opciones están ocultas porque…`,
      about:
        'Estas opciones no harían nada aquí, así que las páginas no las ofrecen. Las de qBittorrent se conservan de todos modos, y otros programas las ven como se dejaron.',
      found: (count) =>
        count === 1
          ? '1 opción oculta contiene estas palabras'
          : `${String(count)} opciones ocultas contienen estas palabras`,
      noReason: 'Aquí no tiene efecto.',
    },
    move: {
      title: 'Mudanza a este nodo',
      way: (from: string, to: string) => `De ${from} a ${to}`,
      done: (done: string, all: string) => `${done} de ${all} listos`,
      leftOut: 'Quedan fuera: privados, retirados o incompletos',
      end: 'Soltar el nodo anterior',
      endAbout:
        'Lo que solo está en el nodo anterior ya no se podrá leer. Lo que falta por copiar se copia de los archivos.',
      remove: 'Quitar lo copiado en el nodo anterior cuando todo se haya mudado',
      copies: 'Copias de este servidor en el nodo anterior',
      removeTrouble: 'Ahora no se pueden quitar',
      troubles: 'Elementos en espera',
    },
    node: {
      title: 'Nodo',
      kind: 'Tipo',
      state: 'Estado',
      version: 'Versión',
      generation: 'Formato de identificadores',
      url: 'Dirección',
      storage: 'Almacenamiento',
      usage: (used, max) => `${used} de ${max} en uso`,
      usageNoLimit: (used) => `${used} en uso, sin límite`,
      settings: 'Ajustes',
      more: 'Más ajustes',
      missing: (count) =>
        count === 1
          ? '1 más no tiene efecto con este nodo…'
          : `${String(count)} más no tienen efecto con este nodo…`,
      restartNeeded: 'Algunos cambios esperan un reinicio.',
      command: 'Línea de órdenes',
      commandAbout: 'Para usar lo ajustado aquí, el nodo se inicia con estas opciones:',
      copy: 'Copiar',
      copied: 'Copiado.',
      copyOption: (option) => `Copiar ${option}`,
      flags: 'Qué puede hacer este nodo',
      yes: 'sí',
      no: 'no',
    },
    presets: {
      title: 'Ajustes predefinidos',
      about:
        'Un ajuste predefinido cambia varias opciones a la vez. Antes de hacerlo se muestra qué cambia.',
      preview: 'Ver qué cambia',
      hide: 'Ocultar',
      apply: 'Aplicar',
      applying: 'Aplicando…',
      applied: (label) => `${label}: aplicado.`,
      same: 'Todo está ya como lo pide este ajuste predefinido.',
      setting: 'Opción',
      from: 'Ahora',
      to: 'Después',
      unaffected: (count) =>
        count === 1 ? '1 más no tiene efecto aquí' : `${String(count)} más no tienen efecto aquí`,
      unsaved: 'Antes hay que guardar o descartar los cambios.',
    },
  },
};
