// The texts of options in Simplified Chinese; the server sends them in English.

import type { OptionWords } from '../language.svelte';

export const options: OptionWords = {
  preferences: {
    locale: {
      label: '界面语言',
      effect: '网页会在支持时使用该语言，否则使用英语；数字和日期按该语言的习惯书写。',
    },
    performance_warning: {
      label: '记录性能警告',
      effect:
        '服务器自身成为瓶颈时记入日志：磁盘慢于网络、等待磁盘或哈希线程、数据库缓慢、内存占用过多、节点缓慢或不在线、配额将满；每种最多每 10 分钟一次。',
    },
    status_bar_external_ip: {
      label: '在状态栏显示外部 IP',
      effect: '在状态栏显示真实节点所公布的地址。',
    },
    confirm_torrent_deletion: { label: '删除种子时确认', effect: '网页在删除前询问。' },
    confirm_remove_all_tags: {
      label: '移除所有标签时确认',
      effect: '网页在移除种子的所有标签前询问。',
    },
    confirm_remove_tracker_from_all_torrents: {
      label: '从所有种子移除 Tracker 时确认',
      effect: '网页在从所有种子移除 Tracker 前询问。',
    },
    file_log_enabled: {
      label: '日志文件',
      effect: '同时把服务器日志写入文件 qcodex.log，从服务器启动时开始。',
    },
    file_log_path: {
      label: '保存路径',
      effect: '日志文件所在文件夹，相对于配置目录；更改后立即改用新位置。',
    },
    file_log_backup_enabled: {
      label: '备份日志文件',
      effect: '日志文件过大时将其重命名为 .bak、.bak1 等，并新建一个。',
    },
    file_log_max_size: {
      label: '日志文件超过此大小后备份',
      effect: '达到此大小时，日志文件转为备份并新建一个。',
    },
    file_log_delete_old: { label: '删除旧日志文件', effect: '删除早于下方期限的日志备份。' },
    file_log_age: { label: '删除早于此期限的备份', effect: '日志备份保留多久后删除，单位见下。' },
    file_log_age_type: {
      label: '期限单位',
      effect: '日志备份保留期限的单位；月和年按日历计算。',
      choices: { 0: '天', 1: '个月', 2: '年' },
    },
    delete_torrent_content_files: {
      label: '同时删除文件',
      effect: '删除种子对话框中该复选框的初始状态。',
    },
    torrent_content_layout: {
      label: '种子内容布局',
      effect: '决定种子的文件是否放入单独的文件夹。',
      choices: { Original: '原始', Subfolder: '创建子文件夹', NoSubfolder: '不创建子文件夹' },
    },
    add_to_top_of_queue: { label: '添加到队列顶部', effect: '新种子排在队列最前。' },
    add_stopped_enabled: { label: '不自动开始下载', effect: '添加种子但不启动。' },
    torrent_stop_condition: {
      label: '种子停止条件',
      effect: '得知新种子的记录或校验完其文件后将其停止。',
      choices: { None: '无', MetadataReceived: '已收到元数据', FilesChecked: '文件已校验' },
    },
    merge_trackers: {
      label: '将 Tracker 合并到已有种子',
      effect: '重复添加种子时，把其 Tracker 和 Web 种子并入已有的种子。',
    },
    auto_delete_mode: {
      label: '之后删除 .torrent 文件',
      effect: '删除本机上按路径添加的 .torrent 文件；监视文件夹中的文件在添加后总会删除。',
      choices: { 0: '从不', 1: '添加成功时', 2: '始终' },
    },
    preallocate_all: {
      label: '为所有文件预分配磁盘空间',
      effect: '下载获取数据前，为所有需要的文件预留磁盘空间；空间不足会在此时发现。',
    },
    incomplete_files_ext: {
      label: '为未完成的文件添加 .!qB 扩展名',
      effect: '用文件名标明未完成的文件。',
    },
    use_unwanted_folder: {
      label: '将未选择的文件放入“.unwanted”文件夹',
      effect:
        '这里不需要的文件的数据不会写入保存路径，因此没有可隐藏的内容：每个文件自成一个数据集，两个文件共有的区块保存在配置目录中。',
    },
    auto_tmm_enabled: { label: '默认使用自动种子管理', effect: '新种子的保存路径取自其分类。' },
    torrent_changed_tmm_enabled: {
      label: '种子分类更改时移动种子',
      effect: '受管理的种子更改分类时移动其文件；关闭时则结束对它的管理。',
    },
    save_path_changed_tmm_enabled: {
      label: '默认保存路径更改时移动受影响的种子',
      effect: '移动受影响的受管理种子的文件；关闭时则结束对它们的管理。',
    },
    category_changed_tmm_enabled: {
      label: '分类保存路径更改时移动受影响的种子',
      effect: '移动受影响的受管理种子的文件；关闭时则结束对它们的管理。',
    },
    use_category_paths_in_manual_mode: {
      label: '手动模式下也使用分类路径',
      effect: '未受管理的种子也使用其分类的路径。',
    },
    save_path: { label: '默认保存路径', effect: '未另行指定时，完成的文件存放的目录。' },
    temp_path_enabled: { label: '将未完成的种子保存在', effect: '未完成的文件存放在下方目录中。' },
    temp_path: {
      label: '未完成种子的目录',
      effect: '未完成文件的目录；最好与保存路径在同一磁盘。',
    },
    torrent_files_backup_enabled: {
      label: '备份 .torrent 文件',
      effect: '保留所有已添加种子的 .torrent 副本；磁力链接在得到元数据后保留。',
    },
    torrent_files_backup_dir: {
      label: '副本目录',
      effect: '存放这些副本的目录，各以其种子命名；相对于配置目录。',
    },
    torrent_files_finished_backup_dir_enabled: {
      label: '已完成种子使用其他目录',
      effect: '种子下载完成后，将副本移到下方目录。',
    },
    torrent_files_finished_backup_dir: {
      label: '已完成副本的目录',
      effect: '存放已完成种子副本的目录；相对于配置目录。',
    },
    remove_torrent_file_backup: { label: '随种子移除副本', effect: '移除种子时一并移除副本。' },
    scan_dirs: {
      label: '自动添加此处的种子',
      effect:
        '添加这些文件夹中出现的每个 .torrent 和 .magnet 文件，随后将其移除；无法识别的会重命名为 .qbt_rejected。',
    },
    excluded_file_names_enabled: { label: '排除文件名', effect: '不获取与下方模式匹配的文件。' },
    excluded_file_names: {
      label: '排除的文件名',
      effect:
        '不获取的文件或文件夹的名称模式，每行一个：* 任意字符，? 一个字符，[a-z] 其中之一；不区分大小写。',
    },
    mail_notification_enabled: {
      label: '下载完成时发送邮件通知',
      effect: '下载结束时发送邮件；校验后发现已完成的除外。',
    },
    mail_notification_sender: { label: '发件人', effect: '邮件的发件人。' },
    mail_notification_email: { label: '收件人', effect: '邮件的收件人；多个以逗号分隔。' },
    mail_notification_smtp: {
      label: 'SMTP 服务器',
      effect: '邮件服务器；端口不是常用值（SMTPS 为 465，否则为 25）时须写明。',
    },
    mail_notification_encryption_type: {
      label: '加密',
      effect: '与邮件服务器的连接如何加密；服务器不支持时不发送。',
      choices: { None: '无', STARTTLS: 'STARTTLS', SMTPS: 'SMTPS' },
    },
    mail_notification_auth_enabled: { label: '身份验证', effect: '登录邮件服务器。' },
    mail_notification_username: { label: '用户名', effect: '邮件服务器上的用户名。' },
    mail_notification_password: { label: '密码', effect: '邮件服务器上的密码；以明文返回。' },
    autorun_on_torrent_added_enabled: {
      label: '添加种子时运行',
      effect: '添加种子时运行下方程序，前提是服务器以 --allow-external-programs 启动。',
    },
    autorun_on_torrent_added_program: {
      label: '添加种子时的程序',
      effect:
        '程序及其参数，在双引号之外按空格分隔；不经过 shell。占位符：%N 名称，%L 分类，%G 标签，%F 内容路径，%R 根路径，%D 保存路径，%C 文件数，%Z 大小（字节），%T Tracker，%I 和 %J 信息哈希，%K ID，%M 备注。',
    },
    autorun_enabled: {
      label: '种子完成时运行',
      effect: '下载结束且文件就位时运行下方程序，前提是服务器以 --allow-external-programs 启动。',
    },
    autorun_program: {
      label: '种子完成时的程序',
      effect:
        '程序及其参数，在双引号之外按空格分隔；不经过 shell。占位符：%N 名称，%L 分类，%G 标签，%F 内容路径，%R 根路径，%D 保存路径，%C 文件数，%Z 大小（字节），%T Tracker，%I 和 %J 信息哈希，%K ID，%M 备注。',
    },
    listen_port: {
      label: '传入连接端口',
      effect:
        '节点提供内容所用的端口：内置节点立即改用，真实节点在重启后改用。0 表示使用空闲端口。',
    },
    random_port: {
      label: '使用随机端口',
      effect: '上方端口为 0 时即为开启；开启会将其设为 0，即使用空闲端口。',
    },
    ssl_enabled: {
      label: 'SSL 种子',
      effect: '会保存并返回，但不起作用：它用于要求用户持有证书的种子。',
    },
    ssl_listen_port: {
      label: 'SSL 端口',
      effect: '会保存并返回，但不起作用：它用于要求用户持有证书的种子。',
    },
    upnp: {
      label: '使用路由器的 UPnP / NAT-PMP 端口转发',
      effect: '让真实节点请求路由器转发其端口；内置节点没有网络端。',
    },
    max_connec: {
      label: '全局最大连接数',
      effect: '同时连接到内置节点的最大数量，立即生效；真实节点在重启后生效。-1 表示不限制。',
    },
    max_connec_per_torrent: {
      label: '每个种子的最大连接数',
      effect: '会保存并返回，但不起作用：连接属于节点，而不属于种子。',
    },
    max_uploads: {
      label: '全局上传窗口数',
      effect: '会保存并返回，但不起作用：Codex 没有上传窗口；谁请求就提供给谁。',
    },
    max_uploads_per_torrent: {
      label: '每个种子的上传窗口数',
      effect: '会保存并返回，但不起作用：Codex 没有上传窗口；谁请求就提供给谁。',
    },
    i2p_enabled: { label: 'I2P（实验性）', effect: '会保存并返回，但不起作用：Codex 不使用 I2P。' },
    i2p_address: { label: '主机', effect: '会保存并返回，但不起作用：Codex 不使用 I2P。' },
    i2p_port: { label: '端口', effect: '会保存并返回，但不起作用：Codex 不使用 I2P。' },
    i2p_mixed_mode: { label: '混合模式', effect: '会保存并返回，但不起作用：Codex 不使用 I2P。' },
    proxy_type: {
      label: '类型',
      effect:
        '服务器按 URL 获取内容时所用代理的类型；代理失败时绝不绕过。Codex 节点和来源由服务器运行者指定，始终直接连接。',
      choices: { None: '无', HTTP: 'HTTP', SOCKS5: 'SOCKS5', SOCKS4: 'SOCKS4' },
    },
    proxy_ip: { label: '主机', effect: '代理的名称或地址，可以位于本地网络。' },
    proxy_port: { label: '端口', effect: '代理的端口。' },
    proxy_auth_enabled: {
      label: '身份验证',
      effect: '登录 HTTP 或 SOCKS5 代理；SOCKS4 没有密码。',
    },
    proxy_username: { label: '用户名', effect: '代理的用户名。' },
    proxy_password: { label: '密码', effect: '代理的密码；以明文返回。' },
    proxy_hostname_lookup: {
      label: '通过代理解析主机名',
      effect:
        '由代理解析名称，因此对内容所指的地址只能凭名称判断。否则由本机解析；HTTP 代理仍会收到名称，但内容所指的名称会先在本机查询，且必须是公网地址。',
    },
    proxy_bittorrent: {
      label: '对 BitTorrent 使用代理',
      effect: '通过代理读取 Web 种子；Codex 节点和来源始终直接连接。',
    },
    proxy_peer_connections: {
      label: '对用户连接使用代理',
      effect: '会保存并返回，但不起作用：它针对 BitTorrent 用户；Codex 节点始终直接连接。',
    },
    proxy_rss: { label: '对 RSS 使用代理', effect: '通过代理读取订阅源。' },
    proxy_misc: {
      label: '对常规用途使用代理',
      effect:
        '按 URL 添加的种子、国家/地区数据库以及内容和订阅源以外的一切获取都经过代理；邮件除外。',
    },
    ip_filter_enabled: {
      label: 'IP 过滤',
      effect:
        '过滤文件中的地址不得读取内置节点：拒绝其请求，并中断正在进行的传输。网页界面不受过滤，以免有人被锁在外面。',
    },
    ip_filter_path: {
      label: '过滤文件路径（.dat、.p2p、.p2b）',
      effect: '过滤所用的地址范围列表，按文件名结尾判断属于哪种格式；文件更改时重新读取。',
    },
    ip_filter_trackers: {
      label: '应用于 Tracker',
      effect: '会保存并返回，但不起作用：不联系 Tracker。',
    },
    banned_IPs: {
      label: '手动封禁的 IP 地址',
      effect: '无论过滤是否开启，这些地址都不得读取内置节点；网页界面不受影响。',
    },
    bittorrent_protocol: {
      label: '用户连接协议',
      effect: '会保存并返回，但不起作用：Codex 只使用 TCP。',
      choices: { 0: 'TCP 和 µTP', 1: 'TCP', 2: 'µTP' },
    },
    up_limit: { label: '上传', effect: '每秒最多发出的字节数；0 表示不限制。' },
    dl_limit: { label: '下载', effect: '每秒最多接收的字节数；0 表示不限制。' },
    alt_up_limit: { label: '上传', effect: '同上，在备用限速开启期间。' },
    alt_dl_limit: { label: '下载', effect: '同上，在备用限速开启期间。' },
    scheduler_enabled: { label: '按计划使用备用限速', effect: '按时间开启和关闭备用限速。' },
    schedule_from_hour: { label: '开始（时）', effect: '备用限速何时开始；与分钟一起生效。' },
    schedule_from_min: { label: '开始（分）', effect: '备用限速何时开始；与小时一起生效。' },
    schedule_to_hour: { label: '结束（时）', effect: '备用限速何时结束；与分钟一起生效。' },
    schedule_to_min: { label: '结束（分）', effect: '备用限速何时结束；与小时一起生效。' },
    scheduler_days: {
      label: '时间',
      effect: '计划生效的日子。',
      choices: {
        0: '每天',
        1: '工作日',
        2: '周末',
        3: '星期一',
        4: '星期二',
        5: '星期三',
        6: '星期四',
        7: '星期五',
        8: '星期六',
        9: '星期日',
      },
    },
    limit_utp_rate: {
      label: '对 µTP 协议限速',
      effect: '会保存并返回，但不起作用：Codex 不使用 µTP。',
    },
    limit_tcp_overhead: {
      label: '对传输开销限速',
      effect: '会保存并返回，但不起作用：限速只计内容。',
    },
    limit_lan_peers: {
      label: '对局域网用户限速',
      effect:
        '关闭时，本地网络中读取内置节点的一方不受全局上传限制，以本地地址指定的节点不受全局下载限制；种子的限制对所有人有效。',
    },
    dht: {
      label: '启用 DHT（去中心化网络）以找到更多用户',
      effect: 'Codex 的发现机制始终开启，因此此项总为开启。',
    },
    pex: {
      label: '启用用户交换 (PeX) 以找到更多用户',
      effect: '会保存并返回，但不起作用：这是 BitTorrent 用户之间的交换。',
    },
    lsd: {
      label: '启用本地用户发现以找到更多用户',
      effect: '会保存并返回，但不起作用：Codex 不在本地网络中寻找节点；请将它们设为来源。',
    },
    encryption: {
      label: '加密模式',
      effect:
        '会保存并返回，但不起作用：这是 BitTorrent 用户之间的加密；真实的 Codex 节点总是加密。',
      choices: { 0: '允许', 1: '强制', 2: '禁用' },
    },
    anonymous_mode: {
      label: '启用匿名模式',
      effect: '会保存并返回，但不起作用：它对 Tracker 和 BitTorrent 用户隐藏信息，而这里没有它们。',
    },
    max_active_checking_torrents: {
      label: '最大同时校验种子数',
      effect: '同时校验文件的种子的最大数量；-1 表示不限制。',
    },
    queueing_enabled: { label: '种子排队', effect: '按队列顺序，只允许一定数量的种子同时活动。' },
    max_active_downloads: {
      label: '最大活动下载数',
      effect: '同时获取的种子的最大数量；-1 表示不限制。',
    },
    max_active_uploads: {
      label: '最大活动上传数',
      effect: '同时提供的种子的最大数量；-1 表示不限制。',
    },
    max_active_torrents: {
      label: '最大活动种子数',
      effect: '两类活动种子合计的最大数量；-1 表示不限制。',
    },
    dont_count_slow_torrents: {
      label: '慢速种子不计入限制内',
      effect: '低于下方速度的种子不占名额。',
    },
    slow_torrent_dl_rate_threshold: { label: '下载速度阈值', effect: '低于此速度的下载视为慢速。' },
    slow_torrent_ul_rate_threshold: { label: '上传速度阈值', effect: '低于此速度的上传视为慢速。' },
    slow_torrent_inactive_timer: { label: '种子非活动计时', effect: '种子持续慢速多久才算慢速。' },
    max_ratio_enabled: { label: '分享率达到', effect: '有限制时为开启；关闭则取消限制。' },
    max_ratio: { label: '分享率', effect: '达到此分享率时执行下方动作；-1 表示不限制。' },
    max_seeding_time_enabled: {
      label: '总做种时间达到',
      effect: '有限制时为开启；关闭则取消限制。',
    },
    max_seeding_time: {
      label: '总做种时间',
      effect: '达到此做种时间时执行下方动作；-1 表示不限制。',
    },
    max_inactive_seeding_time_enabled: {
      label: '非活动做种时间达到',
      effect: '有限制时为开启；关闭则取消限制。',
    },
    max_inactive_seeding_time: {
      label: '非活动做种时间',
      effect: '无上传达到此时间时执行下方动作；-1 表示不限制。',
    },
    max_ratio_act: {
      label: '达到后',
      effect: '种子达到限制时的处理。',
      choices: { 0: '停止', 1: '移除', 2: '超级做种', 3: '移除种子及文件' },
    },
    share_limits_mode: {
      label: '须达到的限制',
      effect: '达到一项限制即可，还是须全部达到。',
      choices: { MatchAny: '任一', MatchAll: '全部' },
    },
    add_trackers_enabled: {
      label: '自动将以下 Tracker 添加到新下载',
      effect: '会保存并返回，但不起作用：不联系 Tracker，因此不会添加。',
    },
    add_trackers: {
      label: 'Tracker',
      effect: '会保存并返回，但不起作用：不联系 Tracker，因此不会添加。',
    },
    add_trackers_from_url_enabled: {
      label: '自动将 URL 中的 Tracker 添加到新下载',
      effect: '会保存并返回，但不起作用：不联系 Tracker，因此不会获取。',
    },
    add_trackers_url: {
      label: 'URL',
      effect: '会保存并返回，但不起作用：不联系 Tracker，因此不会获取。',
    },
    add_trackers_url_list: { label: '获取到的 Tracker', effect: '始终为空：不获取 Tracker。' },
    rss_processing_enabled: { label: '启用获取 RSS 订阅', effect: '按间隔读取订阅源。' },
    rss_refresh_interval: { label: '订阅刷新间隔', effect: '两次读取同一订阅源之间的时间。' },
    rss_fetch_delay: { label: '同一主机请求延迟', effect: '对同一主机两次请求之间的停顿。' },
    rss_max_articles_per_feed: { label: '每个订阅源的最大文章数', effect: '较旧的文章会被遗忘。' },
    rss_auto_downloading_enabled: {
      label: '启用 RSS 种子自动下载',
      effect: '添加与规则匹配的文章中的种子。',
    },
    rss_download_repack_proper_episodes: {
      label: '下载 REPACK/PROPER 剧集',
      effect: '规则会再次获取同一集的修正版。',
    },
    rss_smart_episode_filters: {
      label: '过滤器',
      effect: '从标题中找出集数的正则表达式，每行一个。',
    },
    web_ui_address: {
      label: 'IP 地址',
      effect:
        '网页界面监听的地址，更改后立即生效；* 或留空表示所有地址，0.0.0.0 表示所有 IPv4，:: 表示所有 IPv6；新地址无法使用时保留原地址。',
    },
    web_ui_port: {
      label: '端口',
      effect: '网页界面监听的端口，更改后立即生效；端口被占用时保留原端口，原因见日志。',
    },
    web_ui_upnp: {
      label: '使用路由器的 UPnP / NAT-PMP 转发此端口',
      effect: '服务器不与路由器通信；请在路由器上手动转发端口。',
    },
    use_https: {
      label: '使用 HTTPS 而不是 HTTP',
      effect:
        '通过 TLS 1.2 和 1.3 提供网页界面，立即切换；没有可用证书时仍为普通 HTTP，原因见日志。',
    },
    web_ui_https_cert_path: {
      label: '证书',
      effect: '证书链（PEM）的路径，相对于配置目录；更新后的文件在一分钟内或保存首选项时启用。',
    },
    web_ui_https_key_path: {
      label: '密钥',
      effect: '私钥（PEM：PKCS#8、PKCS#1 或 SEC1）的路径，相对于配置目录；与证书一样更新。',
    },
    web_ui_username: {
      label: '用户名',
      effect: '唯一用户的名称；至少 3 个字符，不含冒号；更改后结束其他所有登录。',
    },
    web_ui_password: {
      label: '密码',
      effect: '唯一用户的密码，至少 6 个字符；只存储其哈希，从不返回；更改后结束其他所有登录。',
    },
    web_ui_api_key: {
      label: 'API 密钥',
      effect: '客户端可用以代替登录的密钥；由专门的端点创建和移除。',
    },
    bypass_local_auth: {
      label: '对本机客户端跳过身份验证',
      effect: '从本机访问无需登录；关闭后，未登录者须登录。',
    },
    bypass_auth_subnet_whitelist_enabled: {
      label: '对白名单 IP 子网中的客户端跳过身份验证',
      effect: '从下方网络访问无需登录；关闭后，未登录者须登录。',
    },
    bypass_auth_subnet_whitelist: { label: 'IP 子网白名单', effect: '无需登录的网络，每行一个。' },
    web_ui_max_auth_fail_count: {
      label: '连续失败后封禁客户端',
      effect: '登录失败多少次后封禁地址；0 表示从不封禁。',
    },
    web_ui_ban_duration: { label: '封禁时长', effect: '地址被封禁多久。' },
    web_ui_session_timeout: {
      label: '会话超时',
      effect: '闲置多久后登录结束；0 表示从不；对已有的登录同样有效。',
    },
    web_ui_sessions_count_limit: {
      label: '最大会话数',
      effect: '同时登录的最大数量，最多 100；闲置最久的先结束。',
    },
    alternative_webui_enabled: {
      label: '使用备用 WebUI',
      effect:
        '以下方目录中的页面代替内置页面；该页面无法使用时仍用内置页面；--builtin-webui 可将其关闭。',
    },
    alternative_webui_path: {
      label: '文件位置',
      effect: '备用页面的目录，相对于配置目录：public 供所有人使用，已登录者优先使用 private。',
    },
    web_ui_clickjacking_protection_enabled: {
      label: '启用点击劫持保护',
      effect: '禁止其他网站在框架中显示此页面。',
    },
    web_ui_csrf_protection_enabled: {
      label: '启用跨站请求伪造 (CSRF) 保护',
      effect: '拒绝由其他网站发起的请求。',
    },
    web_ui_secure_cookie_enabled: {
      label: '启用 Cookie 安全标志',
      effect: '使用 HTTPS 时（包括受信任代理的 HTTPS），登录 Cookie 只通过 HTTPS 发送。',
    },
    web_ui_host_header_validation_enabled: {
      label: '启用 Host 标头验证',
      effect: '拒绝主机名不在下方列表中的请求。',
    },
    web_ui_domain_list: {
      label: '服务器域名',
      effect: '可用来访问服务器的主机名，以分号分隔；* 代表任意文本。',
    },
    web_ui_use_custom_http_headers_enabled: {
      label: '添加自定义 HTTP 标头',
      effect: '在每个响应中添加下方标头。',
    },
    web_ui_custom_http_headers: {
      label: '标头',
      effect: '“名称: 值”，每行一个；与服务器自身发送的同名时取代之，格式不符的行会被忽略。',
    },
    web_ui_reverse_proxy_enabled: {
      label: '启用反向代理支持',
      effect: '信任下方代理所报告的客户端地址。',
    },
    web_ui_reverse_proxies_list: {
      label: '受信任的代理列表',
      effect: '受信任代理的地址或网络，以分号分隔。',
    },
    dyndns_enabled: {
      label: '更新我的动态域名',
      effect:
        '服务器不更新动态域名：它无法自行得知公网地址，请在旁边运行 ddclient 之类的更新程序。',
    },
    dyndns_service: {
      label: '服务',
      effect:
        '服务器不更新动态域名：它无法自行得知公网地址，请在旁边运行 ddclient 之类的更新程序。',
      choices: { '-1': '无', 0: 'DynDNS', 1: 'No-IP' },
    },
    dyndns_username: {
      label: '用户名',
      effect:
        '服务器不更新动态域名：它无法自行得知公网地址，请在旁边运行 ddclient 之类的更新程序。',
    },
    dyndns_password: {
      label: '密码',
      effect:
        '服务器不更新动态域名：它无法自行得知公网地址，请在旁边运行 ddclient 之类的更新程序。',
    },
    dyndns_domain: {
      label: '域名',
      effect:
        '服务器不更新动态域名：它无法自行得知公网地址，请在旁边运行 ddclient 之类的更新程序。',
    },
    resume_data_storage_type: {
      label: '恢复数据存储类型',
      effect: '种子、设置和进度始终保存在同一数据库中。',
      choices: { Legacy: '旧式', SQLite: 'SQLite' },
    },
    torrent_content_remove_option: {
      label: '种子内容移除方式',
      effect:
        '删除的文件是否移到服务器用户的回收站或文件所在磁盘的回收站。无法移入的文件留在原处。',
      choices: { Delete: '删除', MoveToTrash: '移到回收站' },
    },
    memory_working_set_limit: {
      label: '物理内存 (RAM) 使用限制',
      effect:
        '限制缓存和缓冲区的总量（等待写盘的数据、哈希、数据库；内置节点的缓存自下次启动起）；0 及以下：不限制。种子列表不在其中：整个服务器超出时会有性能警告。',
    },
    current_network_interface: {
      label: '网络接口',
      effect: '内置节点在此网络接口的地址上提供内容；留空表示不指定。',
    },
    current_interface_name: { label: '网络接口名称', effect: '系统对该接口的称呼。' },
    current_interface_address: {
      label: '要绑定的可选 IP 地址',
      effect: '节点提供内容所用的地址；未设置地址和接口时，只能从本机访问内置节点。',
    },
    save_resume_data_interval: {
      label: '恢复数据保存间隔',
      effect:
        '两次写入种子进度之间的最长时间，即崩溃时可能丢失的部分；0 表示仅在有变化时写入。从未更改时，每 5 秒写入一次进度。',
    },
    save_statistics_interval: {
      label: '统计数据保存间隔',
      effect: '两次写入累计计数之间的最长时间；0 表示仅在停止时写入。从未更改时，每 5 秒写入一次。',
    },
    torrent_file_size_limit: {
      label: '.torrent 文件大小限制',
      effect: '拒绝更大的 .torrent 文件。',
    },
    confirm_torrent_recheck: { label: '重新校验种子时确认', effect: '网页在重新校验前询问。' },
    recheck_completed_torrents: {
      label: '完成后重新校验种子',
      effect: '把完成的种子再读取一遍并校验。',
    },
    app_instance_name: { label: '自定义实例名称', effect: '添加到网页标题中的文本。' },
    refresh_interval: { label: '刷新间隔', effect: '网页两次更新之间的时间。' },
    resolve_peer_host_names: {
      label: '解析用户主机名',
      effect: '在用户地址旁显示通过反向 DNS 查得的名称。',
    },
    resolve_peer_countries: {
      label: '解析用户国家/地区',
      effect:
        '显示公网地址用户的国家/地区，取自配置目录中 GeoDB 文件夹的数据库；没有时从 db-ip.com 获取并每月更新。',
    },
    reannounce_when_address_changed: {
      label: 'IP 或端口更改时重新向所有 Tracker 通告',
      effect: '会保存并返回，但不起作用：不联系 Tracker；节点通过自身的发现机制公布自己。',
    },
    enable_embedded_tracker: {
      label: '启用内置 Tracker',
      effect: '会保存并返回，但不起作用：没有需要牵线的 BitTorrent 用户。',
    },
    embedded_tracker_port: {
      label: '内置 Tracker 端口',
      effect: '会保存并返回，但不起作用：没有内置 Tracker。',
    },
    embedded_tracker_port_forwarding: {
      label: '为内置 Tracker 启用端口转发',
      effect: '会保存并返回，但不起作用：没有内置 Tracker。',
    },
    mark_of_the_web: { label: '隔离下载的文件', effect: '只有不受支持的系统才有这种标记。' },
    ignore_ssl_errors: {
      label: '忽略 SSL 错误',
      effect: '按 URL 获取种子、订阅和数据库时接受任何证书。Web 种子另有设置。',
    },
    python_executable_path: {
      label: 'Python 可执行文件路径',
      effect: '搜索通过 Torznab 索引器进行；不运行 Python。',
    },
    start_paused: {
      label: '启动时暂停会话',
      effect: '启动时暂停整个会话；不勾选时，会话保持停止时的状态。',
    },
    shutdown_timeout: {
      label: '会话关闭超时',
      effect:
        '停止时允许运行中的工作收尾的最长时间；-1：需要多久就等多久，最多 10 分钟。再次收到 SIGTERM 或 SIGINT 时立即结束。',
    },
    store_search_jobs: { label: '保存搜索任务', effect: '搜索任务与服务器同存续。' },
    store_search_job_results: { label: '保存搜索任务结果', effect: '搜索任务与服务器同存续。' },
    bdecode_depth_limit: {
      label: 'Bdecode 深度限制',
      effect: '拒绝嵌套更深的种子和记录；绝不超过 100 层。已有的种子会保留。',
    },
    bdecode_token_limit: {
      label: 'Bdecode 令牌限制',
      effect: '拒绝元素更多的种子和记录；绝不超过 3,000,000。已有的种子会保留。',
    },
    async_io_threads: {
      label: '异步 I/O 线程',
      effect: '同时进行的文件读写数量：包括下载、跨磁盘移动、内置节点以及浏览器获取的文件。',
    },
    hashing_threads: {
      label: '哈希线程',
      effect: '计算文件哈希的线程数，所有校验、新种子和发布合计。',
    },
    file_pool_size: { label: '文件池大小', effect: '除正在写入的文件外，下载保持打开的文件数。' },
    checking_memory_use: {
      label: '校验种子时的内存占用',
      effect:
        '所有哈希线程缓冲区的总内存：较少时先减小每次读取量（64 KiB 至 1 MiB），再减少线程数。',
    },
    disk_cache: { label: '磁盘缓存', effect: '文件由操作系统缓存，占用多少内存由其决定。' },
    disk_cache_ttl: { label: '磁盘缓存过期间隔', effect: '文件由操作系统缓存，保留多久由其决定。' },
    disk_queue_size: {
      label: '磁盘队列大小',
      effect: '所有下载合计等待写入的最大字节数；至少 16 KiB。达到后暂停获取，直到磁盘跟上。',
    },
    disk_io_type: {
      label: '磁盘 IO 类型',
      effect: '文件始终按位置读写；没有其他方式可选。',
      choices: { 0: '默认', 1: '内存映射文件', 2: '符合 POSIX', 3: '简单 pread/pwrite' },
    },
    disk_io_read_mode: {
      label: '磁盘 IO 读取模式',
      effect: '不使用缓存时，校验读过的数据立即从操作系统缓存中清除。',
      choices: { 0: '禁用系统缓存', 1: '启用系统缓存' },
    },
    disk_io_write_mode: {
      label: '磁盘 IO 写入模式',
      effect:
        '不使用缓存时，下载写入的数据一到磁盘就从操作系统缓存中清除；直写会先将每一批写到磁盘，再写下一批。',
      choices: { 0: '禁用系统缓存', 1: '启用系统缓存', 2: '直写' },
    },
    enable_coalesce_read_write: {
      label: '合并读写',
      effect: '按顺序到达的数据始终以最多 1 MiB 的批次写入。',
    },
    enable_piece_extent_affinity: {
      label: '启用区块相邻亲和',
      effect: '会保存并返回，但不起作用：内容按顺序以流的方式读取。',
    },
    enable_upload_suggestions: {
      label: '发送上传区块建议',
      effect: '会保存并返回，但不起作用：这是 BitTorrent 用户之间的消息。',
    },
    send_buffer_watermark: {
      label: '发送缓冲区上限',
      effect: '会保存并返回，但不起作用：这是面向 BitTorrent 用户的缓冲区。',
    },
    send_buffer_low_watermark: {
      label: '发送缓冲区下限',
      effect: '会保存并返回，但不起作用：这是面向 BitTorrent 用户的缓冲区。',
    },
    send_buffer_watermark_factor: {
      label: '发送缓冲区系数',
      effect: '会保存并返回，但不起作用：这是面向 BitTorrent 用户的缓冲区。',
    },
    connection_speed: {
      label: '每秒传出连接数',
      effect: '会保存并返回，但不起作用：不会主动连接 BitTorrent 用户。',
    },
    socket_send_buffer_size: {
      label: '套接字发送缓冲区大小',
      effect:
        '会保存并返回，但不起作用：它针对与 BitTorrent 用户的连接；其他连接的缓冲区由系统决定大小。',
    },
    socket_receive_buffer_size: {
      label: '套接字接收缓冲区大小',
      effect:
        '会保存并返回，但不起作用：它针对与 BitTorrent 用户的连接；其他连接的缓冲区由系统决定大小。',
    },
    socket_backlog_size: {
      label: '套接字等待队列大小',
      effect: '会保存并返回，但不起作用：它针对来自 BitTorrent 用户的连接。',
    },
    outgoing_ports_min: {
      label: '传出端口（最小）',
      effect: '会保存并返回，但不起作用：它针对与 BitTorrent 用户的连接。',
    },
    outgoing_ports_max: {
      label: '传出端口（最大）',
      effect: '会保存并返回，但不起作用：它针对与 BitTorrent 用户的连接。',
    },
    upnp_lease_duration: {
      label: 'UPnP 租期',
      effect: '会保存并返回，但不起作用：向路由器请求多久由节点自行决定。',
    },
    peer_tos: {
      label: '用户连接的区分服务代码点 (DSCP)',
      effect: '会保存并返回，但不起作用：它标记发往 BitTorrent 用户的数据包。',
    },
    utp_tcp_mixed_mode: {
      label: 'µTP-TCP 混合模式算法',
      effect: '会保存并返回，但不起作用：Codex 不使用 µTP。',
      choices: { 0: '优先 TCP', 1: '按用户比例' },
    },
    hostname_cache_ttl: {
      label: '内部主机名解析缓存过期间隔',
      effect: '用户的名称保留多久后重新查询；0 表示每次都查询。',
    },
    idn_support_enabled: {
      label: '支持国际化域名 (IDN)',
      effect:
        '会保存并返回，但不起作用：它针对 Tracker 的名称；Web 种子和链接中的国际化名称始终支持。',
    },
    enable_multi_connections_from_same_ip: {
      label: '允许来自同一 IP 地址的多个连接',
      effect: '会保存并返回，但不起作用：Codex 节点按身份而不是地址区分。',
    },
    enable_multi_connections_from_same_peer_id: {
      label: '允许来自同一 Peer ID 的多个连接',
      effect: '会保存并返回，但不起作用：它针对 BitTorrent 用户。',
    },
    validate_https_tracker_certificate: {
      label: '验证 HTTPS Tracker 证书',
      effect: '使用 https 的 Web 种子须有有效证书；不联系 Tracker。',
    },
    ssrf_mitigation: {
      label: '服务器端请求伪造 (SSRF) 防护',
      effect:
        '内容所指的地址（Web 种子、订阅中的链接）只能是公网地址；由代理解析的只能凭名称判断。',
    },
    block_peers_on_privileged_ports: {
      label: '禁止连接特权端口上的用户',
      effect: '会保存并返回，但不起作用：它针对 BitTorrent 用户。',
    },
    upload_slots_behavior: {
      label: '上传窗口策略',
      effect: '会保存并返回，但不起作用：Codex 没有上传窗口；谁请求就提供给谁。',
      choices: { 0: '固定窗口数', 1: '基于上传速度' },
    },
    upload_choking_algorithm: {
      label: '上传阻塞算法',
      effect: '会保存并返回，但不起作用：Codex 没有上传窗口；谁请求就提供给谁。',
      choices: { 0: '轮流上传', 1: '最快上传', 2: '反吸血' },
    },
    seeding_outgoing_connections: {
      label: '做种时的传出连接',
      effect: '会保存并返回，但不起作用：拥有全部内容的一方等待请求，不主动连接用户。',
    },
    announce_to_all_trackers: {
      label: '总是向同层级的所有 Tracker 通告',
      effect: '会保存并返回，但不起作用：Tracker 会保留并显示，但不会联系。',
    },
    announce_to_all_tiers: {
      label: '总是向所有层级通告',
      effect: '会保存并返回，但不起作用：Tracker 会保留并显示，但不会联系。',
    },
    announce_ip: {
      label: '向 Tracker 报告的 IP 地址',
      effect: '真实节点公布的公网地址；留空则由其自行查明。',
    },
    announce_port: {
      label: '向 Tracker 报告的端口',
      effect: '会保存并返回，但不起作用：不联系 Tracker，节点公布其监听的端口。',
    },
    max_concurrent_http_announces: {
      label: '最大并发 HTTP 通告数',
      effect: '会保存并返回，但不起作用：Tracker 会保留并显示，但不会联系。',
    },
    stop_tracker_timeout: {
      label: '停止 Tracker 超时',
      effect: '会保存并返回，但不起作用：无需向 Tracker 报告种子停止。',
    },
    peer_turnover: {
      label: '用户更替断开百分比',
      effect: '会保存并返回，但不起作用：Codex 没有可更换用户的群。',
    },
    peer_turnover_cutoff: {
      label: '用户更替阈值百分比',
      effect: '会保存并返回，但不起作用：Codex 没有可更换用户的群。',
    },
    peer_turnover_interval: {
      label: '用户更替断开间隔',
      effect: '会保存并返回，但不起作用：Codex 没有可更换用户的群。',
    },
    request_queue_size: {
      label: '对单个用户的最大未完成请求数',
      effect: '会保存并返回，但不起作用：内容以流的方式读取，而不是逐区块请求。',
    },
    max_outstanding_block_requests: {
      label: '最大未完成块请求数',
      effect: '会保存并返回，但不起作用：内容以流的方式读取，而不是逐区块请求。',
    },
    dht_bootstrap_nodes: {
      label: 'DHT 引导节点',
      effect: '会保存并返回，但不起作用：Codex 有自己的发现机制，其初始节点以另一种形式记录。',
    },
    webtorrent_stun_server: {
      label: 'WebTorrent STUN 服务器',
      effect: '会保存并返回，但不起作用：没有 WebTorrent 用户。',
    },
    i2p_inbound_quantity: {
      label: 'I2P 传入隧道数',
      effect: '会保存并返回，但不起作用：Codex 不使用 I2P。',
    },
    i2p_outbound_quantity: {
      label: 'I2P 传出隧道数',
      effect: '会保存并返回，但不起作用：Codex 不使用 I2P。',
    },
    i2p_inbound_length: {
      label: 'I2P 传入隧道长度',
      effect: '会保存并返回，但不起作用：Codex 不使用 I2P。',
    },
    i2p_outbound_length: {
      label: 'I2P 传出隧道长度',
      effect: '会保存并返回，但不起作用：Codex 不使用 I2P。',
    },
    i2p_inbound_length_variance: {
      label: 'I2P 传入长度变化量',
      effect: '会保存并返回，但不起作用：Codex 不使用 I2P。',
    },
    i2p_outbound_length_variance: {
      label: 'I2P 传出长度变化量',
      effect: '会保存并返回，但不起作用：Codex 不使用 I2P。',
    },
    i2p_pex_enabled: {
      label: 'I2P 用户交换',
      effect: '会保存并返回，但不起作用：Codex 不使用 I2P。',
    },
  },
  node: {
    node_url: {
      label: 'Codex 节点',
      effect: '由哪个节点保存内容：embedded（内置），或节点 REST API 的 URL。',
    },
    sources: { label: '来源', effect: '只用于读取的其他节点的 URL，在节点本身之后尝试。' },
    uploads: {
      label: '同时上传数',
      effect: '同时将文件复制到真实节点的项目的最大数量。',
    },
    streams: {
      label: '同时流数',
      effect: '所有项目合计，对一个真实节点同时打开的流的最大数量。',
    },
    quota: { label: '存储配额', effect: '节点自身存储的最大字节数；仅引用的文件不计入。' },
    retention: {
      label: '数据保留时间',
      effect: '节点中不再被这里引用的副本在此时间后清除。',
      choices: { 2592000: '30 天', 7776000: '90 天', 31536000: '1 年', 3153600000: '保留' },
    },
    transfer_port: {
      label: '传输端口 (TCP)',
      effect: '节点提供内容所用的端口；在允许时，0 表示使用空闲端口。',
    },
    bind_address: { label: '绑定地址', effect: '节点提供内容所用的地址；发现机制不受其约束。' },
    interface: { label: '网络接口', effect: '节点在此网络接口的地址上提供内容；留空表示不指定。' },
    discovery_port: { label: '发现端口 (UDP)', effect: '节点在所有地址上以此端口寻找其他节点。' },
    nat: {
      label: '地址检测',
      effect: '节点如何得知他人访问它的地址：any、none、upnp、pmp 或 extip:<address>。',
      choices: { any: 'UPnP 或 NAT-PMP，取可用者', upnp: 'UPnP', pmp: 'NAT-PMP', none: '无' },
    },
    announce_ip: { label: '公布的地址', effect: '节点公布的公网 IP 地址；留空则由其自行查明。' },
    bootstrap: { label: '引导记录', effect: '节点最先询问的那些节点的签名节点记录 (spr:…)。' },
    max_peers: {
      label: '最大连接节点数',
      effect: '节点同时连接的最大数量；在允许时，-1 表示不限制。',
    },
    show_external_ip: { label: '显示外部 IP', effect: '在状态栏显示节点公布的地址。' },
    log_level: {
      label: '日志级别',
      effect: '节点记录日志的详细程度。',
      choices: {
        trace: '跟踪',
        debug: '调试',
        info: '信息',
        notice: '注意',
        warn: '警告',
        error: '错误',
        fatal: '致命',
      },
    },
    generation: {
      label: '格式代次',
      effect: '新数据集清单的格式，它决定 CID 以及哪些节点能读懂；旧的 CID 仍然有效。',
      choices: {
        a: 'A：Codex 0.1 和 0.2',
        b: 'B：Logos Storage 0.3',
        c: 'C：Logos Storage 0.4 及更新版本',
      },
    },
    publish_private: {
      label: '发布私有种子',
      effect: '将私有种子的内容也复制到节点，任何人都可从那里获取。',
    },
    dialect: {
      label: '兼容版本',
      effect: '新旧客户端无法兼顾时，以哪个 qBittorrent 版本为准。',
      choices: { 4: 'qBittorrent 4.6', '5.1': 'qBittorrent 5.1', '5.3': 'qBittorrent 5.3' },
    },
    agent: { label: 'Agent 名称', effect: '节点与其他节点通信时的自称。' },
    maintenance_interval: { label: '维护间隔', effect: '节点两次查找可清除数据之间的时间。' },
    maintenance_blocks: { label: '每次维护的数据块数', effect: '节点一次检查的数据块数。' },
    block_retries: {
      label: '数据块重试次数',
      effect: '获取失败前，节点每两秒一次尝试取得数据块的次数。',
    },
    metrics: { label: '指标', effect: '让节点向 Prometheus 提供计数器。' },
    metrics_address: { label: '指标地址', effect: '节点计数器的地址。' },
    metrics_port: { label: '指标端口', effect: '节点计数器的端口。' },
    peer_id: { label: 'Peer ID', effect: '节点在其网络中的名称。' },
    spr: { label: '签名节点记录', effect: '他人找到此节点所需的信息。' },
    announced_addresses: { label: '公布的地址', effect: '他人访问此节点的地址。' },
    data_dir: { label: '数据文件夹', effect: '节点存放数据的位置。' },
    repo_kind: { label: '存储类型', effect: '节点如何存放数据。' },
    rest_address: { label: 'REST 地址', effect: '节点 REST API 的应答地址。' },
    version: { label: '版本', effect: '节点自报的版本。' },
    space_used: { label: '已用空间', effect: '配额中已使用的字节数。' },
    space_reserved: { label: '预留空间', effect: '配额中留给正在进行的上传的字节数。' },
  },
  libtorrent: {
    alert_mask: {
      label: '警报掩码',
      effect: 'Session::pop_alerts 给出的警报类别，以 libtorrent 警报类别的位表示；-1 表示全部。',
    },
    alert_queue_size: {
      label: '警报队列大小',
      effect: '等待 Session::pop_alerts 取走的警报数；最旧的先让位。',
    },
    auto_manage_interval: {
      label: '慢速种子检查间隔',
      effect: '因种子变慢或变快而整理队列的频率；其他变化立即生效。',
    },
    auto_manage_prefer_seeds: {
      label: '已完成的种子优先',
      effect: '已完成的种子先于下载获得队列名额。',
    },
    enable_natpmp: {
      label: 'NAT-PMP 端口映射',
      effect: 'Codex 节点是否通过 NAT-PMP 映射端口；未设置时随 enable_upnp。',
    },
    incoming_starts_queued_torrents: {
      label: '读取时启动排队的种子',
      effect: '在队列中等待的已完成种子有人读取时即运行，且不占名额。',
    },
    max_metadata_size: {
      label: '元数据大小限制',
      effect: '可从 Codex 获取的磁力链接或 CID 记录的最大大小。',
    },
    max_piece_count: { label: '区块数限制', effect: '外来种子最多可有的区块数。' },
    seed_time_ratio_limit: {
      label: '做种与下载时间之比',
      effect:
        '做种时间与下载时间之比达到此值时执行分享限制动作，适用于没有自己的做种时间限制的种子；-1 表示无。',
    },
    tick_interval: {
      label: '轮询间隔',
      effect: '会话两次查看谁在读取及已提供多少之间的停顿；速度按整秒计算。',
    },
    user_agent: { label: '用户代理', effect: '本服务器请求种子、订阅和 Web 种子时使用的名称。' },
  },
  pages: {
    Advanced: '高级',
    Behavior: '行为',
    BitTorrent: 'BitTorrent',
    Connection: '连接',
    Downloads: '下载',
    RSS: 'RSS',
    Speed: '速度',
    WebUI: 'WebUI',
  },
  groups: {
    'Alternative Rate Limits': '备用限速',
    Authentication: '身份验证',
    'Connections Limits': '连接限制',
    'Copies of .torrent files': '.torrent 文件副本',
    'Dynamic DNS': '动态 DNS',
    'Email notification': '邮件通知',
    'Excluded file names': '排除的文件名',
    Files: '文件',
    'Global Rate Limits': '全局限速',
    I2P: 'I2P',
    'IP Filtering': 'IP 过滤',
    Interface: '界面',
    Language: '语言',
    'Listening Port': '监听端口',
    'Log file': '日志文件',
    Privacy: '隐私',
    'Proxy Server': '代理服务器',
    'RSS Reader': 'RSS 阅读器',
    'RSS Smart Episode Filter': 'RSS 智能剧集过滤器',
    'RSS Torrent Auto Downloader': 'RSS 种子自动下载器',
    'Rate Limits Settings': '限速设置',
    'Run external program': '运行外部程序',
    'Saving Management': '保存管理',
    Security: '安全',
    'Seeding Limits': '做种限制',
    'Torrent Queueing': '种子排队',
    Trackers: 'Tracker',
    'Watched folders': '监视文件夹',
    'Web User Interface': '网页界面',
    'When adding a torrent': '添加种子时',
    libtorrent: 'libtorrent',
    qBittorrent: 'qBittorrent',
  },
  units: {
    '%': '%',
    KiB: 'KiB',
    'KiB/s': 'KiB/s',
    MiB: 'MiB',
    alerts: '条警报',
    bytes: '字节',
    'bytes/s': '字节/秒',
    'connections/s': '个连接/秒',
    hours: '小时',
    minutes: '分钟',
    ms: '毫秒',
    pieces: '个区块',
    s: '秒',
  },
  presets: {
    high_performance_seed: {
      label: '高性能做种',
      about: '适合向许多人提供许多种子且内存充裕的服务器。',
    },
    min_memory_usage: {
      label: '最低内存占用',
      about: '适合小型机器：队列和缓冲区较短，会牺牲速度。',
    },
  },
  reasons: {
    other: '{text}',
    set_by_flag: '本次运行由 {flag} 或 {variable} 设定',
    set_by_variable: '本次运行由 {variable} 设定',
    off_by_flag: '本次运行由 {flag} 或 {variable} 关闭',
    no_programs: '命令行或配置不允许外部程序。',
    needs_feeds: '此版本不读取 RSS 订阅。',
    follows: '由另一项设置决定。',
    by_server: '由服务器自行设定；客户端只能读取。',
    no_upload_limit: '未强制执行：无法让此节点放慢速度，因此它提供的内容不受限制。',
    rough_download_limit: '大致如此：节点自身会提前获取尚未读取的内容。',
    no_accounting: '此节点不报告提供了多少，因此分享率和活动情况未知。',
    no_peers: '此节点不报告与谁通信；只显示来源。',
    no_address: '内置节点没有网络端：不公布任何地址。',
    no_filter: '节点自行向他人提供内容，无法指定拒绝谁；请在那里使用防火墙。',
    no_interface: '节点监听的是地址，而不是接口。',
    other_server: '该节点是另一个 qcodex：请在那台服务器的设置中更改。',
    only_shown: '此处仅供显示',
    no_network: '内置节点没有网络端：不与其他节点通信',
    no_option: '内置节点没有此选项',
    node_is_other_server: '该节点是另一个 qcodex：请在那台服务器的设置中更改',
    log_by_variable: '本次运行由 RUST_LOG 设定',
    only_refers: '内置节点只引用文件，内容不会离开本机',
    set_bind_address: '节点监听的是地址而不是接口：请设置绑定地址',
    by_node_version: '由节点的版本决定',
    node_has_no_option: '此版本的节点没有此选项',
    nat_unknown: '此版本的节点只支持 any 和 extip',
    not_told: '未能告知节点：{error}',
    quota_below_use:
      '节点报告 {quota} 字节中已使用或预留 {used} 字节：这样它无法再次启动；请调大 --storage-quota',
    copies_lost:
      '放入节点的内容在 {minutes} 分钟后已不在：节点被清空，或其 --block-ttl 短于此处的时间',
    bt_dht: '它属于 BitTorrent 的 DHT；Codex 有自己的发现机制。',
    bt_i2p: '它属于 I2P 网络，Codex 不使用 I2P。',
    bt_choking: '它决定向哪些 BitTorrent 用户上传；Codex 节点谁请求就提供给谁。',
    bt_encryption: '它属于 BitTorrent 用户之间的加密。',
    bt_discovery: '它决定 BitTorrent 用户如何在本地网络中以及通过其他用户找到彼此。',
    bt_peers: '它针对与 BitTorrent 用户的连接；这里没有这种连接。',
    bt_pieces: '它针对向 BitTorrent 用户请求的内容；这里的内容按数据块范围从 Codex 节点获取。',
    bt_port_mapping: '它是 BitTorrent 端口映射的细节；Codex 节点自行映射端口。',
    bt_proxy: '它针对 BitTorrent 连接的代理；本服务器自身的获取遵循代理首选项。',
    bt_sockets: '它针对 BitTorrent 连接的套接字。',
    bt_trackers: '它针对 Tracker；Codex 会话不联系任何 Tracker。',
    bt_transports: '它针对 BitTorrent 的传输协议 TCP 和 µTP。',
    bt_web_seeds: '它针对 BitTorrent 引擎的 Web 种子连接；这里的 Web 种子有自己的限制。',
    bt_buffers: '它针对与 BitTorrent 用户连接的缓冲区。',
    lt_disk: '它属于 libtorrent 的磁盘层，这里未使用：文件由本服务器读取、写入和校验。',
    lt_retired: 'libtorrent 2.0 本身也只保留了名称；在那里同样不起作用。',
  },
  waits: {
    not_in_codex: '还没有人在 Codex 中发布它。有人发布后就会开始。',
    node_away: 'Codex 节点没有应答。会自动再次询问。',
    no_source: '目前没有来源提供它。会自动再次询问。',
    corrupt_source: '某个来源发送的数据与其哈希不符。',
    source_lost: '某个来源在发送途中停止。',
    disk_full: '磁盘上没有剩余空间。',
    quota_full: 'Codex 节点的配额已用完。',
    file_error: '有文件无法读取或写入。',
    file_changed: '有文件在校验后被更改或已不存在。',
    publish_failed: '发布失败。会自动重试。',
    private: '它是私有的，因此内容不会复制到节点。',
    bad_record: '找到的记录与它不符。',
    queued: '正在排队等待。',
    web_seed: 'Codex 没有提供，正从 Web 种子获取。',
    web_seed_failed: '目前 Codex 和 Web 种子都没有提供它。',
    node_fetches: '节点正在从其网络获取它。',
    moving: '正在移动它的文件。',
  },
  publish: {
    not_found: '没有这个任务。',
    no_metadata: '还不知道它有哪些文件，因此没有可发布的内容。',
    not_complete: '它尚未完成。完成后立即发布。',
    bad_files: '它的文件已不存在，或与校验时不同。请重新校验后再发布。',
    private: '它是私有的，而设置规定私有任务不复制到节点。',
    node_away: '节点没有应答。节点应答后立即发布。',
    paused: '会话已暂停。会话继续后发布。',
    busy: '正在校验或移动它的文件。之后发布。',
    cannot_remove: '节点没有应答，因此无法从中移除任何内容。请稍后再试。',
  },
};
