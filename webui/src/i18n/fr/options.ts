// The option texts of the server in French.
import type { OptionWords } from '../language.svelte';

export const options: OptionWords = {
  preferences: {
    locale: {
      label: 'Langue de l’interface',
      effect:
        'La page web parle cette langue si elle la connaît, sinon l’anglais ; les nombres et les dates suivent l’usage de cette langue.',
    },
    performance_warning: {
      label: 'Journaliser les alertes de performance',
      effect:
        'Note quand ce serveur est lui-même le goulot d’étranglement : disque plus lent que le réseau, attente du disque ou des threads de hachage, base de données lente, trop de mémoire, nœud lent ou absent, quota presque plein ; chacune au plus toutes les 10 minutes.',
    },
    status_bar_external_ip: {
      label: 'Afficher l’IP externe dans la barre d’état',
      effect: 'Affiche dans la barre d’état l’adresse qu’un vrai nœud annonce.',
    },
    confirm_torrent_deletion: {
      label: 'Confirmer la suppression des torrents',
      effect: 'La page web demande avant de supprimer.',
    },
    confirm_remove_all_tags: {
      label: 'Confirmer le retrait de toutes les étiquettes',
      effect: 'La page web demande avant de retirer toutes les étiquettes d’un torrent.',
    },
    confirm_remove_tracker_from_all_torrents: {
      label: 'Confirmer le retrait d’un tracker de tous les torrents',
      effect: 'La page web demande avant de retirer un tracker de tous les torrents.',
    },
    file_log_enabled: {
      label: 'Fichier journal',
      effect:
        'Écrit aussi le journal du serveur dans le fichier qcodex.log, depuis le démarrage du serveur.',
    },
    file_log_path: {
      label: 'Chemin de sauvegarde',
      effect:
        'Dossier du fichier journal, relatif au profil ; après un changement, la suite va aussitôt au nouvel endroit.',
    },
    file_log_backup_enabled: {
      label: 'Archiver le fichier journal',
      effect:
        'Renomme le fichier journal en .bak, .bak1, etc. quand il est trop gros, et en commence un nouveau.',
    },
    file_log_max_size: {
      label: 'Archiver le fichier journal après',
      effect: 'Taille à partir de laquelle le fichier journal est archivé et un nouveau commencé.',
    },
    file_log_delete_old: {
      label: 'Supprimer les anciens journaux',
      effect: 'Supprime les archives du fichier journal plus vieilles que l’âge ci-dessous.',
    },
    file_log_age: {
      label: 'Supprimer les archives de plus de',
      effect:
        'Âge auquel les archives du fichier journal sont supprimées, dans l’unité ci-dessous.',
    },
    file_log_age_type: {
      label: 'Unité de l’âge',
      effect:
        'Unité de l’âge auquel les archives du fichier journal sont supprimées ; mois et années sont ceux du calendrier.',
      choices: {
        '0': 'jours',
        '1': 'mois',
        '2': 'années',
      },
    },
    delete_torrent_content_files: {
      label: 'Supprimer aussi les fichiers',
      effect: 'État initial de la case dans la fenêtre de suppression des torrents.',
    },
    torrent_content_layout: {
      label: 'Disposition du contenu du torrent',
      effect: 'Décide si les fichiers d’un torrent ont un dossier à eux.',
      choices: {
        Original: 'D’origine',
        Subfolder: 'Sous-dossier',
        NoSubfolder: 'Sans sous-dossier',
      },
    },
    add_to_top_of_queue: {
      label: 'Ajouter en tête de file',
      effect: 'Place les nouveaux torrents en tête de la file d’attente.',
    },
    add_stopped_enabled: {
      label: 'Ne pas démarrer le téléchargement automatiquement',
      effect: 'Ajoute les torrents sans les démarrer.',
    },
    torrent_stop_condition: {
      label: 'Condition d’arrêt du torrent',
      effect: 'Arrête un nouveau torrent quand sa fiche est connue ou ses fichiers vérifiés.',
      choices: {
        None: 'Aucune',
        MetadataReceived: 'Métadonnées reçues',
        FilesChecked: 'Fichiers vérifiés',
      },
    },
    merge_trackers: {
      label: 'Fusionner les trackers avec le torrent existant',
      effect:
        'Ajoute les trackers et les sources web d’un torrent ajouté deux fois à celui qui est déjà là.',
    },
    auto_delete_mode: {
      label: 'Supprimer ensuite les fichiers .torrent',
      effect:
        'Supprime un fichier .torrent de cette machine ajouté par son chemin ; ceux des dossiers surveillés sont toujours supprimés une fois ajoutés.',
      choices: {
        '0': 'jamais',
        '1': 'si ajouté',
        '2': 'toujours',
      },
    },
    preallocate_all: {
      label: 'Préallouer l’espace disque de tous les fichiers',
      effect:
        'Réserve l’espace disque de tous les fichiers voulus avant que le téléchargement commence ; le manque de place se remarque alors.',
    },
    incomplete_files_ext: {
      label: 'Ajouter l’extension .!qB aux fichiers incomplets',
      effect: 'Marque par leur nom les fichiers incomplets.',
    },
    use_unwanted_folder: {
      label: 'Garder les fichiers non sélectionnés dans un dossier « .unwanted »',
      effect:
        'Ici, les octets de fichiers non voulus n’atteignent jamais le chemin de sauvegarde : il n’y a rien à cacher. Chaque fichier est un jeu de données à part, et les morceaux communs à deux fichiers sont gardés dans le profil.',
    },
    auto_tmm_enabled: {
      label: 'Gestion automatique des torrents par défaut',
      effect: 'Les nouveaux torrents tiennent leur chemin de sauvegarde de leur catégorie.',
    },
    torrent_changed_tmm_enabled: {
      label: 'Déplacer le torrent quand sa catégorie change',
      effect:
        'Déplace les fichiers d’un torrent géré quand sa catégorie change ; sinon, sa gestion prend fin.',
    },
    save_path_changed_tmm_enabled: {
      label: 'Déplacer les torrents quand le chemin par défaut change',
      effect: 'Déplace les fichiers des torrents gérés concernés ; sinon, leur gestion prend fin.',
    },
    category_changed_tmm_enabled: {
      label: 'Déplacer les torrents quand le chemin de la catégorie change',
      effect: 'Déplace les fichiers des torrents gérés concernés ; sinon, leur gestion prend fin.',
    },
    use_category_paths_in_manual_mode: {
      label: 'Chemins de la catégorie aussi en mode manuel',
      effect: 'Les torrents non gérés prennent aussi les chemins de leur catégorie.',
    },
    save_path: {
      label: 'Chemin de sauvegarde par défaut',
      effect: 'Dossier où arrivent les fichiers terminés, sauf indication contraire.',
    },
    temp_path_enabled: {
      label: 'Garder les torrents incomplets dans',
      effect: 'Garde les fichiers incomplets dans le dossier ci-dessous.',
    },
    temp_path: {
      label: 'Dossier des torrents incomplets',
      effect:
        'Dossier des fichiers incomplets ; de préférence sur le disque du chemin de sauvegarde.',
    },
    torrent_files_backup_enabled: {
      label: 'Conserver les fichiers .torrent',
      effect:
        'Garde une copie du .torrent de tout ce qui est ajouté, pour les liens magnet dès que leurs métadonnées sont connues.',
    },
    torrent_files_backup_dir: {
      label: 'Dossier des copies',
      effect: 'Dossier de ces copies, chacune au nom de son torrent ; relatif au profil.',
    },
    torrent_files_finished_backup_dir_enabled: {
      label: 'Autre dossier pour les torrents terminés',
      effect: 'Déplace la copie dans le dossier ci-dessous quand son torrent est téléchargé.',
    },
    torrent_files_finished_backup_dir: {
      label: 'Dossier des copies terminées',
      effect: 'Dossier des copies des torrents terminés ; relatif au profil.',
    },
    remove_torrent_file_backup: {
      label: 'Supprimer la copie avec le torrent',
      effect: 'Supprime la copie quand son torrent est supprimé.',
    },
    scan_dirs: {
      label: 'Ajouter automatiquement les torrents de',
      effect:
        'Ajoute chaque fichier .torrent et .magnet qui apparaît dans ces dossiers, puis le supprime ; un fichier illisible est renommé en .qbt_rejected.',
    },
    excluded_file_names_enabled: {
      label: 'Exclure des noms de fichiers',
      effect: 'Ne récupère pas les fichiers qui correspondent à un motif ci-dessous.',
    },
    excluded_file_names: {
      label: 'Noms de fichiers exclus',
      effect:
        'Motifs de noms de fichiers ou de dossiers à ne pas récupérer, un par ligne : * pour des caractères quelconques, ? pour un seul, [a-z] pour l’un de ceux-là ; sans distinction de casse.',
    },
    mail_notification_enabled: {
      label: 'Courriel à la fin d’un téléchargement',
      effect:
        'Envoie un courriel quand un téléchargement est terminé ; pas pour ce qu’une vérification trouve complet.',
    },
    mail_notification_sender: {
      label: 'De',
      effect: 'Expéditeur du courriel.',
    },
    mail_notification_email: {
      label: 'À',
      effect: 'Destinataire du courriel ; s’il y en a plusieurs, séparés par des virgules.',
    },
    mail_notification_smtp: {
      label: 'Serveur SMTP',
      effect:
        'Serveur de courriel, avec un port si ce n’est pas l’habituel (465 pour SMTPS, sinon 25).',
    },
    mail_notification_encryption_type: {
      label: 'Chiffrement',
      effect:
        'Chiffrement de la connexion au serveur de courriel ; si le serveur ne l’offre pas, rien n’est envoyé.',
      choices: {
        None: 'Aucun',
        STARTTLS: 'STARTTLS',
        SMTPS: 'SMTPS',
      },
    },
    mail_notification_auth_enabled: {
      label: 'Authentification',
      effect: 'Se connecte au serveur de courriel avec un compte.',
    },
    mail_notification_username: {
      label: 'Nom d’utilisateur',
      effect: 'Nom d’utilisateur sur le serveur de courriel.',
    },
    mail_notification_password: {
      label: 'Mot de passe',
      effect: 'Mot de passe sur le serveur de courriel ; renvoyé en clair.',
    },
    autorun_on_torrent_added_enabled: {
      label: 'Exécuter à l’ajout d’un torrent',
      effect:
        'Exécute le programme ci-dessous quand un torrent est ajouté, si le serveur a été démarré avec --allow-external-programs.',
    },
    autorun_on_torrent_added_program: {
      label: 'Programme à l’ajout d’un torrent',
      effect:
        'Programme et arguments, séparés aux espaces hors des guillemets doubles ; sans shell. Variables : %N nom, %L catégorie, %G étiquettes, %F chemin du contenu, %R chemin racine, %D chemin de sauvegarde, %C nombre de fichiers, %Z taille en octets, %T tracker, %I et %J info hash, %K identifiant, %M commentaire.',
    },
    autorun_enabled: {
      label: 'Exécuter à la fin d’un torrent',
      effect:
        'Exécute le programme ci-dessous quand un téléchargement est terminé et ses fichiers à leur place, si le serveur a été démarré avec --allow-external-programs.',
    },
    autorun_program: {
      label: 'Programme à la fin d’un torrent',
      effect:
        'Programme et arguments, séparés aux espaces hors des guillemets doubles ; sans shell. Variables : %N nom, %L catégorie, %G étiquettes, %F chemin du contenu, %R chemin racine, %D chemin de sauvegarde, %C nombre de fichiers, %Z taille en octets, %T tracker, %I et %J info hash, %K identifiant, %M commentaire.',
    },
    listen_port: {
      label: 'Port des connexions entrantes',
      effect:
        'Port sur lequel le nœud distribue le contenu : le nœud intégré en change aussitôt, un vrai nœud à son redémarrage. 0 prend un port libre.',
    },
    random_port: {
      label: 'Utiliser un port aléatoire',
      effect:
        'Vrai quand le port ci-dessus est 0 ; l’activer le met à 0, ce qui prend un port libre.',
    },
    ssl_enabled: {
      label: 'Torrents SSL',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les torrents dont les pairs exigent des certificats.',
    },
    ssl_listen_port: {
      label: 'Port SSL',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les torrents dont les pairs exigent des certificats.',
    },
    upnp: {
      label: 'Redirection de port UPnP / NAT-PMP par mon routeur',
      effect:
        'Permet à un vrai nœud de demander au routeur de rediriger ses ports ; le nœud intégré n’est pas présent sur le réseau.',
    },
    max_connec: {
      label: 'Nombre maximal de connexions au total',
      effect:
        'Connexions simultanées au nœud intégré, dès maintenant, ou d’un vrai nœud après son redémarrage ; -1 : sans limite.',
    },
    max_connec_per_torrent: {
      label: 'Nombre maximal de connexions par torrent',
      effect:
        'Conservé et renvoyé, mais sans effet : les connexions appartiennent au nœud et non à un torrent.',
    },
    max_uploads: {
      label: 'Nombre maximal d’emplacements d’envoi au total',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex n’a pas d’emplacements d’envoi ; quiconque demande est servi.',
    },
    max_uploads_per_torrent: {
      label: 'Nombre maximal d’emplacements d’envoi par torrent',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex n’a pas d’emplacements d’envoi ; quiconque demande est servi.',
    },
    i2p_enabled: {
      label: 'I2P (expérimental)',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_address: {
      label: 'Hôte',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_port: {
      label: 'Port',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_mixed_mode: {
      label: 'Mode mixte',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    proxy_type: {
      label: 'Type',
      effect:
        'Type de proxy pour ce que ce serveur récupère par URL ; un proxy en panne n’est jamais contourné. Les nœuds Codex et les sources, désignés par qui gère le serveur, sont toujours joints directement.',
      choices: {
        None: 'Aucun',
        HTTP: 'HTTP',
        SOCKS5: 'SOCKS5',
        SOCKS4: 'SOCKS4',
      },
    },
    proxy_ip: {
      label: 'Hôte',
      effect: 'Nom ou adresse du proxy, qui peut se trouver sur le réseau local.',
    },
    proxy_port: {
      label: 'Port',
      effect: 'Port du proxy.',
    },
    proxy_auth_enabled: {
      label: 'Authentification',
      effect: 'S’identifie auprès d’un proxy HTTP ou SOCKS5 ; SOCKS4 n’a pas de mots de passe.',
    },
    proxy_username: {
      label: 'Nom d’utilisateur',
      effect: 'Nom d’utilisateur auprès du proxy.',
    },
    proxy_password: {
      label: 'Mot de passe',
      effect: 'Mot de passe auprès du proxy ; renvoyé en clair.',
    },
    proxy_hostname_lookup: {
      label: 'Résoudre les noms d’hôte par le proxy',
      effect:
        'Le proxy résout les noms : de ce que le contenu désigne, seul le nom peut alors être jugé. Sinon, cette machine les résout ; un proxy HTTP reçoit quand même des noms, mais ce que le contenu désigne est d’abord résolu ici et doit être public.',
    },
    proxy_bittorrent: {
      label: 'Utiliser le proxy pour BitTorrent',
      effect:
        'Les sources web sont lues par le proxy ; les nœuds Codex et les sources sont toujours joints directement.',
    },
    proxy_peer_connections: {
      label: 'Utiliser le proxy pour les connexions aux pairs',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les pairs BitTorrent ; les nœuds Codex sont toujours joints directement.',
    },
    proxy_rss: {
      label: 'Utiliser le proxy pour les flux RSS',
      effect: 'Les flux sont lus par le proxy.',
    },
    proxy_misc: {
      label: 'Utiliser le proxy pour le reste',
      effect:
        'Les torrents ajoutés par URL, la base des pays et tout ce qui est récupéré sans être ni contenu ni flux passent par le proxy ; pas le courriel.',
    },
    ip_filter_enabled: {
      label: 'Filtrage IP',
      effect:
        'Les adresses du fichier de filtrage ne peuvent pas lire le nœud intégré : leurs requêtes sont refusées et celles en cours interrompues. L’interface web n’est pas filtrée, pour que personne ne soit enfermé dehors.',
    },
    ip_filter_path: {
      label: 'Chemin du filtre (.dat, .p2p, .p2b)',
      effect:
        'Liste de plages d’adresses du filtre, dans l’un de ces formats d’après la fin de son nom ; relue quand le fichier change.',
    },
    ip_filter_trackers: {
      label: 'Appliquer aux trackers',
      effect: 'Conservé et renvoyé, mais sans effet : les trackers ne sont pas contactés.',
    },
    banned_IPs: {
      label: 'Adresses IP bannies manuellement',
      effect:
        'Ces adresses ne peuvent pas lire le nœud intégré, que le filtre soit actif ou non ; l’interface web n’est pas concernée.',
    },
    bittorrent_protocol: {
      label: 'Protocole de connexion aux pairs',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise que TCP.',
      choices: {
        '0': 'TCP et µTP',
        '1': 'TCP',
        '2': 'µTP',
      },
    },
    up_limit: {
      label: 'Envoi',
      effect: 'Octets par seconde qui sortent au plus ; 0 : sans limite.',
    },
    dl_limit: {
      label: 'Téléchargement',
      effect: 'Octets par seconde qui entrent au plus ; 0 : sans limite.',
    },
    alt_up_limit: {
      label: 'Envoi',
      effect: 'De même, quand les limites alternatives sont actives.',
    },
    alt_dl_limit: {
      label: 'Téléchargement',
      effect: 'De même, quand les limites alternatives sont actives.',
    },
    scheduler_enabled: {
      label: 'Programmer les limites de vitesse alternatives',
      effect: 'Active et désactive les limites alternatives à l’heure dite.',
    },
    schedule_from_hour: {
      label: 'De (heure)',
      effect: 'Début des limites alternatives ; agit avec la minute.',
    },
    schedule_from_min: {
      label: 'De (minute)',
      effect: 'Début des limites alternatives ; agit avec l’heure.',
    },
    schedule_to_hour: {
      label: 'À (heure)',
      effect: 'Fin des limites alternatives ; agit avec la minute.',
    },
    schedule_to_min: {
      label: 'À (minute)',
      effect: 'Fin des limites alternatives ; agit avec l’heure.',
    },
    scheduler_days: {
      label: 'Quand',
      effect: 'Jours où l’horaire s’applique.',
      choices: {
        '0': 'tous les jours',
        '1': 'jours de semaine',
        '2': 'week-ends',
        '3': 'lundi',
        '4': 'mardi',
        '5': 'mercredi',
        '6': 'jeudi',
        '7': 'vendredi',
        '8': 'samedi',
        '9': 'dimanche',
      },
    },
    limit_utp_rate: {
      label: 'Appliquer les limites au protocole µTP',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas µTP.',
    },
    limit_tcp_overhead: {
      label: 'Appliquer les limites au surcoût de transport',
      effect: 'Conservé et renvoyé, mais sans effet : les limites ne comptent que le contenu.',
    },
    limit_lan_peers: {
      label: 'Appliquer les limites aux pairs du réseau local',
      effect:
        'Si désactivé, les lecteurs du nœud intégré sur le réseau local échappent à la limite globale d’envoi, et les nœuds désignés par une adresse locale à la limite globale de téléchargement ; les limites des torrents valent pour tous.',
    },
    dht: {
      label: 'Activer la DHT (réseau décentralisé) pour trouver plus de pairs',
      effect:
        'La découverte par Codex est toujours active : la valeur lue est donc toujours vraie.',
    },
    pex: {
      label: 'Activer l’échange de pairs (PeX) pour trouver plus de pairs',
      effect: 'Conservé et renvoyé, mais sans effet : c’est un échange entre pairs BitTorrent.',
    },
    lsd: {
      label: 'Activer la découverte locale pour trouver plus de pairs',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex ne cherche pas de nœuds sur le réseau local ; indiquez-les comme sources.',
    },
    encryption: {
      label: 'Mode de chiffrement',
      effect:
        'Conservé et renvoyé, mais sans effet : c’est un chiffrement entre pairs BitTorrent ; les vrais nœuds Codex chiffrent toujours.',
      choices: {
        '0': 'autoriser',
        '1': 'exiger',
        '2': 'désactiver',
      },
    },
    anonymous_mode: {
      label: 'Activer le mode anonyme',
      effect:
        'Conservé et renvoyé, mais sans effet : il cache des choses aux trackers et aux pairs BitTorrent, et il n’y en a pas.',
    },
    max_active_checking_torrents: {
      label: 'Vérifications de torrents simultanées',
      effect:
        'Nombre maximal de torrents dont les fichiers sont vérifiés en même temps ; -1 : sans limite.',
    },
    queueing_enabled: {
      label: 'File d’attente des torrents',
      effect:
        'Ne laisse qu’un certain nombre de torrents actifs à la fois, dans l’ordre de la file.',
    },
    max_active_downloads: {
      label: 'Téléchargements actifs au plus',
      effect: 'Nombre maximal de torrents récupérés en même temps ; -1 : sans limite.',
    },
    max_active_uploads: {
      label: 'Envois actifs au plus',
      effect: 'Nombre maximal de torrents proposés en même temps ; -1 : sans limite.',
    },
    max_active_torrents: {
      label: 'Torrents actifs au plus',
      effect: 'Nombre maximal de torrents actifs des deux sortes ; -1 : sans limite.',
    },
    dont_count_slow_torrents: {
      label: 'Ne pas compter les torrents lents dans ces limites',
      effect: 'Un torrent sous les vitesses ci-dessous ne prend pas de place.',
    },
    slow_torrent_dl_rate_threshold: {
      label: 'Seuil de vitesse de téléchargement',
      effect: 'Vitesse sous laquelle un téléchargement compte comme lent.',
    },
    slow_torrent_ul_rate_threshold: {
      label: 'Seuil de vitesse d’envoi',
      effect: 'Vitesse sous laquelle un envoi compte comme lent.',
    },
    slow_torrent_inactive_timer: {
      label: 'Délai d’inactivité du torrent',
      effect: 'Durée pendant laquelle un torrent doit être lent pour compter comme tel.',
    },
    max_ratio_enabled: {
      label: 'Quand le ratio atteint',
      effect: 'Vrai quand il y a une limite ; mettre à faux la supprime.',
    },
    max_ratio: {
      label: 'Ratio',
      effect: 'Ratio auquel l’action ci-dessous est prise ; -1 : sans limite.',
    },
    max_seeding_time_enabled: {
      label: 'Quand le temps total de partage atteint',
      effect: 'Vrai quand il y a une limite ; mettre à faux la supprime.',
    },
    max_seeding_time: {
      label: 'Temps total de partage',
      effect: 'Temps de partage auquel l’action ci-dessous est prise ; -1 : sans limite.',
    },
    max_inactive_seeding_time_enabled: {
      label: 'Quand le temps de partage inactif atteint',
      effect: 'Vrai quand il y a une limite ; mettre à faux la supprime.',
    },
    max_inactive_seeding_time: {
      label: 'Temps de partage inactif',
      effect: 'Temps sans envoi après lequel l’action ci-dessous est prise ; -1 : sans limite.',
    },
    max_ratio_act: {
      label: 'Alors',
      effect: 'Ce qui arrive à un torrent à sa limite.',
      choices: {
        '0': 'l’arrêter',
        '1': 'le supprimer',
        '2': 'super-partage',
        '3': 'le supprimer avec ses fichiers',
      },
    },
    share_limits_mode: {
      label: 'Limites à atteindre',
      effect: 'Si une limite suffit ou si toutes doivent être atteintes.',
      choices: {
        MatchAny: 'L’une des limites',
        MatchAll: 'Toutes les limites',
      },
    },
    add_trackers_enabled: {
      label: 'Ajouter ces trackers aux nouveaux téléchargements',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers ne sont pas contactés, donc aucun n’est ajouté.',
    },
    add_trackers: {
      label: 'Trackers',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers ne sont pas contactés, donc aucun n’est ajouté.',
    },
    add_trackers_from_url_enabled: {
      label: 'Ajouter les trackers d’une URL aux nouveaux téléchargements',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers ne sont pas contactés, donc aucun n’est récupéré.',
    },
    add_trackers_url: {
      label: 'URL',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers ne sont pas contactés, donc aucun n’est récupéré.',
    },
    add_trackers_url_list: {
      label: 'Trackers récupérés',
      effect: 'Toujours vide : aucun tracker n’est récupéré.',
    },
    rss_processing_enabled: {
      label: 'Activer la lecture des flux RSS',
      effect: 'Lit les flux à leur intervalle.',
    },
    rss_refresh_interval: {
      label: 'Intervalle d’actualisation des flux',
      effect: 'Temps entre deux lectures d’un flux.',
    },
    rss_fetch_delay: {
      label: 'Délai entre requêtes à un même hôte',
      effect: 'Pause entre deux requêtes au même hôte.',
    },
    rss_max_articles_per_feed: {
      label: 'Nombre maximal d’articles par flux',
      effect: 'Les articles plus anciens sont oubliés.',
    },
    rss_auto_downloading_enabled: {
      label: 'Activer le téléchargement automatique RSS',
      effect: 'Ajoute les torrents des articles qui correspondent à une règle.',
    },
    rss_download_repack_proper_episodes: {
      label: 'Télécharger les épisodes REPACK/PROPER',
      effect: 'Les règles reprennent les versions corrigées d’un épisode.',
    },
    rss_smart_episode_filters: {
      label: 'Filtres',
      effect: 'Expressions régulières qui trouvent l’épisode dans un titre, une par ligne.',
    },
    web_ui_address: {
      label: 'Adresse IP',
      effect:
        'Adresse sur laquelle l’interface web écoute, changée aussitôt ; * ou rien : toutes les adresses, 0.0.0.0 : toutes en IPv4, :: : toutes en IPv6 ; tant que la nouvelle ne peut être prise, l’ancienne reste.',
    },
    web_ui_port: {
      label: 'Port',
      effect:
        'Port sur lequel l’interface web écoute, changé aussitôt ; s’il est pris, l’ancien reste et le journal dit pourquoi.',
    },
    web_ui_upnp: {
      label: 'Rediriger le port par UPnP / NAT-PMP sur mon routeur',
      effect: 'Le serveur ne parle pas aux routeurs ; redirigez-y le port à la main.',
    },
    use_https: {
      label: 'Utiliser HTTPS au lieu de HTTP',
      effect:
        'Sert l’interface web par TLS 1.2 et 1.3, aussitôt ; sans certificat utilisable, elle reste en HTTP et le journal dit pourquoi.',
    },
    web_ui_https_cert_path: {
      label: 'Certificat',
      effect:
        'Chemin de la chaîne de certificats (PEM), relatif au profil ; un fichier renouvelé est pris dans la minute, ou à l’enregistrement des préférences.',
    },
    web_ui_https_key_path: {
      label: 'Clé',
      effect:
        'Chemin de la clé privée (PEM : PKCS#8, PKCS#1 ou SEC1), relatif au profil ; renouvelée comme le certificat.',
    },
    web_ui_username: {
      label: 'Nom d’utilisateur',
      effect:
        'Nom du seul utilisateur ; au moins 3 caractères, sans deux-points ; un nouveau nom ferme toutes les autres sessions.',
    },
    web_ui_password: {
      label: 'Mot de passe',
      effect:
        'Mot de passe du seul utilisateur, au moins 6 caractères ; seule son empreinte est conservée, et il n’est jamais renvoyé ; un nouveau ferme toutes les autres sessions.',
    },
    web_ui_api_key: {
      label: 'Clé d’API',
      effect:
        'Clé qu’un client peut envoyer au lieu de se connecter ; créée et supprimée par ses propres points d’accès.',
    },
    bypass_local_auth: {
      label: 'Pas d’authentification pour les clients locaux (localhost)',
      effect:
        'N’exige pas de connexion depuis cette machine ; si c’est désactivé, qui n’en avait pas devra se connecter.',
    },
    bypass_auth_subnet_whitelist_enabled: {
      label: 'Pas d’authentification pour les sous-réseaux autorisés',
      effect:
        'N’exige pas de connexion depuis les réseaux ci-dessous ; si c’est désactivé, qui n’en avait pas devra se connecter.',
    },
    bypass_auth_subnet_whitelist: {
      label: 'Sous-réseaux IP autorisés',
      effect: 'Réseaux depuis lesquels aucune connexion n’est exigée, un par ligne.',
    },
    web_ui_max_auth_fail_count: {
      label: 'Bannir après autant d’échecs consécutifs',
      effect: 'Échecs de connexion après lesquels une adresse est bannie ; 0 ne bannit jamais.',
    },
    web_ui_ban_duration: {
      label: 'Bannir pendant',
      effect: 'Durée pendant laquelle une adresse reste bannie.',
    },
    web_ui_session_timeout: {
      label: 'Expiration de la session',
      effect:
        'Temps d’inactivité après lequel une session se ferme ; 0 : jamais ; vaut aussi pour les sessions ouvertes.',
    },
    web_ui_sessions_count_limit: {
      label: 'Nombre maximal de sessions',
      effect:
        'Sessions ouvertes en même temps, 100 au plus ; la plus longtemps inactive se ferme la première.',
    },
    alternative_webui_enabled: {
      label: 'Utiliser une autre interface web',
      effect:
        'Sert la page du dossier ci-dessous à la place de la page intégrée, qui reste tant que l’autre n’est pas utilisable ; --builtin-webui la désactive.',
    },
    alternative_webui_path: {
      label: 'Emplacement des fichiers',
      effect:
        'Dossier de l’autre page, relatif au profil : public pour tous, private avant lui pour qui est connecté.',
    },
    web_ui_clickjacking_protection_enabled: {
      label: 'Activer la protection contre le détournement de clic',
      effect: 'Interdit aux autres sites d’afficher la page dans un cadre.',
    },
    web_ui_csrf_protection_enabled: {
      label: 'Activer la protection contre les requêtes intersites (CSRF)',
      effect: 'Refuse les requêtes lancées par un autre site.',
    },
    web_ui_secure_cookie_enabled: {
      label: 'Activer l’attribut Secure du cookie',
      effect:
        'En HTTPS, y compris celui d’un proxy de confiance, le cookie de session n’est envoyé que par HTTPS.',
    },
    web_ui_host_header_validation_enabled: {
      label: 'Activer la validation de l’en-tête Host',
      effect: 'Refuse les requêtes pour un nom d’hôte absent de la liste ci-dessous.',
    },
    web_ui_domain_list: {
      label: 'Domaines du serveur',
      effect:
        'Noms d’hôte sous lesquels le serveur peut être joint, séparés par des points-virgules ; * remplace un texte quelconque.',
    },
    web_ui_use_custom_http_headers_enabled: {
      label: 'Ajouter des en-têtes HTTP personnalisés',
      effect: 'Ajoute les en-têtes ci-dessous à chaque réponse.',
    },
    web_ui_custom_http_headers: {
      label: 'En-têtes',
      effect:
        'Paires nom: valeur, une par ligne ; un en-tête que le serveur envoie lui-même est remplacé, et une ligne qui n’en est pas un est ignorée.',
    },
    web_ui_reverse_proxy_enabled: {
      label: 'Activer la prise en charge des proxys inverses',
      effect: 'Croit l’adresse de client indiquée par un proxy ci-dessous.',
    },
    web_ui_reverse_proxies_list: {
      label: 'Liste des proxys de confiance',
      effect: 'Adresses ou réseaux des proxys de confiance, séparés par des points-virgules.',
    },
    dyndns_enabled: {
      label: 'Mettre à jour mon nom de domaine dynamique',
      effect:
        'Le serveur ne met pas à jour les noms dynamiques : il ne peut pas connaître lui-même son adresse publique ; lancez à côté un outil comme ddclient.',
    },
    dyndns_service: {
      label: 'Service',
      effect:
        'Le serveur ne met pas à jour les noms dynamiques : il ne peut pas connaître lui-même son adresse publique ; lancez à côté un outil comme ddclient.',
      choices: {
        '-1': 'aucun',
        '0': 'DynDNS',
        '1': 'No-IP',
      },
    },
    dyndns_username: {
      label: 'Nom d’utilisateur',
      effect:
        'Le serveur ne met pas à jour les noms dynamiques : il ne peut pas connaître lui-même son adresse publique ; lancez à côté un outil comme ddclient.',
    },
    dyndns_password: {
      label: 'Mot de passe',
      effect:
        'Le serveur ne met pas à jour les noms dynamiques : il ne peut pas connaître lui-même son adresse publique ; lancez à côté un outil comme ddclient.',
    },
    dyndns_domain: {
      label: 'Nom de domaine',
      effect:
        'Le serveur ne met pas à jour les noms dynamiques : il ne peut pas connaître lui-même son adresse publique ; lancez à côté un outil comme ddclient.',
    },
    resume_data_storage_type: {
      label: 'Stockage des données de reprise',
      effect:
        'Torrents, réglages et avancement sont toujours gardés dans une seule base de données.',
      choices: {
        Legacy: 'Ancien format',
        SQLite: 'SQLite',
      },
    },
    torrent_content_remove_option: {
      label: 'Mode de suppression du contenu',
      effect:
        'Si les fichiers supprimés vont à la corbeille de l’utilisateur du serveur, ou du disque où ils se trouvent. Un fichier qui ne peut y aller reste à sa place.',
      choices: {
        Delete: 'Supprimer définitivement',
        MoveToTrash: 'Mettre à la corbeille',
      },
    },
    memory_working_set_limit: {
      label: 'Limite d’utilisation de la mémoire vive (RAM)',
      effect:
        'Borne caches et tampons ensemble (attente du disque, hachage, bases de données ; le cache du nœud intégré à partir du prochain démarrage) ; 0 et moins : sans borne. La liste des torrents n’en fait pas partie : une alerte de performance signale quand le serveur entier en utilise plus.',
    },
    current_network_interface: {
      label: 'Interface réseau',
      effect:
        'Interface réseau sur les adresses de laquelle le nœud intégré distribue le contenu ; vide : aucune en particulier.',
    },
    current_interface_name: {
      label: 'Nom de l’interface réseau',
      effect: 'Nom que le système donne à cette interface.',
    },
    current_interface_address: {
      label: 'Adresse IP d’écoute (facultatif)',
      effect:
        'Adresse sur laquelle le nœud distribue le contenu ; tant que ni elle ni une interface n’est choisie, le nœud intégré n’est joignable que depuis cette machine.',
    },
    save_resume_data_interval: {
      label: 'Intervalle d’enregistrement des données de reprise',
      effect:
        'Temps maximal entre deux écritures de l’avancement des torrents, donc ce qu’un plantage peut coûter ; 0 n’écrit que lorsqu’il se passe quelque chose. Tant que ce n’est jamais changé, l’avancement est écrit toutes les 5 secondes.',
    },
    save_statistics_interval: {
      label: 'Intervalle d’enregistrement des statistiques',
      effect:
        'Temps maximal entre deux écritures des compteurs généraux ; 0 ne les écrit qu’à l’arrêt. Tant que ce n’est jamais changé, ils sont écrits toutes les 5 secondes.',
    },
    torrent_file_size_limit: {
      label: 'Taille maximale des fichiers .torrent',
      effect: 'Les fichiers .torrent plus gros sont refusés.',
    },
    confirm_torrent_recheck: {
      label: 'Confirmer la revérification des torrents',
      effect: 'La page web demande avant de revérifier.',
    },
    recheck_completed_torrents: {
      label: 'Revérifier les torrents terminés',
      effect: 'Relit un torrent terminé et le vérifie.',
    },
    app_instance_name: {
      label: 'Nom personnalisé de cette instance',
      effect: 'Texte ajouté au titre de la page web.',
    },
    refresh_interval: {
      label: 'Intervalle d’actualisation',
      effect: 'Temps entre deux mises à jour de la page web.',
    },
    resolve_peer_host_names: {
      label: 'Résoudre les noms d’hôte des pairs',
      effect: 'Affiche les noms des pairs, trouvés par DNS inverse, à côté de leurs adresses.',
    },
    resolve_peer_countries: {
      label: 'Résoudre les pays des pairs',
      effect:
        'Affiche le pays des pairs aux adresses publiques, d’après une base du dossier GeoDB du profil ; s’il n’y en a pas, celle de db-ip.com est récupérée et renouvelée chaque mois.',
    },
    reannounce_when_address_changed: {
      label: 'Réannoncer à tous les trackers si l’IP ou le port change',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers ne sont pas contactés ; un nœud se fait connaître par sa propre découverte.',
    },
    enable_embedded_tracker: {
      label: 'Activer le tracker intégré',
      effect: 'Conservé et renvoyé, mais sans effet : il n’y a pas de pairs BitTorrent à réunir.',
    },
    embedded_tracker_port: {
      label: 'Port du tracker intégré',
      effect: 'Conservé et renvoyé, mais sans effet : il n’y a pas de tracker intégré.',
    },
    embedded_tracker_port_forwarding: {
      label: 'Activer la redirection de port pour le tracker intégré',
      effect: 'Conservé et renvoyé, mais sans effet : il n’y a pas de tracker intégré.',
    },
    mark_of_the_web: {
      label: 'Activer la quarantaine des fichiers téléchargés',
      effect: 'Seuls des systèmes non pris en charge ont une telle marque.',
    },
    ignore_ssl_errors: {
      label: 'Ignorer les erreurs SSL',
      effect:
        'Accepte n’importe quel certificat de ce qui est récupéré par URL : torrents, flux, bases de données. Les sources web ont leur propre réglage.',
    },
    python_executable_path: {
      label: 'Chemin de l’exécutable Python',
      effect: 'La recherche interroge des indexeurs Torznab ; rien n’exécute Python.',
    },
    start_paused: {
      label: 'Démarrer la session en pause',
      effect:
        'Démarre avec toute la session en pause ; sinon, la session démarre comme elle était à l’arrêt.',
    },
    shutdown_timeout: {
      label: 'Délai d’arrêt de la session',
      effect:
        'Temps maximal laissé aux travaux en cours pour finir à l’arrêt ; -1 : autant qu’il faut, 10 minutes au plus. Un second SIGTERM ou SIGINT arrête aussitôt.',
    },
    store_search_jobs: {
      label: 'Conserver les recherches',
      effect: 'Les recherches durent autant que le serveur.',
    },
    store_search_job_results: {
      label: 'Conserver les résultats de recherche',
      effect: 'Les recherches durent autant que le serveur.',
    },
    bdecode_depth_limit: {
      label: 'Limite de profondeur bdecode',
      effect:
        'Les torrents et les fiches imbriqués plus profondément sont refusés ; jamais plus de 100 niveaux. Les torrents déjà présents restent.',
    },
    bdecode_token_limit: {
      label: 'Limite d’éléments bdecode',
      effect:
        'Les torrents et les fiches de plus d’éléments sont refusés ; jamais plus de 3 000 000. Les torrents déjà présents restent.',
    },
    async_io_threads: {
      label: 'Threads d’E/S asynchrones',
      effect:
        'Nombre de lectures et d’écritures de fichiers simultanées : téléchargements, déplacements entre disques, nœud intégré et fichiers récupérés par un navigateur.',
    },
    hashing_threads: {
      label: 'Threads de hachage',
      effect:
        'Nombre de threads qui hachent des fichiers, pour toutes les vérifications, nouveaux torrents et publications ensemble.',
    },
    file_pool_size: {
      label: 'Nombre de fichiers gardés ouverts',
      effect:
        'Nombre de fichiers que les téléchargements gardent ouverts en plus de ceux en cours d’écriture.',
    },
    checking_memory_use: {
      label: 'Mémoire pour la vérification des torrents',
      effect:
        'Mémoire des tampons de tous les threads de hachage ensemble : s’il y en a peu, ils lisent moins à la fois (de 64 KiB à 1 MiB), puis moins de threads tournent.',
    },
    disk_cache: {
      label: 'Cache disque',
      effect:
        'Les fichiers sont mis en cache par le système, qui décide de la mémoire que cela prend.',
    },
    disk_cache_ttl: {
      label: 'Expiration du cache disque',
      effect: 'Les fichiers sont mis en cache par le système, qui décide pour combien de temps.',
    },
    disk_queue_size: {
      label: 'Taille de la file du disque',
      effect:
        'Octets de tous les téléchargements ensemble qui attendent d’être écrits, au plus ; au moins 16 KiB. Au-delà, la récupération s’interrompt jusqu’à ce que le disque ait rattrapé son retard.',
    },
    disk_io_type: {
      label: 'Type d’E/S disque',
      effect: 'Les fichiers sont toujours lus et écrits par position ; il n’y a pas d’autre choix.',
      choices: {
        '0': 'par défaut',
        '1': 'fichiers mappés en mémoire',
        '2': 'conforme à POSIX',
        '3': 'pread/pwrite simple',
      },
    },
    disk_io_read_mode: {
      label: 'Mode de lecture du disque',
      effect: 'Sans le cache, ce qu’une vérification a lu est aussitôt retiré du cache du système.',
      choices: {
        '0': 'désactiver le cache du système',
        '1': 'activer le cache du système',
      },
    },
    disk_io_write_mode: {
      label: 'Mode d’écriture du disque',
      effect:
        'Sans le cache, ce qu’un téléchargement a écrit est retiré du cache du système dès que c’est sur le disque ; l’écriture directe amène chaque lot sur le disque avant le suivant.',
      choices: {
        '0': 'désactiver le cache du système',
        '1': 'activer le cache du système',
        '2': 'écriture directe',
      },
    },
    enable_coalesce_read_write: {
      label: 'Regrouper lectures et écritures',
      effect: 'Ce qui arrive dans l’ordre est toujours écrit par lots de 1 MiB au plus.',
    },
    enable_piece_extent_affinity: {
      label: 'Affinité par groupe de morceaux',
      effect:
        'Conservé et renvoyé, mais sans effet : le contenu est lu comme un flux, dans l’ordre.',
    },
    enable_upload_suggestions: {
      label: 'Suggérer des morceaux à l’envoi',
      effect: 'Conservé et renvoyé, mais sans effet : c’est un message entre pairs BitTorrent.',
    },
    send_buffer_watermark: {
      label: 'Seuil du tampon d’envoi',
      effect: 'Conservé et renvoyé, mais sans effet : c’est un tampon vers les pairs BitTorrent.',
    },
    send_buffer_low_watermark: {
      label: 'Seuil bas du tampon d’envoi',
      effect: 'Conservé et renvoyé, mais sans effet : c’est un tampon vers les pairs BitTorrent.',
    },
    send_buffer_watermark_factor: {
      label: 'Facteur du seuil du tampon d’envoi',
      effect: 'Conservé et renvoyé, mais sans effet : c’est un tampon vers les pairs BitTorrent.',
    },
    connection_speed: {
      label: 'Connexions sortantes par seconde',
      effect: 'Conservé et renvoyé, mais sans effet : aucun pair BitTorrent n’est appelé.',
    },
    socket_send_buffer_size: {
      label: 'Taille du tampon d’envoi des sockets',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les connexions aux pairs BitTorrent ; le système dimensionne les tampons des autres.',
    },
    socket_receive_buffer_size: {
      label: 'Taille du tampon de réception des sockets',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les connexions aux pairs BitTorrent ; le système dimensionne les tampons des autres.',
    },
    socket_backlog_size: {
      label: 'Taille de la file d’attente des sockets',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les connexions venant de pairs BitTorrent.',
    },
    outgoing_ports_min: {
      label: 'Ports sortants (min.)',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les connexions aux pairs BitTorrent.',
    },
    outgoing_ports_max: {
      label: 'Ports sortants (max.)',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les connexions aux pairs BitTorrent.',
    },
    upnp_lease_duration: {
      label: 'Durée du bail UPnP',
      effect:
        'Conservé et renvoyé, mais sans effet : un nœud décide lui-même pour combien de temps il sollicite le routeur.',
    },
    peer_tos: {
      label: 'Code DSCP (services différenciés) des connexions aux pairs',
      effect:
        'Conservé et renvoyé, mais sans effet : il marque les paquets vers les pairs BitTorrent.',
    },
    utp_tcp_mixed_mode: {
      label: 'Algorithme du mode mixte µTP-TCP',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas µTP.',
      choices: {
        '0': 'préférer TCP',
        '1': 'proportionnel aux pairs',
      },
    },
    hostname_cache_ttl: {
      label: 'Expiration du cache interne des noms d’hôte',
      effect:
        'Durée pendant laquelle le nom d’un pair est gardé avant d’être redemandé ; 0 le redemande à chaque fois.',
    },
    idn_support_enabled: {
      label: 'Prise en charge des noms de domaine internationalisés (IDN)',
      effect:
        'Conservé et renvoyé, mais sans effet : concerne les noms des trackers ; les noms internationaux des sources web et des liens sont toujours compris.',
    },
    enable_multi_connections_from_same_ip: {
      label: 'Autoriser plusieurs connexions depuis la même adresse IP',
      effect:
        'Conservé et renvoyé, mais sans effet : les nœuds Codex se distinguent par leur identité, non par leur adresse.',
    },
    enable_multi_connections_from_same_peer_id: {
      label: 'Autoriser plusieurs connexions du même identifiant de pair',
      effect: 'Conservé et renvoyé, mais sans effet : concerne les pairs BitTorrent.',
    },
    validate_https_tracker_certificate: {
      label: 'Valider les certificats HTTPS des trackers',
      effect:
        'Les sources web en https exigent un certificat valide ; les trackers ne sont pas contactés.',
    },
    ssrf_mitigation: {
      label: 'Protection contre la falsification de requêtes côté serveur (SSRF)',
      effect:
        'Les adresses que le contenu désigne (sources web, liens des flux) doivent être publiques ; ce qu’un proxy résout est jugé sur son seul nom.',
    },
    block_peers_on_privileged_ports: {
      label: 'Interdire les connexions aux pairs sur des ports privilégiés',
      effect: 'Conservé et renvoyé, mais sans effet : concerne les pairs BitTorrent.',
    },
    upload_slots_behavior: {
      label: 'Gestion des emplacements d’envoi',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex n’a pas d’emplacements d’envoi ; quiconque demande est servi.',
      choices: {
        '0': 'emplacements fixes',
        '1': 'selon la vitesse d’envoi',
      },
    },
    upload_choking_algorithm: {
      label: 'Algorithme de sélection des envois',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex n’a pas d’emplacements d’envoi ; quiconque demande est servi.',
      choices: {
        '0': 'à tour de rôle',
        '1': 'envoi le plus rapide',
        '2': 'anti-profiteurs',
      },
    },
    seeding_outgoing_connections: {
      label: 'Connexions sortantes pendant le partage',
      effect:
        'Conservé et renvoyé, mais sans effet : qui a tout attend qu’on lui demande ; aucun pair n’est appelé.',
    },
    announce_to_all_trackers: {
      label: 'Toujours annoncer à tous les trackers d’un niveau',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers sont conservés et affichés, mais pas contactés.',
    },
    announce_to_all_tiers: {
      label: 'Toujours annoncer à tous les niveaux',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers sont conservés et affichés, mais pas contactés.',
    },
    announce_ip: {
      label: 'Adresse IP annoncée aux trackers',
      effect: 'Adresse publique qu’un vrai nœud annonce ; vide : il la trouve lui-même.',
    },
    announce_port: {
      label: 'Port annoncé aux trackers',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers ne sont pas contactés, et un nœud annonce le port sur lequel il écoute.',
    },
    max_concurrent_http_announces: {
      label: 'Annonces HTTP simultanées au plus',
      effect:
        'Conservé et renvoyé, mais sans effet : les trackers sont conservés et affichés, mais pas contactés.',
    },
    stop_tracker_timeout: {
      label: 'Délai d’annonce d’arrêt aux trackers',
      effect:
        'Conservé et renvoyé, mais sans effet : aucun tracker n’a à savoir qu’un torrent s’arrête.',
    },
    peer_turnover: {
      label: 'Pourcentage de pairs à renouveler',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex n’a pas d’essaim dont les pairs pourraient être échangés.',
    },
    peer_turnover_cutoff: {
      label: 'Seuil de renouvellement des pairs',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex n’a pas d’essaim dont les pairs pourraient être échangés.',
    },
    peer_turnover_interval: {
      label: 'Intervalle de renouvellement des pairs',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex n’a pas d’essaim dont les pairs pourraient être échangés.',
    },
    request_queue_size: {
      label: 'Requêtes en attente au plus par pair',
      effect:
        'Conservé et renvoyé, mais sans effet : le contenu est lu comme un flux, non demandé morceau par morceau.',
    },
    max_outstanding_block_requests: {
      label: 'Requêtes de blocs en attente au plus',
      effect:
        'Conservé et renvoyé, mais sans effet : le contenu est lu comme un flux, non demandé morceau par morceau.',
    },
    dht_bootstrap_nodes: {
      label: 'Nœuds d’amorçage DHT',
      effect:
        'Conservé et renvoyé, mais sans effet : Codex a sa propre découverte, dont les premiers nœuds ont une autre forme.',
    },
    webtorrent_stun_server: {
      label: 'Serveur STUN WebTorrent',
      effect: 'Conservé et renvoyé, mais sans effet : il n’y a pas de pairs WebTorrent.',
    },
    i2p_inbound_quantity: {
      label: 'Quantité entrante I2P',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_outbound_quantity: {
      label: 'Quantité sortante I2P',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_inbound_length: {
      label: 'Longueur entrante I2P',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_outbound_length: {
      label: 'Longueur sortante I2P',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_inbound_length_variance: {
      label: 'Variation de longueur entrante I2P',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_outbound_length_variance: {
      label: 'Variation de longueur sortante I2P',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
    i2p_pex_enabled: {
      label: 'Échange de pairs I2P',
      effect: 'Conservé et renvoyé, mais sans effet : Codex n’utilise pas I2P.',
    },
  },
  node: {
    node_url: {
      label: 'Nœud Codex',
      effect: 'Nœud qui garde le contenu : embedded (intégré), ou l’URL de l’API REST d’un nœud.',
    },
    sources: {
      label: 'Sources',
      effect: 'URL d’autres nœuds qui ne sont que lus, essayés après le nœud lui-même.',
    },
    uploads: {
      label: 'Envois simultanés',
      effect:
        'Nombre maximal d’éléments dont les fichiers sont copiés en même temps dans un vrai nœud.',
    },
    streams: {
      label: 'Flux simultanés',
      effect:
        'Nombre maximal de flux ouverts en même temps vers un vrai nœud, tous éléments confondus.',
    },
    quota: {
      label: 'Quota de stockage',
      effect:
        'Octets que le nœud stocke lui-même au plus ; les fichiers auxquels il ne fait que renvoyer ne comptent pas.',
    },
    retention: {
      label: 'Garder les données pendant',
      effect: 'Les copies dans le nœud dont rien ne dépend ici sont abandonnées après ce temps.',
      choices: {
        '2592000': '30 jours',
        '7776000': '90 jours',
        '31536000': '1 an',
        '3153600000': 'toujours',
      },
    },
    transfer_port: {
      label: 'Port de transfert (TCP)',
      effect:
        'Port sur lequel le nœud distribue le contenu ; 0 prend un port libre là où c’est permis.',
    },
    bind_address: {
      label: 'Adresse d’écoute',
      effect: 'Adresse sur laquelle le nœud distribue le contenu ; la découverte n’y est pas liée.',
    },
    interface: {
      label: 'Interface réseau',
      effect:
        'Interface réseau sur les adresses de laquelle le nœud distribue le contenu ; vide : aucune en particulier.',
    },
    discovery_port: {
      label: 'Port de découverte (UDP)',
      effect: 'Port sur lequel le nœud cherche d’autres nœuds, sur toutes les adresses.',
    },
    nat: {
      label: 'Détection de l’adresse',
      effect:
        'Comment le nœud trouve l’adresse par laquelle les autres le joignent : any, none, upnp, pmp ou extip:<address>.',
      choices: {
        any: 'UPnP ou NAT-PMP, selon ce qui marche',
        upnp: 'UPnP',
        pmp: 'NAT-PMP',
        none: 'aucune',
      },
    },
    announce_ip: {
      label: 'Adresse annoncée',
      effect: 'Adresse IP publique que le nœud annonce ; vide : il la trouve lui-même.',
    },
    bootstrap: {
      label: 'Fiches d’amorçage',
      effect: 'Fiches de pair signées (spr:…) des nœuds que le nœud interroge en premier.',
    },
    max_peers: {
      label: 'Pairs au plus',
      effect: 'Connexions simultanées du nœud au plus ; -1 : sans limite là où c’est permis.',
    },
    show_external_ip: {
      label: 'Afficher l’IP externe',
      effect: 'Affiche dans la barre d’état l’adresse que le nœud annonce.',
    },
    log_level: {
      label: 'Niveau du journal',
      effect: 'Ce que le nœud note dans son journal.',
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
      label: 'Génération',
      effect:
        'Structure des manifestes des nouveaux jeux de données, qui détermine leurs CID et quels nœuds les comprennent ; les CID plus anciens restent valables.',
      choices: {
        a: 'A : Codex 0.1 et 0.2',
        b: 'B : Logos Storage 0.3',
        c: 'C : Logos Storage 0.4 et plus récent',
      },
    },
    publish_private: {
      label: 'Publier les torrents privés',
      effect:
        'Copie aussi le contenu des torrents privés dans le nœud, où n’importe qui peut le récupérer.',
    },
    dialect: {
      label: 'Dialecte',
      effect:
        'Quel qBittorrent imiter là où anciens et nouveaux clients ne peuvent pas être servis à la fois.',
      choices: {
        '4': 'qBittorrent 4.6',
        '5.1': 'qBittorrent 5.1',
        '5.3': 'qBittorrent 5.3',
      },
    },
    agent: {
      label: 'Nom d’agent',
      effect: 'Nom que le nœud se donne quand il parle à d’autres.',
    },
    maintenance_interval: {
      label: 'Pause de maintenance',
      effect: 'Temps entre deux recherches par le nœud de données à abandonner.',
    },
    maintenance_blocks: {
      label: 'Blocs par maintenance',
      effect: 'Blocs que le nœud examine en un passage.',
    },
    block_retries: {
      label: 'Essais par bloc',
      effect:
        'Nombre d’essais du nœud pour obtenir un bloc, toutes les deux secondes, avant qu’une récupération échoue.',
    },
    metrics: {
      label: 'Métriques',
      effect: 'Laisse le nœud offrir ses compteurs à Prometheus.',
    },
    metrics_address: {
      label: 'Adresse des métriques',
      effect: 'Adresse des compteurs du nœud.',
    },
    metrics_port: {
      label: 'Port des métriques',
      effect: 'Port des compteurs du nœud.',
    },
    peer_id: {
      label: 'Identifiant de pair',
      effect: 'Nom du nœud dans son réseau.',
    },
    spr: {
      label: 'Fiche de pair signée',
      effect: 'Ce dont les autres ont besoin pour trouver le nœud.',
    },
    announced_addresses: {
      label: 'Adresses annoncées',
      effect: 'Adresses par lesquelles les autres joignent le nœud.',
    },
    data_dir: {
      label: 'Dossier de données',
      effect: 'Où le nœud garde ses données.',
    },
    repo_kind: {
      label: 'Type de stockage',
      effect: 'Comment le nœud garde ses données.',
    },
    rest_address: {
      label: 'Adresse REST',
      effect: 'Où répond l’API REST du nœud.',
    },
    version: {
      label: 'Version',
      effect: 'Ce que le nœud dit être.',
    },
    space_used: {
      label: 'Espace utilisé',
      effect: 'Octets du quota qui sont utilisés.',
    },
    space_reserved: {
      label: 'Espace réservé',
      effect: 'Octets du quota promis aux envois en cours vers le nœud.',
    },
  },
  libtorrent: {
    alert_mask: {
      label: 'Masque d’alertes',
      effect:
        'Catégories d’alertes que donne Session::pop_alerts, sous forme de bits des catégories d’alertes de libtorrent ; -1 : toutes.',
    },
    alert_queue_size: {
      label: 'Taille de la file d’alertes',
      effect:
        'Alertes qui attendent d’être prises par Session::pop_alerts ; les plus anciennes cèdent la place.',
    },
    auto_manage_interval: {
      label: 'Pause entre les recherches de torrents lents',
      effect:
        'Fréquence de remise en ordre de la file à cause de torrents devenus lents ou rapides ; tout autre changement est vu aussitôt.',
    },
    auto_manage_prefer_seeds: {
      label: 'Torrents terminés d’abord',
      effect: 'Les torrents terminés obtiennent une place dans la file avant les téléchargements.',
    },
    enable_natpmp: {
      label: 'Redirection de port NAT-PMP',
      effect:
        'Si le nœud Codex redirige ses ports par NAT-PMP ; suit enable_upnp tant que ce n’est pas réglé.',
    },
    incoming_starts_queued_torrents: {
      label: 'La lecture démarre les torrents en file',
      effect:
        'Un torrent terminé qui attend dans la file tourne tant que quelqu’un le lit, sans prendre de place.',
    },
    max_metadata_size: {
      label: 'Taille maximale des métadonnées',
      effect: 'Plus grande fiche d’un lien magnet ou d’un CID récupérée depuis Codex.',
    },
    max_piece_count: {
      label: 'Limite de morceaux',
      effect: 'Nombre de morceaux que peut avoir un torrent venu de l’extérieur.',
    },
    seed_time_ratio_limit: {
      label: 'Temps de partage / temps de téléchargement',
      effect:
        'Rapport du temps de partage au temps de téléchargement qui déclenche l’action de limite de partage, pour les torrents sans limite de temps propre ; -1 : aucune.',
    },
    tick_interval: {
      label: 'Intervalle de la session',
      effect:
        'Pause entre les relevés de la session : qui lit et ce qui a été servi ; les vitesses sont celles de secondes entières.',
    },
    user_agent: {
      label: 'Agent utilisateur',
      effect: 'Nom de ce serveur dans les requêtes de torrents, de flux et de sources web.',
    },
  },
  pages: {
    Advanced: 'Avancé',
    Behavior: 'Comportement',
    BitTorrent: 'BitTorrent',
    Connection: 'Connexion',
    Downloads: 'Téléchargements',
    RSS: 'RSS',
    Speed: 'Vitesse',
    WebUI: 'Interface web',
  },
  groups: {
    'Alternative Rate Limits': 'Limites de vitesse alternatives',
    Authentication: 'Authentification',
    'Connections Limits': 'Limites de connexions',
    'Copies of .torrent files': 'Copies des fichiers .torrent',
    'Dynamic DNS': 'DNS dynamique',
    'Email notification': 'Notification par courriel',
    'Excluded file names': 'Noms de fichiers exclus',
    Files: 'Fichiers',
    'Global Rate Limits': 'Limites de vitesse globales',
    I2P: 'I2P',
    'IP Filtering': 'Filtrage IP',
    Interface: 'Interface',
    Language: 'Langue',
    'Listening Port': 'Port d’écoute',
    'Log file': 'Fichier journal',
    Privacy: 'Confidentialité',
    'Proxy Server': 'Serveur proxy',
    'RSS Reader': 'Lecteur RSS',
    'RSS Smart Episode Filter': 'Filtre d’épisodes intelligent RSS',
    'RSS Torrent Auto Downloader': 'Téléchargement automatique RSS',
    'Rate Limits Settings': 'Réglages des limites de vitesse',
    'Run external program': 'Exécuter un programme externe',
    'Saving Management': 'Gestion de l’enregistrement',
    Security: 'Sécurité',
    'Seeding Limits': 'Limites de partage',
    'Torrent Queueing': 'File d’attente des torrents',
    Trackers: 'Trackers',
    'Watched folders': 'Dossiers surveillés',
    'Web User Interface': 'Interface web',
    'When adding a torrent': 'À l’ajout d’un torrent',
    libtorrent: 'libtorrent',
    qBittorrent: 'qBittorrent',
  },
  units: {
    '%': '%',
    KiB: 'KiB',
    'KiB/s': 'KiB/s',
    MiB: 'MiB',
    alerts: 'alertes',
    bytes: 'octets',
    'bytes/s': 'octets/s',
    'connections/s': 'connexions/s',
    hours: 'heures',
    minutes: 'minutes',
    ms: 'ms',
    pieces: 'morceaux',
    s: 's',
  },
  presets: {
    high_performance_seed: {
      label: 'Partage hautes performances',
      about:
        'Pour un serveur qui sert beaucoup de torrents à beaucoup de monde et a de la mémoire à revendre.',
    },
    min_memory_usage: {
      label: 'Mémoire minimale',
      about: 'Pour une petite machine : files et tampons courts, au prix de la vitesse.',
    },
  },
  reasons: {
    other: '{text}',
    set_by_flag: 'fixé par {flag} ou {variable} pour cette exécution',
    set_by_variable: 'fixé par {variable} pour cette exécution',
    off_by_flag: 'désactivé par {flag} ou {variable} pour cette exécution',
    no_programs: 'La ligne de commande ou la configuration n’autorise pas les programmes externes.',
    needs_feeds: 'Cette version ne lit pas les flux RSS.',
    follows: 'Découle d’un autre réglage.',
    by_server: 'Le serveur le fixe lui-même ; un client peut seulement le lire.',
    no_upload_limit:
      'Non appliqué : ce nœud ne peut pas servir moins vite sur demande, ce qu’il sert n’a donc pas de limite.',
    rough_download_limit:
      'Approximatif : le nœud récupère de lui-même en avance sur ce qui y est lu.',
    no_accounting: 'Ce nœud ne dit pas ce qu’il a servi : le ratio et l’activité restent inconnus.',
    no_peers: 'Ce nœud ne dit pas à qui il parle ; seules les sources sont affichées.',
    no_address: 'Le nœud intégré n’est pas présent sur le réseau : il n’annonce pas d’adresse.',
    no_filter:
      'Le nœud sert les autres de lui-même et on ne peut lui dire qui refuser ; utilisez-y un pare-feu.',
    no_interface: 'Un nœud écoute sur une adresse, pas sur une interface.',
    other_server: 'Le nœud est un autre qcodex : changez-le dans les réglages de ce serveur-là.',
    only_shown: 'c’est seulement affiché ici',
    no_network: 'le nœud intégré n’est pas présent sur le réseau : il ne parle à aucun autre nœud',
    no_option: 'le nœud intégré n’a pas cette option',
    node_is_other_server:
      'le nœud est un autre qcodex : changez-le dans les réglages de ce serveur-là',
    log_by_variable: 'fixé par RUST_LOG pour cette exécution',
    only_refers:
      'le nœud intégré ne fait que renvoyer aux fichiers, ce qui ne quitte pas cette machine',
    set_bind_address:
      'un nœud écoute sur une adresse, pas sur une interface : réglez l’adresse d’écoute',
    by_node_version: 'la version du nœud en décide',
    node_has_no_option: 'cette version du nœud n’a pas cette option',
    nat_unknown: 'cette version du nœud ne connaît que any et extip',
    not_told: 'le nœud n’en a pas été informé : {error}',
    quota_below_use:
      'le nœud annonce {used} octets utilisés ou réservés sur {quota} : il ne redémarre pas ainsi ; donnez-lui un --storage-quota plus grand',
    copies_lost:
      'ce qui avait été mis dans le nœud n’y était plus {minutes} minutes plus tard : le nœud a été vidé, ou son --block-ttl est plus court que ceci',
    bt_dht: 'Concerne la DHT de BitTorrent ; Codex a sa propre découverte.',
    bt_i2p: 'Concerne le réseau I2P, que Codex n’utilise pas.',
    bt_choking: 'Décide à quels pairs BitTorrent envoyer ; un nœud Codex sert quiconque demande.',
    bt_encryption: 'Concerne le chiffrement entre pairs BitTorrent.',
    bt_discovery:
      'Concerne la manière dont les pairs BitTorrent se trouvent sur le réseau local et par d’autres pairs.',
    bt_peers: 'Concerne les connexions aux pairs BitTorrent ; il n’y en a pas ici.',
    bt_pieces:
      'Concerne ce qui est demandé aux pairs BitTorrent ; le contenu est récupéré des nœuds Codex par plages de blocs.',
    bt_port_mapping:
      'Est un détail de la redirection de port de BitTorrent ; un nœud Codex redirige lui-même ses ports.',
    bt_proxy:
      'Concerne le proxy des connexions BitTorrent ; ce que ce serveur récupère lui-même suit les préférences du proxy.',
    bt_sockets: 'Concerne les sockets des connexions BitTorrent.',
    bt_trackers: 'Concerne les trackers ; une session Codex n’en contacte aucun.',
    bt_transports: 'Concerne les transports de BitTorrent, TCP et µTP.',
    bt_web_seeds:
      'Concerne les connexions aux sources web d’un moteur BitTorrent ; ici, les sources web ont leurs propres limites.',
    bt_buffers: 'Concerne les tampons des connexions aux pairs BitTorrent.',
    lt_disk:
      'Relève de la couche disque de libtorrent, qui n’est pas utilisée : c’est ce serveur qui lit, écrit et vérifie les fichiers.',
    lt_retired: 'libtorrent 2.0 lui-même n’en garde que le nom ; là non plus, cela ne fait rien.',
  },
  waits: {
    not_in_codex: 'Personne ne l’a encore publié dans Codex. Il démarre dès que c’est fait.',
    node_away: 'Le nœud Codex ne répond pas. Il est réinterrogé automatiquement.',
    no_source:
      'Aucune source ne le donne pour le moment. Elles sont réinterrogées automatiquement.',
    corrupt_source: 'Une source a envoyé des données qui ne correspondent pas à leur hash.',
    source_lost: 'Une source s’est arrêtée pendant l’envoi.',
    disk_full: 'Il n’y a plus de place sur le disque.',
    quota_full: 'Le quota du nœud Codex est épuisé.',
    file_error: 'Un fichier n’a pas pu être lu ou écrit.',
    file_changed: 'Un fichier a changé ou disparu depuis sa vérification.',
    publish_failed: 'La publication a échoué. Elle est réessayée automatiquement.',
    private: 'Il est privé : son contenu n’est pas copié dans le nœud.',
    bad_record: 'La fiche trouvée ne lui correspond pas.',
    queued: 'Il attend son tour.',
    web_seed: 'Codex ne le donne pas : il est récupéré d’une source web.',
    web_seed_failed: 'Ni Codex ni une source web ne le donne pour le moment.',
    node_fetches: 'Le nœud le récupère depuis son réseau.',
    moving: 'Ses fichiers sont en cours de déplacement.',
  },
  publish: {
    not_found: 'Cet élément n’existe pas.',
    no_metadata: 'Ses fichiers ne sont pas encore connus : il n’y a rien à publier.',
    not_complete: 'Il n’est pas encore complet. Il sera publié dès qu’il le sera.',
    bad_files:
      'Ses fichiers ont disparu ou ne sont plus ceux qui ont été vérifiés. Revérifiez-le, puis publiez-le.',
    private:
      'Il est privé, et les réglages disent que les éléments privés ne sont pas copiés dans un nœud.',
    node_away: 'Le nœud ne répond pas. Il sera publié dès que le nœud répondra.',
    paused: 'La session est en pause. Il sera publié quand elle reprendra.',
    busy: 'Ses fichiers sont en cours de vérification ou de déplacement. Il sera publié ensuite.',
    cannot_remove: 'Le nœud ne répond pas : rien ne peut en être retiré. Réessayez plus tard.',
  },
};
