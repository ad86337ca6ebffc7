// Spanish for what the server says about options in English, by wire name.
import type { OptionWords } from '../language.svelte';

const kept = 'Se guarda y se devuelve, pero no tiene efecto:';
const noI2p = `${kept} Codex no usa I2P.`;
const noSlots = `${kept} en Codex no hay puestos de subida; se sirve a quien lo pida.`;
const notAdded = `${kept} no se contacta con los trackers, así que no se añade ninguno.`;
const notFetched = `${kept} no se contacta con los trackers, así que no se descarga ninguno.`;
const notContacted = `${kept} los trackers se conservan y se muestran, pero no se contacta con ellos.`;
const noPeers = `${kept} trata de conexiones con pares de BitTorrent.`;
const noBuffer = `${kept} es un búfer hacia pares de BitTorrent.`;
const noSwarm = `${kept} en Codex no hay un enjambre cuyos pares se puedan renovar.`;
const asStream = `${kept} el contenido se lee como un flujo, no se pide pieza a pieza.`;
const certificates = `${kept} trata de torrents cuyos pares necesitan certificados.`;
const noDynamicNames =
  'El servidor no actualiza nombres dinámicos: no puede saber por sí mismo su dirección pública; conviene usar al lado un programa como ddclient.';
const falseRemoves = 'Verdadero cuando hay un límite; al ponerlo en falso se quita el límite.';
const program =
  'Programa y argumentos, separados por espacios fuera de comillas dobles; no interviene ningún intérprete de órdenes. Comodines: %N nombre, %L categoría, %G etiquetas, %F ruta del contenido, %R ruta raíz, %D ruta de guardado, %C número de archivos, %Z tamaño en bytes, %T tracker, %I y %J hashes de información, %K id, %M comentario.';

export const options: OptionWords = {
  preferences: {
    locale: {
      label: 'Idioma de la interfaz',
      effect:
        'La página habla este idioma si lo conoce y, si no, inglés; los números y las fechas se escriben como es habitual en él.',
    },
    performance_warning: {
      label: 'Registrar avisos de rendimiento',
      effect:
        'Anota cuándo el propio servidor es el cuello de botella: disco más lento que la red, esperas por el disco o los hilos de hash, base de datos lenta, demasiada memoria, nodo lento o ausente, cuota casi llena; cada aviso, como mucho, cada 10 minutos.',
    },
    status_bar_external_ip: {
      label: 'Mostrar la IP externa en la barra de estado',
      effect: 'Muestra en la barra de estado la dirección que anuncia un nodo real.',
    },
    confirm_torrent_deletion: {
      label: 'Confirmar al eliminar torrents',
      effect: 'La página pregunta antes de eliminar.',
    },
    confirm_remove_all_tags: {
      label: 'Confirmar al quitar todas las etiquetas',
      effect: 'La página pregunta antes de quitar todas las etiquetas de un torrent.',
    },
    confirm_remove_tracker_from_all_torrents: {
      label: 'Confirmar al quitar un tracker de todos los torrents',
      effect: 'La página pregunta antes de quitar un tracker de todos los torrents.',
    },
    file_log_enabled: {
      label: 'Archivo de registro',
      effect:
        'Escribe el registro del servidor también en el archivo qcodex.log, desde que arranca el servidor.',
    },
    file_log_path: {
      label: 'Ruta de guardado',
      effect:
        'Carpeta del archivo de registro, relativa al perfil; un cambio pasa de inmediato al lugar nuevo.',
    },
    file_log_backup_enabled: {
      label: 'Hacer copia del archivo de registro',
      effect:
        'Cambia el nombre del archivo de registro a .bak, .bak1, etc. cuando es demasiado grande y empieza uno nuevo.',
    },
    file_log_max_size: {
      label: 'Hacer copia del registro a partir de',
      effect: 'Tamaño con el que el archivo de registro pasa a ser una copia y se empieza otro.',
    },
    file_log_delete_old: {
      label: 'Eliminar registros antiguos',
      effect: 'Elimina las copias del registro más antiguas que la edad de abajo.',
    },
    file_log_age: {
      label: 'Eliminar copias de más de',
      effect: 'Edad a la que se eliminan las copias del registro, en la unidad de abajo.',
    },
    file_log_age_type: {
      label: 'Unidad de la edad',
      effect:
        'Unidad de la edad a la que se eliminan las copias del registro; los meses y los años son los del calendario.',
      choices: {
        '0': 'días',
        '1': 'meses',
        '2': 'años',
      },
    },
    delete_torrent_content_files: {
      label: 'Eliminar también los archivos',
      effect: 'Estado inicial de la casilla en el diálogo que elimina torrents.',
    },
    torrent_content_layout: {
      label: 'Disposición del contenido',
      effect: 'Decide si los archivos de un torrent tienen una carpeta propia.',
      choices: {
        Original: 'Original',
        Subfolder: 'Subcarpeta',
        NoSubfolder: 'Sin subcarpeta',
      },
    },
    add_to_top_of_queue: {
      label: 'Añadir al principio de la cola',
      effect: 'Pone los torrents nuevos los primeros de la cola.',
    },
    add_stopped_enabled: {
      label: 'No iniciar la descarga automáticamente',
      effect: 'Añade los torrents sin iniciarlos.',
    },
    torrent_stop_condition: {
      label: 'Condición de parada',
      effect:
        'Detiene un torrent nuevo cuando se conoce su ficha o se han verificado sus archivos.',
      choices: {
        None: 'Ninguna',
        MetadataReceived: 'Metadatos recibidos',
        FilesChecked: 'Archivos verificados',
      },
    },
    merge_trackers: {
      label: 'Combinar trackers con el torrent existente',
      effect:
        'Añade los trackers y las semillas web de un torrent repetido al que ya está en la lista.',
    },
    auto_delete_mode: {
      label: 'Eliminar después los archivos .torrent',
      effect:
        'Elimina un archivo .torrent de esta máquina que se añadió por su ruta; los de las carpetas vigiladas se eliminan siempre una vez añadidos.',
      choices: {
        '0': 'nunca',
        '1': 'si se añadió',
        '2': 'siempre',
      },
    },
    preallocate_all: {
      label: 'Reservar espacio en disco para todos los archivos',
      effect:
        'Reserva el espacio de todos los archivos elegidos antes de que una descarga obtenga nada; si falta espacio en el disco, se nota entonces.',
    },
    incomplete_files_ext: {
      label: 'Añadir la extensión .!qB a los archivos incompletos',
      effect: 'Señala en el nombre los archivos que no están completos.',
    },
    use_unwanted_folder: {
      label: 'Guardar los archivos no elegidos en la carpeta «.unwanted»',
      effect:
        'Aquí los bytes de archivos no elegidos nunca llegan a la ruta de guardado, así que no hay nada que ocultar: cada archivo es un conjunto de datos propio, y las piezas que comparten dos archivos se guardan en el perfil.',
    },
    auto_tmm_enabled: {
      label: 'Gestión automática de torrents por defecto',
      effect: 'Los torrents nuevos toman la ruta de guardado de su categoría.',
    },
    torrent_changed_tmm_enabled: {
      label: 'Al cambiar la categoría de un torrent, moverlo',
      effect:
        'Mueve los archivos de un torrent gestionado cuando cambia su categoría; desactivado: termina su gestión.',
    },
    save_path_changed_tmm_enabled: {
      label: 'Al cambiar la ruta por defecto, mover los torrents afectados',
      effect:
        'Mueve los archivos de los torrents gestionados afectados; desactivado: termina su gestión.',
    },
    category_changed_tmm_enabled: {
      label: 'Al cambiar la ruta de una categoría, mover los torrents afectados',
      effect:
        'Mueve los archivos de los torrents gestionados afectados; desactivado: termina su gestión.',
    },
    use_category_paths_in_manual_mode: {
      label: 'Usar las rutas de categoría en modo manual',
      effect: 'También los torrents sin gestión toman las rutas de su categoría.',
    },
    save_path: {
      label: 'Ruta de guardado por defecto',
      effect: 'Carpeta en la que acaban los archivos terminados si no se dice otra cosa.',
    },
    temp_path_enabled: {
      label: 'Guardar los torrents incompletos en',
      effect: 'Guarda los archivos incompletos en la carpeta de abajo.',
    },
    temp_path: {
      label: 'Carpeta de torrents incompletos',
      effect:
        'Carpeta de los archivos incompletos; mejor en el mismo disco que la ruta de guardado.',
    },
    torrent_files_backup_enabled: {
      label: 'Guardar copia de los archivos .torrent',
      effect:
        'Guarda una copia del .torrent de todo lo que se añade; de los magnet, cuando se conocen sus metadatos.',
    },
    torrent_files_backup_dir: {
      label: 'Carpeta de las copias',
      effect: 'Carpeta de estas copias, cada una con el nombre de su torrent; relativa al perfil.',
    },
    torrent_files_finished_backup_dir_enabled: {
      label: 'Otra carpeta para los torrents terminados',
      effect: 'Mueve la copia a la carpeta de abajo cuando se ha descargado su torrent.',
    },
    torrent_files_finished_backup_dir: {
      label: 'Carpeta de las copias terminadas',
      effect: 'Carpeta de las copias de torrents terminados; relativa al perfil.',
    },
    remove_torrent_file_backup: {
      label: 'Eliminar la copia con el torrent',
      effect: 'Elimina la copia cuando se elimina su torrent.',
    },
    scan_dirs: {
      label: 'Añadir torrents automáticamente desde',
      effect:
        'Añade cada archivo .torrent y .magnet que aparece en estas carpetas y después lo elimina; si uno no se entiende, se le cambia el nombre a .qbt_rejected.',
    },
    excluded_file_names_enabled: {
      label: 'Excluir nombres de archivo',
      effect: 'No descarga los archivos que coinciden con un patrón de abajo.',
    },
    excluded_file_names: {
      label: 'Nombres de archivo excluidos',
      effect:
        'Patrones de nombres de archivos o carpetas que no se descargan, uno por línea: * cualquier texto, ? un carácter, [a-z] uno de estos; sin distinguir mayúsculas.',
    },
    mail_notification_enabled: {
      label: 'Avisar por correo al terminar una descarga',
      effect:
        'Envía un correo cuando termina una descarga; no por lo que una verificación encuentra completo.',
    },
    mail_notification_sender: {
      label: 'De',
      effect: 'Remitente del correo.',
    },
    mail_notification_email: {
      label: 'Para',
      effect: 'Destinatario del correo; si son varios, se separan con comas.',
    },
    mail_notification_smtp: {
      label: 'Servidor SMTP',
      effect: 'Servidor de correo, con el puerto si no es el habitual (465 para SMTPS; si no, 25).',
    },
    mail_notification_encryption_type: {
      label: 'Cifrado',
      effect:
        'Cómo se cifra la conexión con el servidor de correo; si el servidor no lo ofrece, no se envía nada.',
      choices: {
        None: 'Ninguno',
        STARTTLS: 'STARTTLS',
        SMTPS: 'SMTPS',
      },
    },
    mail_notification_auth_enabled: {
      label: 'Autenticación',
      effect: 'Inicia sesión en el servidor de correo.',
    },
    mail_notification_username: {
      label: 'Usuario',
      effect: 'Nombre de usuario en el servidor de correo.',
    },
    mail_notification_password: {
      label: 'Contraseña',
      effect: 'Contraseña en el servidor de correo; se devuelve sin cifrar.',
    },
    autorun_on_torrent_added_enabled: {
      label: 'Ejecutar al añadir un torrent',
      effect:
        'Ejecuta el programa de abajo cuando se añade un torrent, si el servidor se inició con --allow-external-programs.',
    },
    autorun_on_torrent_added_program: {
      label: 'Programa al añadir un torrent',
      effect: program,
    },
    autorun_enabled: {
      label: 'Ejecutar al terminar un torrent',
      effect:
        'Ejecuta el programa de abajo cuando una descarga ha terminado y sus archivos están en su sitio, si el servidor se inició con --allow-external-programs.',
    },
    autorun_program: {
      label: 'Programa al terminar un torrent',
      effect: program,
    },
    listen_port: {
      label: 'Puerto para conexiones entrantes',
      effect:
        'Puerto en el que el nodo entrega contenido: el integrado cambia de inmediato; uno real, al reiniciarse. Con 0 se toma uno libre.',
    },
    random_port: {
      label: 'Usar un puerto al azar',
      effect:
        'Verdadero cuando el puerto de arriba es 0; al activarlo pasa a 0, que toma uno libre.',
    },
    ssl_enabled: {
      label: 'Torrents SSL',
      effect: certificates,
    },
    ssl_listen_port: {
      label: 'Puerto SSL',
      effect: certificates,
    },
    upnp: {
      label: 'Usar UPnP / NAT-PMP para abrir puertos en el router',
      effect:
        'Permite que un nodo real pida al router que redirija sus puertos; el integrado no sale a la red.',
    },
    max_connec: {
      label: 'Número máximo de conexiones en total',
      effect:
        'Máximo de conexiones simultáneas al nodo integrado, desde ahora, o de un nodo real, desde su reinicio; -1 es sin límite.',
    },
    max_connec_per_torrent: {
      label: 'Número máximo de conexiones por torrent',
      effect: `${kept} las conexiones son del nodo, no de un torrent.`,
    },
    max_uploads: {
      label: 'Número máximo de puestos de subida en total',
      effect: noSlots,
    },
    max_uploads_per_torrent: {
      label: 'Número máximo de puestos de subida por torrent',
      effect: noSlots,
    },
    i2p_enabled: {
      label: 'I2P (experimental)',
      effect: noI2p,
    },
    i2p_address: {
      label: 'Servidor',
      effect: noI2p,
    },
    i2p_port: {
      label: 'Puerto',
      effect: noI2p,
    },
    i2p_mixed_mode: {
      label: 'Modo mixto',
      effect: noI2p,
    },
    proxy_type: {
      label: 'Tipo',
      effect:
        'Tipo de proxy para lo que este servidor descarga por URL; si el proxy falla, nunca se prescinde de él. A los nodos y fuentes de Codex, que indica quien lleva el servidor, siempre se llega directamente.',
      choices: {
        None: 'Ninguno',
        HTTP: 'HTTP',
        SOCKS5: 'SOCKS5',
        SOCKS4: 'SOCKS4',
      },
    },
    proxy_ip: {
      label: 'Servidor',
      effect: 'Nombre o dirección del proxy, que puede estar en la red local.',
    },
    proxy_port: {
      label: 'Puerto',
      effect: 'Puerto del proxy.',
    },
    proxy_auth_enabled: {
      label: 'Autenticación',
      effect: 'Inicia sesión en un proxy HTTP o SOCKS5; SOCKS4 no tiene contraseñas.',
    },
    proxy_username: {
      label: 'Usuario',
      effect: 'Nombre de usuario en el proxy.',
    },
    proxy_password: {
      label: 'Contraseña',
      effect: 'Contraseña en el proxy; se devuelve sin cifrar.',
    },
    proxy_hostname_lookup: {
      label: 'Resolver los nombres a través del proxy',
      effect:
        'El proxy resuelve los nombres, así que de lo que nombra el contenido solo se puede juzgar el nombre. Si no, los resuelve esta máquina; a un proxy HTTP se le dan nombres de todos modos, pero lo que nombra el contenido se resuelve antes aquí y tiene que ser público.',
    },
    proxy_bittorrent: {
      label: 'Usar el proxy para BitTorrent',
      effect:
        'Las semillas web se leen a través del proxy; a los nodos y fuentes de Codex siempre se llega directamente.',
    },
    proxy_peer_connections: {
      label: 'Usar el proxy para conexiones con pares',
      effect: `${kept} trata de pares de BitTorrent; a los nodos de Codex siempre se llega directamente.`,
    },
    proxy_rss: {
      label: 'Usar el proxy para RSS',
      effect: 'Los canales se leen a través del proxy.',
    },
    proxy_misc: {
      label: 'Usar el proxy para fines generales',
      effect:
        'Los torrents añadidos por URL, la base de datos de países y todo lo demás que se descarga y no es contenido ni canal pasa por el proxy; el correo no.',
    },
    ip_filter_enabled: {
      label: 'Filtrado de IP',
      effect:
        'Las direcciones del archivo de filtro no pueden leer del nodo integrado: sus peticiones se rechazan y lo que está en curso se corta. La interfaz web no se filtra, para que nadie se quede fuera.',
    },
    ip_filter_path: {
      label: 'Ruta del filtro (.dat, .p2p, .p2b)',
      effect:
        'Lista de intervalos de direcciones del filtro, en uno de estos formatos según el final del nombre; se vuelve a leer cuando el archivo cambia.',
    },
    ip_filter_trackers: {
      label: 'Aplicar a los trackers',
      effect: `${kept} no se contacta con los trackers.`,
    },
    banned_IPs: {
      label: 'Direcciones IP bloqueadas a mano',
      effect:
        'Estas direcciones no pueden leer del nodo integrado, esté activo el filtro o no; la interfaz web no se ve afectada.',
    },
    bittorrent_protocol: {
      label: 'Protocolo de conexión con pares',
      effect: `${kept} Codex solo usa TCP.`,
      choices: {
        '0': 'TCP y µTP',
        '1': 'TCP',
        '2': 'µTP',
      },
    },
    up_limit: {
      label: 'Subida',
      effect: 'Máximo de bytes por segundo que salen; 0 es sin límite.',
    },
    dl_limit: {
      label: 'Bajada',
      effect: 'Máximo de bytes por segundo que entran; 0 es sin límite.',
    },
    alt_up_limit: {
      label: 'Subida',
      effect: 'Lo mismo mientras están activos los límites alternativos.',
    },
    alt_dl_limit: {
      label: 'Bajada',
      effect: 'Lo mismo mientras están activos los límites alternativos.',
    },
    scheduler_enabled: {
      label: 'Programar el uso de los límites alternativos',
      effect: 'Activa y desactiva los límites alternativos según la hora.',
    },
    schedule_from_hour: {
      label: 'Desde (hora)',
      effect: 'Cuándo empiezan los límites alternativos; vale junto con el minuto.',
    },
    schedule_from_min: {
      label: 'Desde (minuto)',
      effect: 'Cuándo empiezan los límites alternativos; vale junto con la hora.',
    },
    schedule_to_hour: {
      label: 'Hasta (hora)',
      effect: 'Cuándo terminan los límites alternativos; vale junto con el minuto.',
    },
    schedule_to_min: {
      label: 'Hasta (minuto)',
      effect: 'Cuándo terminan los límites alternativos; vale junto con la hora.',
    },
    scheduler_days: {
      label: 'Cuándo',
      effect: 'Días en los que rige el horario.',
      choices: {
        '0': 'todos los días',
        '1': 'días laborables',
        '2': 'fines de semana',
        '3': 'lunes',
        '4': 'martes',
        '5': 'miércoles',
        '6': 'jueves',
        '7': 'viernes',
        '8': 'sábado',
        '9': 'domingo',
      },
    },
    limit_utp_rate: {
      label: 'Aplicar el límite al protocolo µTP',
      effect: `${kept} Codex no usa µTP.`,
    },
    limit_tcp_overhead: {
      label: 'Aplicar el límite a la sobrecarga de transporte',
      effect: `${kept} los límites solo cuentan contenido.`,
    },
    limit_lan_peers: {
      label: 'Aplicar el límite a los pares de la LAN',
      effect:
        'Desactivado, los lectores del nodo integrado en la red local quedan exentos del límite global de subida, y los nodos indicados con una dirección local, del límite global de bajada; los límites de cada torrent valen para todos.',
    },
    dht: {
      label: 'Activar DHT (red descentralizada) para encontrar más pares',
      effect:
        'El descubrimiento de Codex está siempre activo, así que aquí siempre se lee verdadero.',
    },
    pex: {
      label: 'Activar el intercambio de pares (PeX) para encontrar más pares',
      effect: `${kept} es un intercambio entre pares de BitTorrent.`,
    },
    lsd: {
      label: 'Activar la búsqueda de pares locales para encontrar más pares',
      effect: `${kept} Codex no busca nodos en la red local; hay que indicarlos como fuentes.`,
    },
    encryption: {
      label: 'Modo de cifrado',
      effect: `${kept} es un cifrado entre pares de BitTorrent; los nodos reales de Codex siempre cifran.`,
      choices: {
        '0': 'permitir',
        '1': 'exigir',
        '2': 'desactivar',
      },
    },
    anonymous_mode: {
      label: 'Activar el modo anónimo',
      effect: `${kept} oculta datos a trackers y pares de BitTorrent, y aquí no los hay.`,
    },
    max_active_checking_torrents: {
      label: 'Máximo de torrents en verificación',
      effect: 'Máximo de torrents cuyos archivos se verifican a la vez; -1 es sin límite.',
    },
    queueing_enabled: {
      label: 'Cola de torrents',
      effect: 'Solo deja activos a la vez cierto número de torrents, en el orden de la cola.',
    },
    max_active_downloads: {
      label: 'Máximo de descargas activas',
      effect: 'Máximo de torrents que descargan a la vez; -1 es sin límite.',
    },
    max_active_uploads: {
      label: 'Máximo de subidas activas',
      effect: 'Máximo de torrents que se ofrecen a la vez; -1 es sin límite.',
    },
    max_active_torrents: {
      label: 'Máximo de torrents activos',
      effect: 'Máximo de torrents activos de ambas clases; -1 es sin límite.',
    },
    dont_count_slow_torrents: {
      label: 'No contar los torrents lentos en estos límites',
      effect: 'Un torrent por debajo de las velocidades de abajo no ocupa puesto.',
    },
    slow_torrent_dl_rate_threshold: {
      label: 'Umbral de velocidad de bajada',
      effect: 'Velocidad por debajo de la cual una descarga cuenta como lenta.',
    },
    slow_torrent_ul_rate_threshold: {
      label: 'Umbral de velocidad de subida',
      effect: 'Velocidad por debajo de la cual una subida cuenta como lenta.',
    },
    slow_torrent_inactive_timer: {
      label: 'Tiempo de inactividad del torrent',
      effect: 'Cuánto tiempo ha de ir lento un torrent para contar como tal.',
    },
    max_ratio_enabled: {
      label: 'Cuando el ratio llegue a',
      effect: falseRemoves,
    },
    max_ratio: {
      label: 'Ratio',
      effect: 'Ratio al que se realiza la acción de abajo; -1 es sin límite.',
    },
    max_seeding_time_enabled: {
      label: 'Cuando el tiempo total de siembra llegue a',
      effect: falseRemoves,
    },
    max_seeding_time: {
      label: 'Tiempo total de siembra',
      effect: 'Tiempo de siembra al que se realiza la acción de abajo; -1 es sin límite.',
    },
    max_inactive_seeding_time_enabled: {
      label: 'Cuando el tiempo de siembra inactiva llegue a',
      effect: falseRemoves,
    },
    max_inactive_seeding_time: {
      label: 'Tiempo de siembra inactiva',
      effect: 'Tiempo sin subida al que se realiza la acción de abajo; -1 es sin límite.',
    },
    max_ratio_act: {
      label: 'Entonces',
      effect: 'Qué ocurre con un torrent que llega a su límite.',
      choices: {
        '0': 'detener',
        '1': 'eliminar',
        '2': 'supersiembra',
        '3': 'eliminar con sus archivos',
      },
    },
    share_limits_mode: {
      label: 'Límites que hay que alcanzar',
      effect: 'Si basta con un límite o hay que alcanzarlos todos.',
      choices: {
        MatchAny: 'Cualquiera',
        MatchAll: 'Todos',
      },
    },
    add_trackers_enabled: {
      label: 'Añadir automáticamente estos trackers a las descargas nuevas',
      effect: notAdded,
    },
    add_trackers: {
      label: 'Trackers',
      effect: notAdded,
    },
    add_trackers_from_url_enabled: {
      label: 'Añadir automáticamente trackers de una URL a las descargas nuevas',
      effect: notFetched,
    },
    add_trackers_url: {
      label: 'URL',
      effect: notFetched,
    },
    add_trackers_url_list: {
      label: 'Trackers obtenidos',
      effect: 'Siempre vacío: no se descarga ningún tracker.',
    },
    rss_processing_enabled: {
      label: 'Activar la lectura de canales RSS',
      effect: 'Lee los canales a su intervalo.',
    },
    rss_refresh_interval: {
      label: 'Intervalo de lectura de los canales',
      effect: 'Tiempo entre dos lecturas de un canal.',
    },
    rss_fetch_delay: {
      label: 'Pausa entre peticiones al mismo servidor',
      effect: 'Pausa entre dos peticiones al mismo servidor.',
    },
    rss_max_articles_per_feed: {
      label: 'Número máximo de artículos por canal',
      effect: 'Los artículos más antiguos se olvidan.',
    },
    rss_auto_downloading_enabled: {
      label: 'Activar la descarga automática de torrents RSS',
      effect: 'Añade los torrents de los artículos que cumplen una regla.',
    },
    rss_download_repack_proper_episodes: {
      label: 'Descargar episodios REPACK/PROPER',
      effect: 'Las reglas vuelven a tomar las versiones corregidas de un episodio.',
    },
    rss_smart_episode_filters: {
      label: 'Filtros',
      effect: 'Expresiones regulares que encuentran el episodio en un título, una por línea.',
    },
    web_ui_address: {
      label: 'Dirección IP',
      effect:
        'Dirección en la que escucha la interfaz web, cambiada de inmediato; * o nada son todas las direcciones, 0.0.0.0 todas las de IPv4, :: todas las de IPv6; mientras no se consiga la nueva, sigue la anterior.',
    },
    web_ui_port: {
      label: 'Puerto',
      effect:
        'Puerto en el que escucha la interfaz web, cambiado de inmediato; si está ocupado, sigue el anterior y el registro dice por qué.',
    },
    web_ui_upnp: {
      label: 'Usar UPnP / NAT-PMP para abrir el puerto en el router',
      effect: 'El servidor no habla con routers; el puerto se abre allí a mano.',
    },
    use_https: {
      label: 'Usar HTTPS en lugar de HTTP',
      effect:
        'Sirve la interfaz web por TLS 1.2 y 1.3, cambiado de inmediato; sin un certificado válido sigue en HTTP y el registro dice por qué.',
    },
    web_ui_https_cert_path: {
      label: 'Certificado',
      effect:
        'Ruta de la cadena de certificados (PEM), relativa al perfil; un archivo renovado se toma en menos de un minuto o al guardar las preferencias.',
    },
    web_ui_https_key_path: {
      label: 'Clave',
      effect:
        'Ruta de la clave privada (PEM: PKCS#8, PKCS#1 o SEC1), relativa al perfil; se renueva como el certificado.',
    },
    web_ui_username: {
      label: 'Usuario',
      effect:
        'Nombre del único usuario; al menos 3 caracteres, sin dos puntos; uno nuevo cierra todas las demás sesiones.',
    },
    web_ui_password: {
      label: 'Contraseña',
      effect:
        'Contraseña del único usuario, de al menos 6 caracteres; solo se guarda su hash y nunca se devuelve; una nueva cierra todas las demás sesiones.',
    },
    web_ui_api_key: {
      label: 'Clave de API',
      effect:
        'Clave que un cliente puede enviar en lugar de iniciar sesión; se crea y se elimina con sus propias llamadas.',
    },
    bypass_local_auth: {
      label: 'Omitir la autenticación para clientes en localhost',
      effect:
        'Desde esta máquina no hace falta iniciar sesión; al desactivarlo, quien no la tenía la necesita.',
    },
    bypass_auth_subnet_whitelist_enabled: {
      label: 'Omitir la autenticación para clientes de subredes IP permitidas',
      effect:
        'Desde las redes de abajo no hace falta iniciar sesión; al desactivarlo, quien no la tenía la necesita.',
    },
    bypass_auth_subnet_whitelist: {
      label: 'Subredes IP permitidas',
      effect: 'Redes desde las que no hace falta iniciar sesión, una por línea.',
    },
    web_ui_max_auth_fail_count: {
      label: 'Bloquear al cliente tras fallos consecutivos',
      effect: 'Intentos fallidos tras los que se bloquea una dirección; con 0 no se bloquea nunca.',
    },
    web_ui_ban_duration: {
      label: 'Bloquear durante',
      effect: 'Cuánto tiempo permanece bloqueada una dirección.',
    },
    web_ui_session_timeout: {
      label: 'Caducidad de la sesión',
      effect:
        'Tiempo de inactividad tras el que se cierra una sesión; 0 es nunca; vale también para las ya abiertas.',
    },
    web_ui_sessions_count_limit: {
      label: 'Número máximo de sesiones',
      effect:
        'Máximo de sesiones simultáneas, 100 como mucho; primero se cierra la que lleva más tiempo inactiva.',
    },
    alternative_webui_enabled: {
      label: 'Usar una interfaz web alternativa',
      effect:
        'Sirve la página de la carpeta de abajo en lugar de la incluida, que sigue mientras aquella no se pueda usar; --builtin-webui la desactiva.',
    },
    alternative_webui_path: {
      label: 'Ubicación de los archivos',
      effect:
        'Carpeta de la página alternativa, relativa al perfil: public para cualquiera y private, con preferencia, para quien ha iniciado sesión.',
    },
    web_ui_clickjacking_protection_enabled: {
      label: 'Activar la protección contra clickjacking',
      effect: 'Impide que otros sitios muestren la página en un marco.',
    },
    web_ui_csrf_protection_enabled: {
      label: 'Activar la protección contra falsificación de peticiones (CSRF)',
      effect: 'Rechaza las peticiones iniciadas por otro sitio.',
    },
    web_ui_secure_cookie_enabled: {
      label: 'Activar el atributo Secure de la cookie',
      effect:
        'Con HTTPS, también el de un proxy de confianza, la cookie de sesión se envía solo por HTTPS.',
    },
    web_ui_host_header_validation_enabled: {
      label: 'Activar la validación de la cabecera Host',
      effect: 'Rechaza las peticiones a un nombre que no está en la lista de abajo.',
    },
    web_ui_domain_list: {
      label: 'Dominios del servidor',
      effect:
        'Nombres con los que se puede llegar al servidor, separados por punto y coma; * vale por cualquier texto.',
    },
    web_ui_use_custom_http_headers_enabled: {
      label: 'Añadir cabeceras HTTP propias',
      effect: 'Añade las cabeceras de abajo a cada respuesta.',
    },
    web_ui_custom_http_headers: {
      label: 'Cabeceras',
      effect:
        'Pares «Nombre: valor», uno por línea; si el servidor ya envía esa cabecera, se sustituye, y una línea que no sea un par se omite.',
    },
    web_ui_reverse_proxy_enabled: {
      label: 'Admitir un proxy inverso',
      effect: 'Da por buena la dirección de cliente que indica un proxy de los de abajo.',
    },
    web_ui_reverse_proxies_list: {
      label: 'Lista de proxies de confianza',
      effect: 'Direcciones o redes de proxies de confianza, separadas por punto y coma.',
    },
    dyndns_enabled: {
      label: 'Actualizar mi nombre de dominio dinámico',
      effect: noDynamicNames,
    },
    dyndns_service: {
      label: 'Servicio',
      effect: noDynamicNames,
      choices: {
        '-1': 'ninguno',
        '0': 'DynDNS',
        '1': 'No-IP',
      },
    },
    dyndns_username: {
      label: 'Usuario',
      effect: noDynamicNames,
    },
    dyndns_password: {
      label: 'Contraseña',
      effect: noDynamicNames,
    },
    dyndns_domain: {
      label: 'Nombre de dominio',
      effect: noDynamicNames,
    },
    resume_data_storage_type: {
      label: 'Almacenamiento de los datos de reanudación',
      effect: 'Los torrents, los ajustes y el progreso se guardan siempre en una base de datos.',
      choices: {
        Legacy: 'Antiguo',
        SQLite: 'SQLite',
      },
    },
    torrent_content_remove_option: {
      label: 'Modo de eliminar el contenido',
      effect:
        'Si los archivos eliminados van a la papelera del usuario del servidor o a la del disco en que están. El que no pueda ir allí se queda donde está.',
      choices: {
        Delete: 'Eliminar',
        MoveToTrash: 'Mover a la papelera',
      },
    },
    memory_working_set_limit: {
      label: 'Límite de memoria física (RAM)',
      effect:
        'Limita en conjunto cachés y búferes (lo que espera al disco, hash, bases de datos; la caché del nodo integrado, desde el próximo arranque); 0 o menos: sin límite. La lista de torrents no cuenta: un aviso de rendimiento indica si el servidor entero usa más.',
    },
    current_network_interface: {
      label: 'Interfaz de red',
      effect:
        'Interfaz de red en cuyas direcciones el nodo integrado entrega contenido; vacío: ninguna en particular.',
    },
    current_interface_name: {
      label: 'Nombre de la interfaz de red',
      effect: 'Cómo llama el sistema a esa interfaz.',
    },
    current_interface_address: {
      label: 'Dirección IP opcional a la que vincularse',
      effect:
        'Dirección en la que el nodo entrega contenido; mientras no se indique ni esta ni una interfaz, al integrado solo se llega desde esta máquina.',
    },
    save_resume_data_interval: {
      label: 'Intervalo para guardar los datos de reanudación',
      effect:
        'Tiempo máximo entre dos escrituras del progreso de los torrents, o sea, lo que puede costar una caída; con 0 solo se escribe cuando pasa algo. Mientras no se haya cambiado, el progreso se escribe cada 5 segundos.',
    },
    save_statistics_interval: {
      label: 'Intervalo para guardar las estadísticas',
      effect:
        'Tiempo máximo entre dos escrituras de los contadores totales; con 0 solo se escriben al parar. Mientras no se haya cambiado, se escriben cada 5 segundos.',
    },
    torrent_file_size_limit: {
      label: 'Límite de tamaño de los archivos .torrent',
      effect: 'Los archivos .torrent más grandes se rechazan.',
    },
    confirm_torrent_recheck: {
      label: 'Confirmar al volver a verificar',
      effect: 'La página pregunta antes de volver a verificar.',
    },
    recheck_completed_torrents: {
      label: 'Volver a verificar los torrents al terminar',
      effect: 'Lee una vez más un torrent terminado y lo verifica.',
    },
    app_instance_name: {
      label: 'Nombre de esta instancia',
      effect: 'Texto que se añade al título de la página.',
    },
    refresh_interval: {
      label: 'Intervalo de actualización',
      effect: 'Tiempo entre dos actualizaciones de la página.',
    },
    resolve_peer_host_names: {
      label: 'Resolver los nombres de los pares',
      effect: 'Muestra los nombres de los pares, obtenidos por DNS inverso, junto a su dirección.',
    },
    resolve_peer_countries: {
      label: 'Resolver los países de los pares',
      effect:
        'Muestra el país de los pares con dirección pública, según una base de datos en la carpeta GeoDB del perfil; si no hay ninguna, se descarga la de db-ip.com y se renueva cada mes.',
    },
    reannounce_when_address_changed: {
      label: 'Anunciar de nuevo a todos los trackers si cambia la IP o el puerto',
      effect: `${kept} no se contacta con los trackers; un nodo se da a conocer por su propio descubrimiento.`,
    },
    enable_embedded_tracker: {
      label: 'Activar el tracker integrado',
      effect: `${kept} no hay pares de BitTorrent que reunir.`,
    },
    embedded_tracker_port: {
      label: 'Puerto del tracker integrado',
      effect: `${kept} no hay ningún tracker integrado.`,
    },
    embedded_tracker_port_forwarding: {
      label: 'Activar la apertura de puertos para el tracker integrado',
      effect: `${kept} no hay ningún tracker integrado.`,
    },
    mark_of_the_web: {
      label: 'Activar la cuarentena de archivos descargados',
      effect: 'Solo tienen esa marca sistemas que no se admiten.',
    },
    ignore_ssl_errors: {
      label: 'Ignorar errores de SSL',
      effect:
        'Acepta cualquier certificado de lo que se descarga por URL: torrents, canales, bases de datos. Las semillas web tienen su propio ajuste.',
    },
    python_executable_path: {
      label: 'Ruta del ejecutable de Python',
      effect: 'La búsqueda pregunta a indexadores Torznab; nada ejecuta Python.',
    },
    start_paused: {
      label: 'Iniciar la sesión en pausa',
      effect:
        'Arranca con toda la sesión en pausa; sin ello, la sesión empieza como estaba al parar.',
    },
    shutdown_timeout: {
      label: 'Tiempo máximo para cerrar la sesión',
      effect:
        'Tiempo máximo que el trabajo en curso puede tardar en terminar al parar; -1: el que necesite, 10 minutos como mucho. Un segundo SIGTERM o SIGINT termina de inmediato.',
    },
    store_search_jobs: {
      label: 'Guardar las búsquedas',
      effect: 'Las búsquedas viven lo mismo que el servidor.',
    },
    store_search_job_results: {
      label: 'Guardar los resultados de las búsquedas',
      effect: 'Las búsquedas viven lo mismo que el servidor.',
    },
    bdecode_depth_limit: {
      label: 'Límite de profundidad de bdecode',
      effect:
        'Los torrents y las fichas con más niveles se rechazan; nunca más de 100 niveles. Los torrents que ya están se quedan.',
    },
    bdecode_token_limit: {
      label: 'Límite de elementos de bdecode',
      effect:
        'Los torrents y las fichas con más elementos se rechazan; nunca más de 3 millones. Los torrents que ya están se quedan.',
    },
    async_io_threads: {
      label: 'Hilos de E/S asíncrona',
      effect:
        'Cuántas lecturas y escrituras de archivos se hacen a la vez: de descargas, traslados entre discos, el nodo integrado y archivos que pide un navegador.',
    },
    hashing_threads: {
      label: 'Hilos de hash',
      effect:
        'Cuántos hilos calculan hashes de archivos, para todas las verificaciones, torrents nuevos y publicaciones en conjunto.',
    },
    file_pool_size: {
      label: 'Máximo de archivos abiertos',
      effect:
        'Cuántos archivos mantienen abiertos las descargas además de los que se escriben en ese momento.',
    },
    checking_memory_use: {
      label: 'Memoria al verificar torrents',
      effect:
        'Memoria para los búferes de todos los hilos de hash en conjunto: con poca, leen menos de una vez (de 64 KiB a 1 MiB) y después trabajan menos hilos.',
    },
    disk_cache: {
      label: 'Caché de disco',
      effect:
        'Los archivos los guarda en caché el sistema operativo, que decide cuánta memoria ocupa.',
    },
    disk_cache_ttl: {
      label: 'Caducidad de la caché de disco',
      effect: 'Los archivos los guarda en caché el sistema operativo, que decide durante cuánto.',
    },
    disk_queue_size: {
      label: 'Tamaño de la cola de disco',
      effect:
        'Máximo de bytes de todas las descargas en conjunto que esperan a escribirse; al menos 16 KiB. Pasado eso, la descarga espera a que el disco se ponga al día.',
    },
    disk_io_type: {
      label: 'Tipo de E/S de disco',
      effect:
        'Los archivos se leen y se escriben siempre por posición; no hay otra forma que elegir.',
      choices: {
        '0': 'por defecto',
        '1': 'archivos proyectados en memoria',
        '2': 'compatible con POSIX',
        '3': 'pread/pwrite simple',
      },
    },
    disk_io_read_mode: {
      label: 'Modo de lectura de disco',
      effect:
        'Sin la caché, lo que ha leído una verificación se descarta de inmediato de la caché del sistema operativo.',
      choices: {
        '0': 'desactivar la caché del sistema',
        '1': 'activar la caché del sistema',
      },
    },
    disk_io_write_mode: {
      label: 'Modo de escritura de disco',
      effect:
        'Sin la caché, lo que ha escrito una descarga se descarta de la caché del sistema operativo en cuanto está en el disco; la escritura directa lleva cada lote al disco antes del siguiente.',
      choices: {
        '0': 'desactivar la caché del sistema',
        '1': 'activar la caché del sistema',
        '2': 'escritura directa',
      },
    },
    enable_coalesce_read_write: {
      label: 'Agrupar lecturas y escrituras',
      effect: 'Lo que llega en orden se escribe siempre en lotes de hasta 1 MiB.',
    },
    enable_piece_extent_affinity: {
      label: 'Afinidad de extensión de piezas',
      effect: `${kept} el contenido se lee como un flujo, en orden.`,
    },
    enable_upload_suggestions: {
      label: 'Enviar sugerencias de piezas',
      effect: `${kept} es un mensaje entre pares de BitTorrent.`,
    },
    send_buffer_watermark: {
      label: 'Marca del búfer de envío',
      effect: noBuffer,
    },
    send_buffer_low_watermark: {
      label: 'Marca baja del búfer de envío',
      effect: noBuffer,
    },
    send_buffer_watermark_factor: {
      label: 'Factor de la marca del búfer de envío',
      effect: noBuffer,
    },
    connection_speed: {
      label: 'Conexiones salientes por segundo',
      effect: `${kept} no se llama a ningún par de BitTorrent.`,
    },
    socket_send_buffer_size: {
      label: 'Tamaño del búfer de envío del socket',
      effect: `${kept} trata de conexiones con pares de BitTorrent; los búferes de las demás los ajusta el sistema.`,
    },
    socket_receive_buffer_size: {
      label: 'Tamaño del búfer de recepción del socket',
      effect: `${kept} trata de conexiones con pares de BitTorrent; los búferes de las demás los ajusta el sistema.`,
    },
    socket_backlog_size: {
      label: 'Cola de espera del socket',
      effect: `${kept} trata de conexiones desde pares de BitTorrent.`,
    },
    outgoing_ports_min: {
      label: 'Puertos de salida (mín.)',
      effect: noPeers,
    },
    outgoing_ports_max: {
      label: 'Puertos de salida (máx.)',
      effect: noPeers,
    },
    upnp_lease_duration: {
      label: 'Duración de la concesión UPnP',
      effect: `${kept} un nodo decide por sí mismo cuánto tiempo pide al router.`,
    },
    peer_tos: {
      label: 'Código de servicios diferenciados (DSCP) para conexiones con pares',
      effect: `${kept} marca los paquetes a pares de BitTorrent.`,
    },
    utp_tcp_mixed_mode: {
      label: 'Algoritmo de modo mixto µTP-TCP',
      effect: `${kept} Codex no usa µTP.`,
      choices: {
        '0': 'preferir TCP',
        '1': 'proporcional a los pares',
      },
    },
    hostname_cache_ttl: {
      label: 'Caducidad de la caché interna de nombres',
      effect:
        'Cuánto tiempo se recuerda el nombre de un par antes de consultarlo otra vez; con 0 se consulta cada vez.',
    },
    idn_support_enabled: {
      label: 'Admitir nombres de dominio internacionales (IDN)',
      effect: `${kept} trata de los nombres de los trackers; los nombres internacionales de semillas web y enlaces se entienden siempre.`,
    },
    enable_multi_connections_from_same_ip: {
      label: 'Permitir varias conexiones desde la misma dirección IP',
      effect: `${kept} los nodos de Codex se distinguen por su identidad, no por su dirección.`,
    },
    enable_multi_connections_from_same_peer_id: {
      label: 'Permitir varias conexiones del mismo ID de par',
      effect: `${kept} trata de pares de BitTorrent.`,
    },
    validate_https_tracker_certificate: {
      label: 'Validar los certificados HTTPS de los trackers',
      effect:
        'Las semillas web con https necesitan un certificado válido; no se contacta con los trackers.',
    },
    ssrf_mitigation: {
      label: 'Mitigación de falsificación de peticiones del lado del servidor (SSRF)',
      effect:
        'Las direcciones que nombra el contenido (semillas web, enlaces de canales) solo pueden ser públicas; lo que resuelve un proxy se juzga solo por su nombre.',
    },
    block_peers_on_privileged_ports: {
      label: 'No conectar con pares en puertos privilegiados',
      effect: `${kept} trata de pares de BitTorrent.`,
    },
    upload_slots_behavior: {
      label: 'Comportamiento de los puestos de subida',
      effect: noSlots,
      choices: {
        '0': 'puestos fijos',
        '1': 'según la velocidad de subida',
      },
    },
    upload_choking_algorithm: {
      label: 'Algoritmo de reparto de subida',
      effect: noSlots,
      choices: {
        '0': 'por turnos',
        '1': 'subida más rápida',
        '2': 'contra sanguijuelas',
      },
    },
    seeding_outgoing_connections: {
      label: 'Conexiones salientes al sembrar',
      effect: `${kept} quien lo tiene todo espera a que le pregunten; no se llama a ningún par.`,
    },
    announce_to_all_trackers: {
      label: 'Anunciar siempre a todos los trackers de un nivel',
      effect: notContacted,
    },
    announce_to_all_tiers: {
      label: 'Anunciar siempre a todos los niveles',
      effect: notContacted,
    },
    announce_ip: {
      label: 'Dirección IP que se indica a los trackers',
      effect: 'Dirección pública que anuncia un nodo real; vacío deja que la averigüe él mismo.',
    },
    announce_port: {
      label: 'Puerto que se indica a los trackers',
      effect: `${kept} no se contacta con los trackers, y un nodo anuncia el puerto en el que escucha.`,
    },
    max_concurrent_http_announces: {
      label: 'Máximo de anuncios HTTP simultáneos',
      effect: notContacted,
    },
    stop_tracker_timeout: {
      label: 'Tiempo máximo del aviso de parada al tracker',
      effect: `${kept} no hay que avisar a ningún tracker de que un torrent se detiene.`,
    },
    peer_turnover: {
      label: 'Porcentaje de desconexión por renovación de pares',
      effect: noSwarm,
    },
    peer_turnover_cutoff: {
      label: 'Porcentaje umbral de renovación de pares',
      effect: noSwarm,
    },
    peer_turnover_interval: {
      label: 'Intervalo de desconexión por renovación de pares',
      effect: noSwarm,
    },
    request_queue_size: {
      label: 'Máximo de peticiones pendientes a un solo par',
      effect: asStream,
    },
    max_outstanding_block_requests: {
      label: 'Máximo de peticiones de bloque pendientes',
      effect: asStream,
    },
    dht_bootstrap_nodes: {
      label: 'Nodos de arranque de DHT',
      effect: `${kept} Codex tiene su propio descubrimiento, cuyos primeros nodos son registros de otra forma.`,
    },
    webtorrent_stun_server: {
      label: 'Servidor STUN de WebTorrent',
      effect: `${kept} no hay pares de WebTorrent.`,
    },
    i2p_inbound_quantity: {
      label: 'Cantidad de túneles de entrada I2P',
      effect: noI2p,
    },
    i2p_outbound_quantity: {
      label: 'Cantidad de túneles de salida I2P',
      effect: noI2p,
    },
    i2p_inbound_length: {
      label: 'Longitud de entrada I2P',
      effect: noI2p,
    },
    i2p_outbound_length: {
      label: 'Longitud de salida I2P',
      effect: noI2p,
    },
    i2p_inbound_length_variance: {
      label: 'Variación de la longitud de entrada I2P',
      effect: noI2p,
    },
    i2p_outbound_length_variance: {
      label: 'Variación de la longitud de salida I2P',
      effect: noI2p,
    },
    i2p_pex_enabled: {
      label: 'Intercambio de pares I2P',
      effect: noI2p,
    },
  },
  node: {
    node_url: {
      label: 'Nodo de Codex',
      effect: 'Qué nodo guarda el contenido: embedded o la URL de la API REST de un nodo.',
    },
    sources: {
      label: 'Fuentes',
      effect: 'URL de otros nodos de los que solo se lee; se prueban después del nodo mismo.',
    },
    uploads: {
      label: 'Subidas simultáneas',
      effect: 'Número máximo de elementos cuyos archivos se copian a la vez en un nodo real.',
    },
    streams: {
      label: 'Flujos simultáneos',
      effect:
        'Número máximo de flujos abiertos a la vez hacia un nodo real, para todos los elementos juntos.',
    },
    quota: {
      label: 'Cuota de almacenamiento',
      effect:
        'Máximo de bytes que el nodo guarda él mismo; los archivos a los que solo hace referencia no cuentan.',
    },
    retention: {
      label: 'Conservar los datos',
      effect:
        'Las copias del nodo a las que nada de aquí hace referencia se descartan pasado este tiempo.',
      choices: {
        '2592000': '30 días',
        '7776000': '90 días',
        '31536000': '1 año',
        '3153600000': 'siempre',
      },
    },
    transfer_port: {
      label: 'Puerto de transferencia (TCP)',
      effect:
        'Puerto en el que el nodo entrega contenido; con 0 se toma uno libre donde se permite.',
    },
    bind_address: {
      label: 'Dirección de escucha',
      effect: 'Dirección en la que el nodo entrega contenido; el descubrimiento no se ata a ella.',
    },
    interface: {
      label: 'Interfaz de red',
      effect:
        'Interfaz de red en cuyas direcciones el nodo entrega contenido; vacío: ninguna en particular.',
    },
    discovery_port: {
      label: 'Puerto de descubrimiento (UDP)',
      effect: 'Puerto en el que el nodo busca otros nodos, en todas las direcciones.',
    },
    nat: {
      label: 'Detección de la dirección',
      effect:
        'Cómo averigua el nodo la dirección por la que otros llegan a él: any, none, upnp, pmp o extip:<dirección>.',
      choices: {
        any: 'UPnP o NAT-PMP, el que funcione',
        upnp: 'UPnP',
        pmp: 'NAT-PMP',
        none: 'ninguna',
      },
    },
    announce_ip: {
      label: 'Dirección anunciada',
      effect: 'Dirección IP pública que anuncia el nodo; vacío deja que la averigüe él mismo.',
    },
    bootstrap: {
      label: 'Registros de arranque',
      effect: 'Registros de par firmados (spr:…) de los nodos a los que el nodo pregunta primero.',
    },
    max_peers: {
      label: 'Máximo de pares',
      effect: 'Máximo de conexiones simultáneas del nodo; -1 es sin límite donde se permite.',
    },
    show_external_ip: {
      label: 'Mostrar la IP externa',
      effect: 'Muestra en la barra de estado la dirección que anuncia el nodo.',
    },
    log_level: {
      label: 'Nivel de registro',
      effect: 'Cuánto anota el nodo en su registro.',
      choices: {
        trace: 'trace',
        debug: 'debug',
        info: 'info',
        notice: 'notice',
        warn: 'warn',
        error: 'error',
        fatal: 'fatal',
      },
    },
    generation: {
      label: 'Generación',
      effect:
        'Formato de los manifiestos de los conjuntos de datos nuevos, que decide sus CID y qué nodos los entienden; los CID anteriores siguen valiendo.',
      choices: {
        a: 'A: Codex 0.1 y 0.2',
        b: 'B: Logos Storage 0.3',
        c: 'C: Logos Storage 0.4 y posteriores',
      },
    },
    publish_private: {
      label: 'Publicar torrents privados',
      effect:
        'Copia en el nodo también el contenido de los torrents privados, donde cualquiera puede obtenerlo.',
    },
    dialect: {
      label: 'Dialecto',
      effect:
        'Qué qBittorrent ser cuando no se puede atender a la vez a clientes antiguos y nuevos.',
      choices: {
        '4': 'qBittorrent 4.6',
        '5.1': 'qBittorrent 5.1',
        '5.3': 'qBittorrent 5.3',
      },
    },
    agent: {
      label: 'Nombre del agente',
      effect: 'Cómo se presenta el nodo cuando habla con otros.',
    },
    maintenance_interval: {
      label: 'Pausa del mantenimiento',
      effect: 'Tiempo entre dos revisiones del nodo en busca de datos que descartar.',
    },
    maintenance_blocks: {
      label: 'Bloques por mantenimiento',
      effect: 'Bloques que el nodo revisa en cada pasada.',
    },
    block_retries: {
      label: 'Intentos por bloque',
      effect:
        'Cuántas veces intenta el nodo obtener un bloque, cada dos segundos, antes de que falle una descarga.',
    },
    metrics: {
      label: 'Métricas',
      effect: 'Deja que el nodo ofrezca sus contadores a Prometheus.',
    },
    metrics_address: {
      label: 'Dirección de las métricas',
      effect: 'Dirección de los contadores del nodo.',
    },
    metrics_port: {
      label: 'Puerto de las métricas',
      effect: 'Puerto de los contadores del nodo.',
    },
    peer_id: {
      label: 'ID de par',
      effect: 'Nombre del nodo en su red.',
    },
    spr: {
      label: 'Registro de par firmado',
      effect: 'Lo que otros necesitan para encontrar el nodo.',
    },
    announced_addresses: {
      label: 'Direcciones anunciadas',
      effect: 'Direcciones por las que otros llegan al nodo.',
    },
    data_dir: {
      label: 'Carpeta de datos',
      effect: 'Dónde guarda el nodo sus datos.',
    },
    repo_kind: {
      label: 'Tipo de almacén',
      effect: 'Cómo guarda el nodo sus datos.',
    },
    rest_address: {
      label: 'Dirección REST',
      effect: 'Dónde responde la API REST del nodo.',
    },
    version: {
      label: 'Versión',
      effect: 'Lo que el nodo dice ser.',
    },
    space_used: {
      label: 'Espacio usado',
      effect: 'Bytes de la cuota en uso.',
    },
    space_reserved: {
      label: 'Espacio reservado',
      effect: 'Bytes de la cuota prometidos a subidas en curso.',
    },
  },
  libtorrent: {
    alert_mask: {
      label: 'Máscara de alertas',
      effect:
        'Categorías de alertas que da Session::pop_alerts, como los bits de las categorías de alertas de libtorrent; -1 son todas.',
    },
    alert_queue_size: {
      label: 'Tamaño de la cola de alertas',
      effect:
        'Alertas que esperan a que las tome Session::pop_alerts; las más antiguas dejan sitio.',
    },
    auto_manage_interval: {
      label: 'Pausa entre revisiones de torrents lentos',
      effect:
        'Cada cuánto se ordena la cola por torrents que se han vuelto lentos o rápidos; cualquier otro cambio se nota de inmediato.',
    },
    auto_manage_prefer_seeds: {
      label: 'Primero los torrents terminados',
      effect: 'Los torrents terminados obtienen puesto en la cola antes que las descargas.',
    },
    enable_natpmp: {
      label: 'Apertura de puertos NAT-PMP',
      effect:
        'Si el nodo de Codex abre sus puertos por NAT-PMP; sigue a enable_upnp mientras no se indique.',
    },
    incoming_starts_queued_torrents: {
      label: 'La lectura inicia torrents en cola',
      effect:
        'Un torrent terminado que espera en la cola funciona mientras alguien lo lee, y no ocupa puesto.',
    },
    max_metadata_size: {
      label: 'Límite de tamaño de los metadatos',
      effect: 'Ficha más grande de un enlace magnet o CID que se descarga de Codex.',
    },
    max_piece_count: {
      label: 'Límite de piezas',
      effect: 'Piezas que puede tener un torrent de fuera.',
    },
    seed_time_ratio_limit: {
      label: 'Tiempo de siembra por tiempo de descarga',
      effect:
        'Tiempo de siembra por tiempo de descarga al que sigue la acción de los límites de compartición, para torrents sin límite propio de tiempo de siembra; -1 es ninguno.',
    },
    tick_interval: {
      label: 'Intervalo de pulso',
      effect:
        'Pausa entre revisiones de la sesión de quién lee y qué se sirvió; las velocidades son de segundos enteros.',
    },
    user_agent: {
      label: 'Agente de usuario',
      effect: 'Nombre de este servidor en las peticiones de torrents, canales y semillas web.',
    },
  },
  pages: {
    Advanced: 'Avanzado',
    Behavior: 'Comportamiento',
    BitTorrent: 'BitTorrent',
    Connection: 'Conexión',
    Downloads: 'Descargas',
    RSS: 'RSS',
    Speed: 'Velocidad',
    WebUI: 'Interfaz web',
  },
  groups: {
    'Alternative Rate Limits': 'Límites de velocidad alternativos',
    Authentication: 'Autenticación',
    'Connections Limits': 'Límites de conexiones',
    'Copies of .torrent files': 'Copias de archivos .torrent',
    'Dynamic DNS': 'DNS dinámico',
    'Email notification': 'Aviso por correo',
    'Excluded file names': 'Nombres de archivo excluidos',
    Files: 'Archivos',
    'Global Rate Limits': 'Límites de velocidad globales',
    I2P: 'I2P',
    'IP Filtering': 'Filtrado de IP',
    Interface: 'Interfaz',
    Language: 'Idioma',
    'Listening Port': 'Puerto de escucha',
    'Log file': 'Archivo de registro',
    Privacy: 'Privacidad',
    'Proxy Server': 'Servidor proxy',
    'RSS Reader': 'Lector RSS',
    'RSS Smart Episode Filter': 'Filtro inteligente de episodios RSS',
    'RSS Torrent Auto Downloader': 'Descarga automática de torrents RSS',
    'Rate Limits Settings': 'Ajustes de los límites de velocidad',
    'Run external program': 'Ejecutar un programa externo',
    'Saving Management': 'Gestión del guardado',
    Security: 'Seguridad',
    'Seeding Limits': 'Límites de siembra',
    'Torrent Queueing': 'Cola de torrents',
    Trackers: 'Trackers',
    'Watched folders': 'Carpetas vigiladas',
    'Web User Interface': 'Interfaz web',
    'When adding a torrent': 'Al añadir un torrent',
    libtorrent: 'libtorrent',
    qBittorrent: 'qBittorrent',
  },
  units: {
    '%': '%',
    KiB: 'KiB',
    'KiB/s': 'KiB/s',
    MiB: 'MiB',
    alerts: 'alertas',
    bytes: 'bytes',
    'bytes/s': 'bytes/s',
    'connections/s': 'conexiones/s',
    hours: 'horas',
    minutes: 'minutos',
    ms: 'ms',
    pieces: 'piezas',
    s: 's',
  },
  presets: {
    high_performance_seed: {
      label: 'Siembra de alto rendimiento',
      about: 'Para un servidor que sirve muchos torrents a muchos otros y al que le sobra memoria.',
    },
    min_memory_usage: {
      label: 'Uso mínimo de memoria',
      about: 'Para una máquina pequeña: colas y búferes cortos, a costa de velocidad.',
    },
  },
  reasons: {
    other: '{text}',
    set_by_flag: 'fijado por {flag} o {variable} para esta ejecución',
    set_by_variable: 'fijado por {variable} para esta ejecución',
    off_by_flag: 'desactivado por {flag} o {variable} para esta ejecución',
    no_programs: 'La línea de órdenes o la configuración no permiten programas externos.',
    needs_feeds: 'Esta versión no lee canales RSS.',
    follows: 'Se deriva de otro ajuste.',
    by_server: 'Lo fija el propio servidor; un cliente solo puede leerlo.',
    no_upload_limit:
      'No se aplica: a este nodo no se le puede decir que sirva más despacio, así que lo que sirve no tiene límite.',
    rough_download_limit: 'Aproximado: el propio nodo se adelanta a lo que se lee de él.',
    no_accounting:
      'Este nodo no dice qué ha servido, así que el ratio y la actividad no se conocen.',
    no_peers: 'Este nodo no dice con quién habla; solo se muestran las fuentes.',
    no_address: 'El nodo integrado no sale a la red: no anuncia ninguna dirección.',
    no_filter:
      'El nodo sirve a otros por su cuenta y no se le puede decir a quién rechazar; allí hay que usar un cortafuegos.',
    no_interface: 'Un nodo escucha en una dirección, no en una interfaz.',
    other_server: 'El nodo es otro qcodex: se cambia en los ajustes de ese servidor.',
    only_shown: 'aquí solo se muestra',
    no_network: 'el nodo integrado no sale a la red: no habla con otros nodos',
    no_option: 'el nodo integrado no tiene esa opción',
    node_is_other_server: 'el nodo es otro qcodex: se cambia en los ajustes de ese servidor',
    log_by_variable: 'fijado por RUST_LOG para esta ejecución',
    only_refers:
      'el nodo integrado solo hace referencia a los archivos, y eso no sale de esta máquina',
    set_bind_address:
      'un nodo escucha en una dirección, no en una interfaz: se indica la dirección de escucha',
    by_node_version: 'lo decide la versión del nodo',
    node_has_no_option: 'esta versión del nodo no tiene esa opción',
    nat_unknown: 'esta versión del nodo solo conoce any y extip',
    not_told: 'no se comunicó al nodo: {error}',
    quota_below_use:
      'el nodo indica {used} de {quota} bytes usados o reservados: así no vuelve a arrancar; dele un --storage-quota mayor',
    copies_lost:
      'lo que se puso en el nodo ya no estaba {minutes} minutos después: el nodo se vació, o su --block-ttl es más corto que esto',
    bt_dht: 'Se refiere a la DHT de BitTorrent; Codex tiene su propio descubrimiento.',
    bt_i2p: 'Se refiere a la red I2P, que Codex no usa.',
    bt_choking: 'Decide a qué pares de BitTorrent se sube; un nodo de Codex sirve a quien lo pida.',
    bt_encryption: 'Se refiere al cifrado entre pares de BitTorrent.',
    bt_discovery:
      'Se refiere a cómo se encuentran los pares de BitTorrent en la red local y a través de otros pares.',
    bt_peers: 'Se refiere a conexiones con pares de BitTorrent; aquí no las hay.',
    bt_pieces:
      'Se refiere a lo que se pide a pares de BitTorrent; el contenido se descarga de nodos de Codex por tramos de bloques.',
    bt_port_mapping:
      'Es un detalle de la apertura de puertos de BitTorrent; un nodo de Codex abre sus puertos él mismo.',
    bt_proxy:
      'Se refiere al proxy de las conexiones de BitTorrent; lo que descarga este servidor sigue las preferencias de proxy.',
    bt_sockets: 'Se refiere a los sockets de las conexiones de BitTorrent.',
    bt_trackers: 'Se refiere a los trackers; una sesión de Codex no contacta con ninguno.',
    bt_transports: 'Se refiere a los transportes de BitTorrent, TCP y µTP.',
    bt_web_seeds:
      'Se refiere a las conexiones con semillas web de un motor de BitTorrent; aquí las semillas web tienen sus propios límites.',
    bt_buffers: 'Se refiere a los búferes de las conexiones con pares de BitTorrent.',
    lt_disk:
      'Pertenece a la capa de disco de libtorrent, que no se usa: los archivos los lee, escribe y verifica este servidor.',
    lt_retired: 'El propio libtorrent 2.0 solo conserva el nombre; allí tampoco hace nada.',
  },
  waits: {
    not_in_codex: 'Nadie lo ha publicado aún en Codex. Empieza cuando alguien lo haga.',
    node_away: 'El nodo de Codex no responde. Se vuelve a preguntar automáticamente.',
    no_source: 'Ninguna fuente lo da ahora. Se les vuelve a preguntar automáticamente.',
    corrupt_source: 'Una fuente envió datos que no coinciden con su hash.',
    source_lost: 'Una fuente se paró mientras enviaba.',
    disk_full: 'No queda espacio en el disco.',
    quota_full: 'La cuota del nodo de Codex está agotada.',
    file_error: 'No se pudo leer o escribir un archivo.',
    file_changed: 'Un archivo ha cambiado o ya no está desde que se verificó.',
    publish_failed: 'La publicación falló. Se vuelve a intentar automáticamente.',
    private: 'Es privado, así que su contenido no se copia en el nodo.',
    bad_record: 'La ficha que se encontró no le corresponde.',
    queued: 'Espera su turno.',
    web_seed: 'Codex no lo da, así que se descarga de una semilla web.',
    web_seed_failed: 'Ni Codex ni una semilla web lo dan ahora.',
    node_fetches: 'El nodo lo está obteniendo de su red.',
    moving: 'Se están moviendo sus archivos.',
  },
  publish: {
    not_found: 'No existe ese elemento.',
    no_metadata: 'Sus archivos no se conocen todavía, así que no hay nada que publicar.',
    not_complete: 'Aún no está completo. Se publica en cuanto lo esté.',
    bad_files:
      'Sus archivos no están o no son los que se verificaron. Hay que volver a verificarlo y publicarlo después.',
    private: 'Es privado, y según los ajustes los elementos privados no se copian en un nodo.',
    node_away: 'El nodo no responde. Se publica en cuanto responda.',
    paused: 'La sesión está en pausa. Se publica cuando continúe.',
    busy: 'Sus archivos se están verificando o moviendo. Se publica después.',
    cannot_remove:
      'El nodo no responde, así que no se puede quitar nada de él. Conviene probar más tarde.',
  },
};
