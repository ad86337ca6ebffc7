// The texts of options, presets, reasons and waits in Japanese.

import type { OptionWords } from '../language.svelte';

const i2p = '値は保存されますが効果はありません。CodexはI2Pを使用しません。';
const slots =
  '値は保存されますが効果はありません。Codexにアップロードスロットはなく、要求にはすべて応じます。';
const ssl = '値は保存されますが効果はありません。ピアに証明書が必要なTorrentのための設定です。';
const trackersShown =
  '値は保存されますが効果はありません。トラッカーは保持・表示されますが、接続はしません。';
const swarm =
  '値は保存されますが効果はありません。Codexには、ピアを入れ替えるスウォームがありません。';
const stream =
  '値は保存されますが効果はありません。コンテンツはピースごとに要求せず、ストリームとして読み込みます。';
const utp = '値は保存されますが効果はありません。CodexはµTPを使用しません。';
const sendBuffer =
  '値は保存されますが効果はありません。BitTorrentのピアへの送信バッファーの設定です。';
const toPeers = '値は保存されますが効果はありません。BitTorrentのピアへの接続に関する設定です。';
const socketBuffer =
  '値は保存されますが効果はありません。BitTorrentのピアへの接続に関する設定です。その他の接続のバッファーサイズはシステムが決めます。';
const btPeers = '値は保存されますが効果はありません。BitTorrentのピアに関する設定です。';
const noTracker = '値は保存されますが効果はありません。内蔵のトラッカーはありません。';
const dyndns =
  'このサーバーは動的ドメイン名を更新しません。自分のグローバルアドレスを知る方法がないため、ddclientなどの更新ツールを併用してください。';
const program =
  'プログラムと引数です。二重引用符の外のスペースで区切ります。シェルは使用しません。プレースホルダー: %N 名前、%L カテゴリー、%G タグ、%F コンテンツのパス、%R ルートパス、%D 保存先パス、%C ファイル数、%Z サイズ（バイト）、%T トラッカー、%Iと%J 情報ハッシュ、%K ID、%M コメント。';
const hasLimit = '制限がある場合はオンです。オフにすると制限がなくなります。';
const osCache = { '0': 'OSのキャッシュを無効にする', '1': 'OSのキャッシュを有効にする' };

export const options: OptionWords = {
  preferences: {
    locale: {
      label: '表示言語',
      effect:
        'Webページの表示言語です。対応していない言語の場合は英語になります。数値や日付もその言語の書式で表示します。',
    },
    performance_warning: {
      label: 'パフォーマンスの警告を記録する',
      effect:
        'このサーバー自体がボトルネックになっている場合に記録します。ネットワークより遅いディスク、ディスクやハッシュのスレッド待ち、遅いデータベース、メモリの使いすぎ、遅いまたは応答しないノード、満杯に近いクォータなどです。それぞれ最大で10分に1回です。',
    },
    status_bar_external_ip: {
      label: 'ステータスバーに外部IPを表示する',
      effect: '実ノードがアナウンスするアドレスをステータスバーに表示します。',
    },
    confirm_torrent_deletion: {
      label: 'Torrentの削除時に確認する',
      effect: '削除する前にWebページで確認します。',
    },
    confirm_remove_all_tags: {
      label: 'すべてのタグの削除時に確認する',
      effect: 'Torrentのタグをすべて削除する前にWebページで確認します。',
    },
    confirm_remove_tracker_from_all_torrents: {
      label: 'すべてのTorrentからのトラッカー削除時に確認する',
      effect: 'すべてのTorrentからトラッカーを削除する前にWebページで確認します。',
    },
    file_log_enabled: {
      label: 'ログファイル',
      effect: 'サーバーの起動時から、ログをqcodex.logファイルにも書き込みます。',
    },
    file_log_path: {
      label: '保存先パス',
      effect:
        'ログファイルのフォルダーです。プロファイルからの相対パスです。変更すると、すぐに新しい場所へ移ります。',
    },
    file_log_backup_enabled: {
      label: 'ログファイルをバックアップする',
      effect:
        'ログファイルが大きくなりすぎると、.bak、.bak1などに名前を変更し、新しいファイルを開始します。',
    },
    file_log_max_size: {
      label: 'バックアップするサイズ',
      effect: 'ログファイルがこのサイズになるとバックアップし、新しいファイルを開始します。',
    },
    file_log_delete_old: {
      label: '古いログファイルを削除する',
      effect: '下の期間より古いログファイルのバックアップを削除します。',
    },
    file_log_age: {
      label: '次より古いバックアップを削除する',
      effect: 'ログファイルのバックアップを削除するまでの期間です。単位は下で指定します。',
    },
    file_log_age_type: {
      label: '期間の単位',
      effect: 'ログファイルのバックアップを削除するまでの期間の単位です。月と年は暦に従います。',
      choices: {
        '0': '日',
        '1': 'か月',
        '2': '年',
      },
    },
    delete_torrent_content_files: {
      label: 'ファイルも削除する',
      effect: 'Torrentを削除するダイアログでの、チェックボックスの初期状態です。',
    },
    torrent_content_layout: {
      label: 'Torrentのコンテンツの配置',
      effect: 'Torrentのファイル用に専用のフォルダーを作るかどうかを決めます。',
      choices: {
        Original: '元のまま',
        Subfolder: 'サブフォルダーを作成',
        NoSubfolder: 'サブフォルダーなし',
      },
    },
    add_to_top_of_queue: {
      label: 'キューの先頭に追加する',
      effect: '新しいTorrentをキューの先頭に入れます。',
    },
    add_stopped_enabled: {
      label: 'ダウンロードを自動的に開始しない',
      effect: 'Torrentを開始せずに追加します。',
    },
    torrent_stop_condition: {
      label: 'Torrentの停止条件',
      effect: '新しいTorrentを、レコードの取得後またはファイルのチェック後に停止します。',
      choices: {
        None: 'なし',
        MetadataReceived: 'メタデータの受信後',
        FilesChecked: 'ファイルのチェック後',
      },
    },
    merge_trackers: {
      label: '既存のTorrentにトラッカーを統合する',
      effect:
        '同じTorrentが再び追加された場合、そのトラッカーとウェブシードを既存のTorrentに追加します。',
    },
    auto_delete_mode: {
      label: '追加後に.torrentファイルを削除する',
      effect:
        'パスを指定して追加した、このマシンの.torrentファイルを削除します。監視フォルダー内のファイルは追加後に必ず削除されます。',
      choices: {
        '0': 'しない',
        '1': '追加された場合',
        '2': '常に',
      },
    },
    preallocate_all: {
      label: 'すべてのファイルのディスク領域を事前に割り当てる',
      effect:
        'ダウンロードの取得を始める前に、対象の全ファイルのディスク領域を確保します。容量不足はその時点で分かります。',
    },
    incomplete_files_ext: {
      label: '未完了のファイルに拡張子.!qBを付ける',
      effect: '未完了のファイルを名前で区別できるようにします。',
    },
    use_unwanted_folder: {
      label: '選択していないファイルを「.unwanted」フォルダーに入れる',
      effect:
        'ここでは不要なファイルのデータが保存先に書き込まれることはないため、隠すものがありません。各ファイルは独立したデータセットで、2つのファイルにまたがるピースはプロファイルに保持されます。',
    },
    auto_tmm_enabled: {
      label: 'Torrentの管理モードを既定で自動にする',
      effect: '新しいTorrentの保存先パスはカテゴリーに従います。',
    },
    torrent_changed_tmm_enabled: {
      label: 'Torrentのカテゴリーの変更時にTorrentを移動する',
      effect:
        '自動管理のTorrentのカテゴリーが変わると、ファイルを移動します。オフの場合は自動管理が解除されます。',
    },
    save_path_changed_tmm_enabled: {
      label: '既定の保存先パスの変更時に該当するTorrentを移動する',
      effect:
        '該当する自動管理のTorrentのファイルを移動します。オフの場合は自動管理が解除されます。',
    },
    category_changed_tmm_enabled: {
      label: 'カテゴリーの保存先パスの変更時に該当するTorrentを移動する',
      effect:
        '該当する自動管理のTorrentのファイルを移動します。オフの場合は自動管理が解除されます。',
    },
    use_category_paths_in_manual_mode: {
      label: '手動モードでもカテゴリーのパスを使用する',
      effect: '自動管理でないTorrentも、カテゴリーのパスに従います。',
    },
    save_path: {
      label: '既定の保存先パス',
      effect: '特に指定がない場合に、完了したファイルを保存するディレクトリです。',
    },
    temp_path_enabled: {
      label: '未完了のTorrentを別の場所に保存する',
      effect: '未完了のファイルを下のディレクトリに置きます。',
    },
    temp_path: {
      label: '未完了のTorrentのディレクトリ',
      effect: '未完了のファイルのディレクトリです。保存先パスと同じディスクを推奨します。',
    },
    torrent_files_backup_enabled: {
      label: '.torrentファイルのコピーを保存する',
      effect:
        '追加したものすべての.torrentのコピーを保存します。マグネットリンクの場合はメタデータの取得後に保存します。',
    },
    torrent_files_backup_dir: {
      label: 'コピーのディレクトリ',
      effect:
        'コピーを保存するディレクトリです。ファイル名はTorrentの名前になります。プロファイルからの相対パスです。',
    },
    torrent_files_finished_backup_dir_enabled: {
      label: '完了したTorrentは別のディレクトリにする',
      effect: 'Torrentのダウンロードが完了すると、コピーを下のディレクトリに移動します。',
    },
    torrent_files_finished_backup_dir: {
      label: '完了後のコピーのディレクトリ',
      effect: '完了したTorrentのコピーを保存するディレクトリです。プロファイルからの相対パスです。',
    },
    remove_torrent_file_backup: {
      label: 'Torrentと一緒にコピーを削除する',
      effect: 'Torrentの削除時にコピーも削除します。',
    },
    scan_dirs: {
      label: 'Torrentを自動的に追加するフォルダー',
      effect:
        'これらのフォルダーに現れた.torrentファイルと.magnetファイルをすべて追加し、その後削除します。解釈できないファイルは.qbt_rejectedに名前を変更します。',
    },
    excluded_file_names_enabled: {
      label: 'ファイル名で除外する',
      effect: '下のパターンに一致するファイルを取得しません。',
    },
    excluded_file_names: {
      label: '除外するファイル名',
      effect:
        '取得しないファイルやフォルダーの名前のパターンです。1行に1つ指定します。*は任意の文字列、?は任意の1文字、[a-z]はそのいずれか1文字です。大文字と小文字は区別しません。',
    },
    mail_notification_enabled: {
      label: 'ダウンロード完了時にメールで通知する',
      effect:
        'ダウンロードが終わるとメールを送信します。チェックの結果完了していたものは対象外です。',
    },
    mail_notification_sender: {
      label: '差出人',
      effect: 'メールの送信者です。',
    },
    mail_notification_email: {
      label: '宛先',
      effect: 'メールの受信者です。複数の場合はカンマで区切ります。',
    },
    mail_notification_smtp: {
      label: 'SMTPサーバー',
      effect:
        'メールサーバーです。標準（SMTPSは465、それ以外は25）と異なる場合はポートも指定します。',
    },
    mail_notification_encryption_type: {
      label: '暗号化',
      effect:
        'メールサーバーへの接続の暗号化方式です。サーバーが対応していない場合は何も送信しません。',
      choices: {
        None: 'なし',
        STARTTLS: 'STARTTLS',
        SMTPS: 'SMTPS',
      },
    },
    mail_notification_auth_enabled: {
      label: '認証',
      effect: 'メールサーバーにログインします。',
    },
    mail_notification_username: {
      label: 'ユーザー名',
      effect: 'メールサーバーのユーザー名です。',
    },
    mail_notification_password: {
      label: 'パスワード',
      effect: 'メールサーバーのパスワードです。平文で返されます。',
    },
    autorun_on_torrent_added_enabled: {
      label: 'Torrentの追加時に実行する',
      effect:
        'サーバーが--allow-external-programs付きで起動されている場合、Torrentの追加時に下のプログラムを実行します。',
    },
    autorun_on_torrent_added_program: {
      label: 'Torrentの追加時のプログラム',
      effect: program,
    },
    autorun_enabled: {
      label: 'Torrentの完了時に実行する',
      effect:
        'サーバーが--allow-external-programs付きで起動されている場合、ダウンロードが終わりファイルが保存先に揃うと、下のプログラムを実行します。',
    },
    autorun_program: {
      label: 'Torrentの完了時のプログラム',
      effect: program,
    },
    listen_port: {
      label: '受信接続に使用するポート',
      effect:
        'ノードがコンテンツを配信するポートです。内蔵ノードではすぐに、実ノードでは再起動時に切り替わります。0にすると空いているポートを使います。',
    },
    random_port: {
      label: 'ランダムなポートを使用する',
      effect:
        '上のポートが0のときにオンになります。オンにするとポートが0になり、空いているポートを使います。',
    },
    ssl_enabled: {
      label: 'SSL Torrent',
      effect: ssl,
    },
    ssl_listen_port: {
      label: 'SSLポート',
      effect: ssl,
    },
    upnp: {
      label: 'ルーターのUPnP / NAT-PMPポート転送を使用する',
      effect:
        '実ノードが、ルーターにポートの転送を要求します。内蔵ノードにネットワーク側はありません。',
    },
    max_connec: {
      label: '最大接続数（全体）',
      effect:
        '同時接続数の上限です。内蔵ノードではすぐに、実ノードでは再起動後に有効になります。-1は無制限です。',
    },
    max_connec_per_torrent: {
      label: '最大接続数（Torrentごと）',
      effect: '値は保存されますが効果はありません。接続はTorrentではなくノードに属します。',
    },
    max_uploads: {
      label: '最大アップロードスロット数（全体）',
      effect: slots,
    },
    max_uploads_per_torrent: {
      label: '最大アップロードスロット数（Torrentごと）',
      effect: slots,
    },
    i2p_enabled: {
      label: 'I2P（試験的）',
      effect: i2p,
    },
    i2p_address: {
      label: 'ホスト',
      effect: i2p,
    },
    i2p_port: {
      label: 'ポート',
      effect: i2p,
    },
    i2p_mixed_mode: {
      label: '混在モード',
      effect: i2p,
    },
    proxy_type: {
      label: '種類',
      effect:
        'このサーバーがURLで取得するものに使うプロキシの種類です。プロキシが失敗しても、迂回することはありません。サーバーの管理者が指定するCodexノードとソースには、常に直接接続します。',
      choices: {
        None: 'なし',
        HTTP: 'HTTP',
        SOCKS5: 'SOCKS5',
        SOCKS4: 'SOCKS4',
      },
    },
    proxy_ip: {
      label: 'ホスト',
      effect: 'プロキシの名前またはアドレスです。ローカルネットワーク内でもかまいません。',
    },
    proxy_port: {
      label: 'ポート',
      effect: 'プロキシのポートです。',
    },
    proxy_auth_enabled: {
      label: '認証',
      effect: 'HTTPまたはSOCKS5のプロキシにログインします。SOCKS4にパスワードはありません。',
    },
    proxy_username: {
      label: 'ユーザー名',
      effect: 'プロキシのユーザー名です。',
    },
    proxy_password: {
      label: 'パスワード',
      effect: 'プロキシのパスワードです。平文で返されます。',
    },
    proxy_hostname_lookup: {
      label: 'プロキシ経由でホスト名を解決する',
      effect:
        'プロキシが名前を解決します。そのため、コンテンツが指定する接続先は名前だけで判断します。オフの場合はこのマシンが解決します。その場合もHTTPプロキシには名前を渡しますが、コンテンツが指定する接続先は先にここで解決し、グローバルアドレスであることを確認します。',
    },
    proxy_bittorrent: {
      label: 'BitTorrentにプロキシを使用する',
      effect:
        'ウェブシードをプロキシ経由で読み込みます。Codexノードとソースには、常に直接接続します。',
    },
    proxy_peer_connections: {
      label: 'ピア接続にプロキシを使用する',
      effect:
        '値は保存されますが効果はありません。BitTorrentのピアに関する設定です。Codexノードには常に直接接続します。',
    },
    proxy_rss: {
      label: 'RSSにプロキシを使用する',
      effect: 'フィードをプロキシ経由で読み込みます。',
    },
    proxy_misc: {
      label: 'その他の通信にプロキシを使用する',
      effect:
        'URLで追加するTorrent、国のデータベースなど、コンテンツでもフィードでもない取得をすべてプロキシ経由で行います。メールは対象外です。',
    },
    ip_filter_enabled: {
      label: 'IPフィルタリング',
      effect:
        'フィルターファイルにあるアドレスは、内蔵ノードから読み込めません。要求は拒否され、実行中のものは切断されます。締め出しを防ぐため、Webインターフェイスは対象外です。',
    },
    ip_filter_path: {
      label: 'フィルターのパス（.dat、.p2p、.p2b）',
      effect:
        'フィルターするアドレス範囲のリストです。形式はファイル名の末尾で判断します。ファイルが変わると再読み込みします。',
    },
    ip_filter_trackers: {
      label: 'トラッカーに適用する',
      effect: '値は保存されますが効果はありません。トラッカーには接続しません。',
    },
    banned_IPs: {
      label: '手動でブロックしたIPアドレス',
      effect:
        'フィルターのオン・オフにかかわらず、これらのアドレスは内蔵ノードから読み込めません。Webインターフェイスには影響しません。',
    },
    bittorrent_protocol: {
      label: 'ピア接続のプロトコル',
      effect: '値は保存されますが効果はありません。CodexはTCPだけを使用します。',
      choices: {
        '0': 'TCPとµTP',
        '1': 'TCP',
        '2': 'µTP',
      },
    },
    up_limit: {
      label: 'アップロード',
      effect: '送信する1秒あたりのバイト数の上限です。0は無制限です。',
    },
    dl_limit: {
      label: 'ダウンロード',
      effect: '受信する1秒あたりのバイト数の上限です。0は無制限です。',
    },
    alt_up_limit: {
      label: 'アップロード',
      effect: '代替の制限がオンの間の上限です。',
    },
    alt_dl_limit: {
      label: 'ダウンロード',
      effect: '代替の制限がオンの間の上限です。',
    },
    scheduler_enabled: {
      label: '代替の速度制限をスケジュールで使用する',
      effect: '代替の制限を時刻に従ってオン・オフします。',
    },
    schedule_from_hour: {
      label: '開始（時）',
      effect: '代替の制限を開始する時刻です。分と合わせて使います。',
    },
    schedule_from_min: {
      label: '開始（分）',
      effect: '代替の制限を開始する時刻です。時と合わせて使います。',
    },
    schedule_to_hour: {
      label: '終了（時）',
      effect: '代替の制限を終了する時刻です。分と合わせて使います。',
    },
    schedule_to_min: {
      label: '終了（分）',
      effect: '代替の制限を終了する時刻です。時と合わせて使います。',
    },
    scheduler_days: {
      label: '曜日',
      effect: 'スケジュールを適用する曜日です。',
      choices: {
        '0': '毎日',
        '1': '平日',
        '2': '週末',
        '3': '月曜日',
        '4': '火曜日',
        '5': '水曜日',
        '6': '木曜日',
        '7': '金曜日',
        '8': '土曜日',
        '9': '日曜日',
      },
    },
    limit_utp_rate: {
      label: 'µTPプロトコルに速度制限を適用する',
      effect: utp,
    },
    limit_tcp_overhead: {
      label: '通信のオーバーヘッドに速度制限を適用する',
      effect: '値は保存されますが効果はありません。制限はコンテンツだけを数えます。',
    },
    limit_lan_peers: {
      label: 'LAN上のピアに速度制限を適用する',
      effect:
        'オフの場合、内蔵ノードから読み込むローカルネットワーク内の相手は全体のアップロード制限から、ローカルアドレスで指定したノードは全体のダウンロード制限から除外されます。Torrentごとの制限はすべてに適用されます。',
    },
    dht: {
      label: 'DHT（分散ネットワーク）を有効にしてピアを探す',
      effect: 'Codexによる探索は常に有効なため、値は常にオンです。',
    },
    pex: {
      label: 'ピア交換（PeX）を有効にしてピアを探す',
      effect: '値は保存されますが効果はありません。BitTorrentのピアどうしの交換です。',
    },
    lsd: {
      label: 'ローカルピア探索を有効にしてピアを探す',
      effect:
        '値は保存されますが効果はありません。Codexはローカルネットワーク内のノードを探しません。ソースとして指定してください。',
    },
    encryption: {
      label: '暗号化モード',
      effect:
        '値は保存されますが効果はありません。BitTorrentのピア間の暗号化です。実際のCodexノードは常に暗号化します。',
      choices: {
        '0': '許可',
        '1': '必須',
        '2': '無効',
      },
    },
    anonymous_mode: {
      label: '匿名モードを有効にする',
      effect:
        '値は保存されますが効果はありません。トラッカーやBitTorrentのピアに情報を隠すための設定ですが、そのどちらもありません。',
    },
    max_active_checking_torrents: {
      label: '同時にチェックするTorrentの最大数',
      effect: 'ファイルを同時にチェックするTorrent数の上限です。-1は無制限です。',
    },
    queueing_enabled: {
      label: 'Torrentのキュー',
      effect: '同時に稼働するTorrentの数を、キューの順に制限します。',
    },
    max_active_downloads: {
      label: '稼働中のダウンロードの最大数',
      effect: '同時に取得するTorrent数の上限です。-1は無制限です。',
    },
    max_active_uploads: {
      label: '稼働中のアップロードの最大数',
      effect: '同時に配信するTorrent数の上限です。-1は無制限です。',
    },
    max_active_torrents: {
      label: '稼働中のTorrentの最大数',
      effect: '両方を合わせた、稼働中のTorrent数の上限です。-1は無制限です。',
    },
    dont_count_slow_torrents: {
      label: '遅いTorrentはこれらの制限に含めない',
      effect: '下の速度に満たないTorrentは数に含めません。',
    },
    slow_torrent_dl_rate_threshold: {
      label: 'ダウンロード速度のしきい値',
      effect: 'この速度を下回るダウンロードは遅いとみなします。',
    },
    slow_torrent_ul_rate_threshold: {
      label: 'アップロード速度のしきい値',
      effect: 'この速度を下回るアップロードは遅いとみなします。',
    },
    slow_torrent_inactive_timer: {
      label: 'Torrentの非稼働タイマー',
      effect: '遅い状態がこの時間続くと、遅いTorrentとみなします。',
    },
    max_ratio_enabled: {
      label: '共有比が次に達したとき',
      effect: hasLimit,
    },
    max_ratio: {
      label: '共有比',
      effect: '下の動作を実行する共有比です。-1は無制限です。',
    },
    max_seeding_time_enabled: {
      label: '合計シード時間が次に達したとき',
      effect: hasLimit,
    },
    max_seeding_time: {
      label: '合計シード時間',
      effect: '下の動作を実行するシード時間です。-1は無制限です。',
    },
    max_inactive_seeding_time_enabled: {
      label: '非稼働のシード時間が次に達したとき',
      effect: hasLimit,
    },
    max_inactive_seeding_time: {
      label: '非稼働のシード時間',
      effect: '下の動作を実行するまでの、アップロードのない時間です。-1は無制限です。',
    },
    max_ratio_act: {
      label: '動作',
      effect: '制限に達したTorrentに対する動作です。',
      choices: {
        '0': '停止',
        '1': '削除',
        '2': 'スーパーシード',
        '3': 'ファイルごと削除',
      },
    },
    share_limits_mode: {
      label: '達する必要のある制限',
      effect: '1つの制限に達すればよいか、すべてに達する必要があるかを決めます。',
      choices: {
        MatchAny: 'いずれか',
        MatchAll: 'すべて',
      },
    },
    add_trackers_enabled: {
      label: '新しいダウンロードに次のトラッカーを自動的に追加する',
      effect: '値は保存されますが効果はありません。トラッカーには接続しないため、追加もしません。',
    },
    add_trackers: {
      label: 'トラッカー',
      effect: '値は保存されますが効果はありません。トラッカーには接続しないため、追加もしません。',
    },
    add_trackers_from_url_enabled: {
      label: '新しいダウンロードにURLから得たトラッカーを自動的に追加する',
      effect: '値は保存されますが効果はありません。トラッカーには接続しないため、取得もしません。',
    },
    add_trackers_url: {
      label: 'URL',
      effect: '値は保存されますが効果はありません。トラッカーには接続しないため、取得もしません。',
    },
    add_trackers_url_list: {
      label: '取得したトラッカー',
      effect: '常に空です。トラッカーは取得しません。',
    },
    rss_processing_enabled: {
      label: 'RSSフィードの取得を有効にする',
      effect: '設定した間隔でフィードを読み込みます。',
    },
    rss_refresh_interval: {
      label: 'フィードの更新間隔',
      effect: 'フィードを読み込む間隔です。',
    },
    rss_fetch_delay: {
      label: '同じホストへの要求の遅延',
      effect: '同じホストへの要求どうしの間隔です。',
    },
    rss_max_articles_per_feed: {
      label: 'フィードごとの最大記事数',
      effect: 'これを超える古い記事は破棄します。',
    },
    rss_auto_downloading_enabled: {
      label: 'RSSのTorrentの自動ダウンロードを有効にする',
      effect: 'ルールに一致する記事のTorrentを追加します。',
    },
    rss_download_repack_proper_episodes: {
      label: 'REPACK/PROPERのエピソードをダウンロードする',
      effect: 'エピソードの修正版を、ルールで再び取得します。',
    },
    rss_smart_episode_filters: {
      label: 'フィルター',
      effect: 'タイトルからエピソードを見つける正規表現です。1行に1つ指定します。',
    },
    web_ui_address: {
      label: 'IPアドレス',
      effect:
        'Webインターフェイスが待ち受けるアドレスです。すぐに切り替わります。*または空欄はすべてのアドレス、0.0.0.0はすべてのIPv4、::はすべてのIPv6です。新しいアドレスを使えない間は、元のアドレスのままです。',
    },
    web_ui_port: {
      label: 'ポート',
      effect:
        'Webインターフェイスが待ち受けるポートです。すぐに切り替わります。使用中の場合は元のポートのままで、理由をログに記録します。',
    },
    web_ui_upnp: {
      label: 'ルーターのUPnP / NAT-PMPでポートを転送する',
      effect:
        'このサーバーはルーターと通信しません。ポートの転送はルーターで手動で設定してください。',
    },
    use_https: {
      label: 'HTTPの代わりにHTTPSを使用する',
      effect:
        'WebインターフェイスをTLS 1.2と1.3で提供します。すぐに切り替わります。使用できる証明書がない場合はHTTPのままで、理由をログに記録します。',
    },
    web_ui_https_cert_path: {
      label: '証明書',
      effect:
        '証明書チェーン（PEM）のパスです。プロファイルからの相対パスです。更新されたファイルは1分以内、または設定の保存時に読み込みます。',
    },
    web_ui_https_key_path: {
      label: '鍵',
      effect:
        '秘密鍵（PEM: PKCS#8、PKCS#1またはSEC1）のパスです。プロファイルからの相対パスです。証明書と同様に更新します。',
    },
    web_ui_username: {
      label: 'ユーザー名',
      effect:
        '唯一のユーザーの名前です。3文字以上で、コロンは使えません。変更すると、他のログインはすべて終了します。',
    },
    web_ui_password: {
      label: 'パスワード',
      effect:
        '唯一のユーザーのパスワードです。6文字以上です。ハッシュだけを保存し、返すことはありません。変更すると、他のログインはすべて終了します。',
    },
    web_ui_api_key: {
      label: 'APIキー',
      effect:
        'クライアントがログインの代わりに送信できるキーです。専用のエンドポイントで作成・削除します。',
    },
    bypass_local_auth: {
      label: 'localhostのクライアントは認証を省略する',
      effect:
        'このマシンからはログインが不要になります。オフにすると、ログインしていなかった利用者もログインが必要になります。',
    },
    bypass_auth_subnet_whitelist_enabled: {
      label: '許可したIPサブネットのクライアントは認証を省略する',
      effect:
        '下のネットワークからはログインが不要になります。オフにすると、ログインしていなかった利用者もログインが必要になります。',
    },
    bypass_auth_subnet_whitelist: {
      label: '許可するIPサブネット',
      effect: 'ログインが不要なネットワークです。1行に1つ指定します。',
    },
    web_ui_max_auth_fail_count: {
      label: '連続失敗でクライアントをブロックする回数',
      effect: 'ログインにこの回数失敗すると、そのアドレスをブロックします。0はブロックしません。',
    },
    web_ui_ban_duration: {
      label: 'ブロックする時間',
      effect: 'アドレスをブロックしておく時間です。',
    },
    web_ui_session_timeout: {
      label: 'セッションのタイムアウト',
      effect:
        '操作のないままこの時間が過ぎると、ログインが終了します。0は無期限です。既存のログインにも適用します。',
    },
    web_ui_sessions_count_limit: {
      label: 'セッションの最大数',
      effect:
        '同時にログインできる数の上限です。最大100です。操作のない時間が最も長いものから終了します。',
    },
    alternative_webui_enabled: {
      label: '別のWebUIを使用する',
      effect:
        '内蔵のページの代わりに、下のディレクトリのページを提供します。使用できない間は内蔵のページのままです。--builtin-webuiを指定すると無効になります。',
    },
    alternative_webui_path: {
      label: 'ファイルの場所',
      effect:
        '別のページのディレクトリです。プロファイルからの相対パスです。publicは全員に、privateはログイン中の利用者に優先して使います。',
    },
    web_ui_clickjacking_protection_enabled: {
      label: 'クリックジャッキング対策を有効にする',
      effect: '他のサイトがこのページをフレーム内に表示するのを禁止します。',
    },
    web_ui_csrf_protection_enabled: {
      label: 'クロスサイトリクエストフォージェリ（CSRF）対策を有効にする',
      effect: '他のサイトから始まった要求を拒否します。',
    },
    web_ui_secure_cookie_enabled: {
      label: 'CookieのSecureフラグを有効にする',
      effect:
        'HTTPS（信頼するプロキシのHTTPSも含む）の場合、ログインのCookieをHTTPSでのみ送信します。',
    },
    web_ui_host_header_validation_enabled: {
      label: 'Hostヘッダーの検証を有効にする',
      effect: '下のリストにないホスト名への要求を拒否します。',
    },
    web_ui_domain_list: {
      label: 'サーバーのドメイン',
      effect:
        'サーバーにアクセスできるホスト名です。セミコロンで区切ります。*は任意の文字列を表します。',
    },
    web_ui_use_custom_http_headers_enabled: {
      label: 'カスタムHTTPヘッダーを追加する',
      effect: '下のヘッダーをすべての応答に追加します。',
    },
    web_ui_custom_http_headers: {
      label: 'ヘッダー',
      effect:
        '「名前: 値」の組です。1行に1つ指定します。サーバー自身が送るヘッダーは置き換えられ、ヘッダーでない行は無視されます。',
    },
    web_ui_reverse_proxy_enabled: {
      label: 'リバースプロキシ対応を有効にする',
      effect: '下のプロキシが伝えるクライアントのアドレスを信頼します。',
    },
    web_ui_reverse_proxies_list: {
      label: '信頼するプロキシのリスト',
      effect: '信頼するプロキシのアドレスまたはネットワークです。セミコロンで区切ります。',
    },
    dyndns_enabled: {
      label: '動的ドメイン名を更新する',
      effect: dyndns,
    },
    dyndns_service: {
      label: 'サービス',
      effect: dyndns,
      choices: {
        '-1': 'なし',
        '0': 'DynDNS',
        '1': 'No-IP',
      },
    },
    dyndns_username: {
      label: 'ユーザー名',
      effect: dyndns,
    },
    dyndns_password: {
      label: 'パスワード',
      effect: dyndns,
    },
    dyndns_domain: {
      label: 'ドメイン名',
      effect: dyndns,
    },
    resume_data_storage_type: {
      label: '再開データの保存形式',
      effect: 'Torrent、設定、進捗は常に1つのデータベースに保存します。',
      choices: {
        Legacy: 'レガシー',
        SQLite: 'SQLite',
      },
    },
    torrent_content_remove_option: {
      label: 'Torrentのコンテンツの削除方法',
      effect:
        '削除するファイルを、サーバーのユーザーまたはそのディスクのごみ箱に移すかどうかを決めます。移せないファイルはそのまま残ります。',
      choices: {
        Delete: '完全に削除',
        MoveToTrash: 'ごみ箱に移動',
      },
    },
    memory_working_set_limit: {
      label: '物理メモリ（RAM）の使用量の上限',
      effect:
        'キャッシュとバッファーの合計（ディスク待ちのデータ、ハッシュ、データベース。内蔵ノードのキャッシュは次回の起動から）を制限します。0以下は無制限です。Torrentの一覧は含みません。サーバー全体の使用量が超えた場合は、パフォーマンスの警告で知らせます。',
    },
    current_network_interface: {
      label: 'ネットワークインターフェイス',
      effect:
        '内蔵ノードは、このネットワークインターフェイスのアドレスでコンテンツを配信します。空欄は特に指定しません。',
    },
    current_interface_name: {
      label: 'ネットワークインターフェイスの名前',
      effect: 'そのインターフェイスのシステム上の名前です。',
    },
    current_interface_address: {
      label: 'バインドするIPアドレス（任意）',
      effect:
        'ノードがコンテンツを配信するアドレスです。これもインターフェイスも指定しない場合、内蔵ノードにはこのマシンからのみアクセスできます。',
    },
    save_resume_data_interval: {
      label: '再開データの保存間隔',
      effect:
        'Torrentの進捗を書き込む最長の間隔で、クラッシュ時に失われる範囲になります。0は変化があったときだけ書き込みます。一度も変更していない場合、進捗は5秒ごとに書き込みます。',
    },
    save_statistics_interval: {
      label: '統計の保存間隔',
      effect:
        '累計の統計を書き込む最長の間隔です。0は停止時だけ書き込みます。一度も変更していない場合は、5秒ごとに書き込みます。',
    },
    torrent_file_size_limit: {
      label: '.torrentファイルのサイズの上限',
      effect: 'これより大きい.torrentファイルは拒否します。',
    },
    confirm_torrent_recheck: {
      label: 'Torrentの再チェック時に確認する',
      effect: '再チェックする前にWebページで確認します。',
    },
    recheck_completed_torrents: {
      label: '完了時にTorrentを再チェックする',
      effect: '完了したTorrentをもう一度読み込んでチェックします。',
    },
    app_instance_name: {
      label: 'アプリケーションのインスタンス名',
      effect: 'Webページのタイトルに追加する文字列です。',
    },
    refresh_interval: {
      label: '更新間隔',
      effect: 'Webページを更新する間隔です。',
    },
    resolve_peer_host_names: {
      label: 'ピアのホスト名を解決する',
      effect: '逆引きDNSで調べたピアの名前を、アドレスとともに表示します。',
    },
    resolve_peer_countries: {
      label: 'ピアの国を調べる',
      effect:
        'グローバルアドレスを持つピアの国を、プロファイルのGeoDBフォルダーにあるデータベースで調べて表示します。ない場合はdb-ip.comから取得し、毎月更新します。',
    },
    reannounce_when_address_changed: {
      label: 'IPまたはポートの変更時に全トラッカーへ再アナウンスする',
      effect:
        '値は保存されますが効果はありません。トラッカーには接続しません。ノードは独自の探索機能で自身を知らせます。',
    },
    enable_embedded_tracker: {
      label: '内蔵トラッカーを有効にする',
      effect: '値は保存されますが効果はありません。引き合わせるBitTorrentのピアがありません。',
    },
    embedded_tracker_port: {
      label: '内蔵トラッカーのポート',
      effect: noTracker,
    },
    embedded_tracker_port_forwarding: {
      label: '内蔵トラッカーのポート転送を有効にする',
      effect: noTracker,
    },
    mark_of_the_web: {
      label: 'ダウンロードしたファイルの隔離を有効にする',
      effect: 'このような印があるのは、対応していないシステムだけです。',
    },
    ignore_ssl_errors: {
      label: 'SSLエラーを無視する',
      effect:
        'URLで取得するもの（Torrent、フィード、データベース）について、どの証明書も受け入れます。ウェブシードには別の設定があります。',
    },
    python_executable_path: {
      label: 'Pythonの実行ファイルのパス',
      effect: '検索はTorznabインデクサーに問い合わせます。Pythonは使用しません。',
    },
    start_paused: {
      label: 'セッションを一時停止状態で開始する',
      effect:
        'セッション全体を一時停止して開始します。オフの場合は、停止したときの状態で開始します。',
    },
    shutdown_timeout: {
      label: 'セッションの終了タイムアウト',
      effect:
        '停止時に、実行中の処理の終了を待つ最長時間です。-1は必要なだけ待ちますが、最長10分です。2回目のSIGTERMまたはSIGINTではすぐに終了します。',
    },
    store_search_jobs: {
      label: '検索ジョブを保存する',
      effect: '検索ジョブはサーバーの稼働中だけ保持されます。',
    },
    store_search_job_results: {
      label: '検索ジョブの結果を保存する',
      effect: '検索ジョブはサーバーの稼働中だけ保持されます。',
    },
    bdecode_depth_limit: {
      label: 'Bdecodeの深さの上限',
      effect:
        'これより深い入れ子のTorrentやレコードは拒否します。最大100階層です。すでにあるTorrentはそのまま残ります。',
    },
    bdecode_token_limit: {
      label: 'Bdecodeのトークン数の上限',
      effect:
        'これより要素の多いTorrentやレコードは拒否します。最大3,000,000です。すでにあるTorrentはそのまま残ります。',
    },
    async_io_threads: {
      label: '非同期I/Oスレッド数',
      effect:
        '同時に行うファイルの読み書きの数です。ダウンロード、ディスク間の移動、内蔵ノード、ブラウザーが取得するファイルが対象です。',
    },
    hashing_threads: {
      label: 'ハッシュスレッド数',
      effect:
        'ファイルのハッシュを計算するスレッドの数です。チェック、新しいTorrent、公開のすべてを合わせた数です。',
    },
    file_pool_size: {
      label: 'ファイルプールのサイズ',
      effect: '書き込み中のもののほかに、ダウンロードが開いたままにするファイルの数です。',
    },
    checking_memory_use: {
      label: 'Torrentのチェックに使うメモリ',
      effect:
        'すべてのハッシュスレッドのバッファーを合わせたメモリです。少ない場合は、一度に読む量（64 KiB〜1 MiB）が減り、次にスレッドの数が減ります。',
    },
    disk_cache: {
      label: 'ディスクキャッシュ',
      effect:
        'ファイルのキャッシュはオペレーティングシステムが行い、使用するメモリもそれが決めます。',
    },
    disk_cache_ttl: {
      label: 'ディスクキャッシュの有効期間',
      effect:
        'ファイルのキャッシュはオペレーティングシステムが行い、保持する期間もそれが決めます。',
    },
    disk_queue_size: {
      label: 'ディスクキューのサイズ',
      effect:
        '全ダウンロードを合わせた、書き込み待ちのバイト数の上限です。16 KiB以上です。上限に達すると、ディスクが追いつくまで取得を休みます。',
    },
    disk_io_type: {
      label: 'ディスクI/Oの種類',
      effect: 'ファイルは常に位置を指定して読み書きします。他の方法は選べません。',
      choices: {
        '0': '既定',
        '1': 'メモリマップトファイル',
        '2': 'POSIX準拠',
        '3': '単純なpread/pwrite',
      },
    },
    disk_io_read_mode: {
      label: 'ディスクI/Oの読み込みモード',
      effect:
        'キャッシュを使わない場合、チェックで読んだ内容はすぐにオペレーティングシステムのキャッシュから破棄します。',
      choices: osCache,
    },
    disk_io_write_mode: {
      label: 'ディスクI/Oの書き込みモード',
      effect:
        'キャッシュを使わない場合、ダウンロードが書き込んだ内容は、ディスクに書かれ次第オペレーティングシステムのキャッシュから破棄します。ライトスルーの場合は、書き込みのまとまりごとにディスクへの反映を待ちます。',
      choices: {
        ...osCache,
        '2': 'ライトスルー',
      },
    },
    enable_coalesce_read_write: {
      label: '読み書きをまとめる',
      effect: '順番に届いたデータは、常に最大1 MiBにまとめて書き込みます。',
    },
    enable_piece_extent_affinity: {
      label: 'ピース範囲の親和性を使用する',
      effect: '値は保存されますが効果はありません。コンテンツはストリームとして順に読み込みます。',
    },
    enable_upload_suggestions: {
      label: 'アップロードするピースの提案を送信する',
      effect: '値は保存されますが効果はありません。BitTorrentのピアどうしのメッセージです。',
    },
    send_buffer_watermark: {
      label: '送信バッファーのウォーターマーク',
      effect: sendBuffer,
    },
    send_buffer_low_watermark: {
      label: '送信バッファーの最低ウォーターマーク',
      effect: sendBuffer,
    },
    send_buffer_watermark_factor: {
      label: '送信バッファーのウォーターマーク係数',
      effect: sendBuffer,
    },
    connection_speed: {
      label: '1秒あたりの送信接続数',
      effect: '値は保存されますが効果はありません。BitTorrentのピアには接続しません。',
    },
    socket_send_buffer_size: {
      label: 'ソケットの送信バッファーサイズ',
      effect: socketBuffer,
    },
    socket_receive_buffer_size: {
      label: 'ソケットの受信バッファーサイズ',
      effect: socketBuffer,
    },
    socket_backlog_size: {
      label: 'ソケットのバックログサイズ',
      effect: '値は保存されますが効果はありません。BitTorrentのピアからの接続に関する設定です。',
    },
    outgoing_ports_min: {
      label: '送信ポート（最小）',
      effect: toPeers,
    },
    outgoing_ports_max: {
      label: '送信ポート（最大）',
      effect: toPeers,
    },
    upnp_lease_duration: {
      label: 'UPnPのリース期間',
      effect:
        '値は保存されますが効果はありません。ルーターに要求する期間はノードが自分で決めます。',
    },
    peer_tos: {
      label: 'ピアへの接続のDSCP（Differentiated Services Code Point）',
      effect:
        '値は保存されますが効果はありません。BitTorrentのピアに送るパケットに印を付ける設定です。',
    },
    utp_tcp_mixed_mode: {
      label: 'µTP-TCP混在モードのアルゴリズム',
      effect: utp,
      choices: {
        '0': 'TCPを優先',
        '1': 'ピアに比例',
      },
    },
    hostname_cache_ttl: {
      label: '内部ホスト名リゾルバーのキャッシュ有効期間',
      effect: 'ピアの名前を再び調べるまで保持する時間です。0は問い合わせのたびに調べます。',
    },
    idn_support_enabled: {
      label: '国際化ドメイン名（IDN）に対応する',
      effect:
        '値は保存されますが効果はありません。トラッカーの名前に関する設定です。ウェブシードやリンクの国際化ドメイン名には常に対応しています。',
    },
    enable_multi_connections_from_same_ip: {
      label: '同じIPアドレスからの複数の接続を許可する',
      effect: '値は保存されますが効果はありません。Codexノードは、アドレスではなくIDで区別します。',
    },
    enable_multi_connections_from_same_peer_id: {
      label: '同じピアIDからの複数の接続を許可する',
      effect: btPeers,
    },
    validate_https_tracker_certificate: {
      label: 'HTTPSトラッカーの証明書を検証する',
      effect: 'httpsのウェブシードには有効な証明書が必要になります。トラッカーには接続しません。',
    },
    ssrf_mitigation: {
      label: 'サーバーサイドリクエストフォージェリ（SSRF）の軽減',
      effect:
        'コンテンツが指定するアドレス（ウェブシード、フィード内のリンク）を、グローバルアドレスに限定します。プロキシが解決するものは名前だけで判断します。',
    },
    block_peers_on_privileged_ports: {
      label: '特権ポートのピアへの接続を許可しない',
      effect: btPeers,
    },
    upload_slots_behavior: {
      label: 'アップロードスロットの動作',
      effect: slots,
      choices: {
        '0': '固定スロット',
        '1': 'アップロード速度に基づく',
      },
    },
    upload_choking_algorithm: {
      label: 'アップロードのチョークアルゴリズム',
      effect: slots,
      choices: {
        '0': 'ラウンドロビン',
        '1': '最速アップロード',
        '2': 'アンチリーチ',
      },
    },
    seeding_outgoing_connections: {
      label: 'シード中の送信接続',
      effect:
        '値は保存されますが効果はありません。すべて揃ったものは要求を待つだけで、ピアには接続しません。',
    },
    announce_to_all_trackers: {
      label: 'ティア内の全トラッカーに常にアナウンスする',
      effect: trackersShown,
    },
    announce_to_all_tiers: {
      label: '全ティアに常にアナウンスする',
      effect: trackersShown,
    },
    announce_ip: {
      label: 'トラッカーに通知するIPアドレス',
      effect:
        '実ノードがアナウンスするグローバルアドレスです。空欄の場合はノードが自分で調べます。',
    },
    announce_port: {
      label: 'トラッカーに通知するポート',
      effect:
        '値は保存されますが効果はありません。トラッカーには接続せず、ノードは待ち受けているポートをアナウンスします。',
    },
    max_concurrent_http_announces: {
      label: '同時HTTPアナウンスの最大数',
      effect: trackersShown,
    },
    stop_tracker_timeout: {
      label: 'トラッカー停止のタイムアウト',
      effect: '値は保存されますが効果はありません。Torrentの停止を知らせるトラッカーがありません。',
    },
    peer_turnover: {
      label: 'ピア入れ替えの切断の割合',
      effect: swarm,
    },
    peer_turnover_cutoff: {
      label: 'ピア入れ替えのしきい値の割合',
      effect: swarm,
    },
    peer_turnover_interval: {
      label: 'ピア入れ替えの切断間隔',
      effect: swarm,
    },
    request_queue_size: {
      label: '1つのピアへの未処理の要求の最大数',
      effect: stream,
    },
    max_outstanding_block_requests: {
      label: '未処理のブロック要求の最大数',
      effect: stream,
    },
    dht_bootstrap_nodes: {
      label: 'DHTブートストラップノード',
      effect:
        '値は保存されますが効果はありません。Codexには独自の探索機能があり、最初のノードは別の形式のレコードで指定します。',
    },
    webtorrent_stun_server: {
      label: 'WebTorrentのSTUNサーバー',
      effect: '値は保存されますが効果はありません。WebTorrentのピアはありません。',
    },
    i2p_inbound_quantity: {
      label: 'I2P受信トンネル数',
      effect: i2p,
    },
    i2p_outbound_quantity: {
      label: 'I2P送信トンネル数',
      effect: i2p,
    },
    i2p_inbound_length: {
      label: 'I2P受信トンネルの長さ',
      effect: i2p,
    },
    i2p_outbound_length: {
      label: 'I2P送信トンネルの長さ',
      effect: i2p,
    },
    i2p_inbound_length_variance: {
      label: 'I2P受信トンネルの長さの変動',
      effect: i2p,
    },
    i2p_outbound_length_variance: {
      label: 'I2P送信トンネルの長さの変動',
      effect: i2p,
    },
    i2p_pex_enabled: {
      label: 'I2Pピア交換',
      effect: i2p,
    },
  },
  node: {
    node_url: {
      label: 'Codexノード',
      effect: 'コンテンツを保持するノードです。embedded、またはノードのREST APIのURLです。',
    },
    sources: {
      label: 'ソース',
      effect: '読み込みだけに使う他のノードのURLです。ノード自体の次に試します。',
    },
    uploads: {
      label: '同時アップロード数',
      effect: 'ファイルを実ノードへ同時にコピーする項目の最大数。',
    },
    streams: {
      label: '同時ストリーム数',
      effect: 'すべての項目を合わせて、1 つの実ノードに同時に開くストリームの最大数。',
    },
    quota: {
      label: 'ストレージのクォータ',
      effect: 'ノード自体が保存するバイト数の上限です。参照しているだけのファイルは含みません。',
    },
    retention: {
      label: 'データの保持期間',
      effect: 'ここのどこからも参照されないノード内のコピーは、この期間の後に破棄します。',
      choices: {
        '2592000': '30日',
        '7776000': '90日',
        '31536000': '1年',
        '3153600000': '無期限',
      },
    },
    transfer_port: {
      label: '転送ポート（TCP）',
      effect:
        'ノードがコンテンツを配信するポートです。可能な場合、0にすると空いているポートを使います。',
    },
    bind_address: {
      label: 'バインドアドレス',
      effect: 'ノードがコンテンツを配信するアドレスです。探索はこのアドレスに限定されません。',
    },
    interface: {
      label: 'ネットワークインターフェイス',
      effect:
        'ノードは、このネットワークインターフェイスのアドレスでコンテンツを配信します。空欄は特に指定しません。',
    },
    discovery_port: {
      label: '探索ポート（UDP）',
      effect: 'ノードが他のノードを探すポートです。すべてのアドレスで使います。',
    },
    nat: {
      label: 'アドレスの検出',
      effect:
        '他のノードから到達できるアドレスをノードが調べる方法です。any、none、upnp、pmpまたはextip:<address>です。',
      choices: {
        any: 'UPnPとNAT-PMPのうち使える方',
        upnp: 'UPnP',
        pmp: 'NAT-PMP',
        none: 'なし',
      },
    },
    announce_ip: {
      label: 'アナウンスするアドレス',
      effect:
        'ノードがアナウンスするグローバルIPアドレスです。空欄の場合はノードが自分で調べます。',
    },
    bootstrap: {
      label: 'ブートストラップレコード',
      effect: 'ノードが最初に問い合わせるノードの、署名付きピアレコード（spr:…）です。',
    },
    max_peers: {
      label: 'ピアの最大数',
      effect: 'ノードの同時接続数の上限です。可能な場合、-1は無制限です。',
    },
    show_external_ip: {
      label: '外部IPを表示する',
      effect: 'ノードがアナウンスするアドレスをステータスバーに表示します。',
    },
    log_level: {
      label: 'ログレベル',
      effect: 'ノードがログに記録する量です。',
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
      label: '世代',
      effect:
        '新しいデータセットのマニフェストの形式です。CIDと、それを理解できるノードが決まります。以前のCIDは引き続き有効です。',
      choices: {
        a: 'A: Codex 0.1、0.2',
        b: 'B: Logos Storage 0.3',
        c: 'C: Logos Storage 0.4以降',
      },
    },
    publish_private: {
      label: 'プライベートTorrentを公開する',
      effect:
        'プライベートTorrentのコンテンツもノードにコピーします。誰でも取得できるようになります。',
    },
    dialect: {
      label: '互換バージョン',
      effect:
        '新旧のクライアントの両方には対応できない箇所で、どのqBittorrentとして振る舞うかを決めます。',
      choices: {
        '4': 'qBittorrent 4.6',
        '5.1': 'qBittorrent 5.1',
        '5.3': 'qBittorrent 5.3',
      },
    },
    agent: {
      label: 'エージェント名',
      effect: 'ノードが他のノードと通信するときに名乗る名前です。',
    },
    maintenance_interval: {
      label: 'メンテナンスの間隔',
      effect: 'ノードが破棄するデータを探す間隔です。',
    },
    maintenance_blocks: {
      label: 'メンテナンスごとのブロック数',
      effect: 'ノードが1回に調べるブロックの数です。',
    },
    block_retries: {
      label: 'ブロックの再試行',
      effect: 'ノードが2秒ごとにブロックの取得を試みる回数です。これを超えると取得は失敗します。',
    },
    metrics: {
      label: 'メトリクス',
      effect: 'ノードの統計をPrometheusに提供します。',
    },
    metrics_address: {
      label: 'メトリクスのアドレス',
      effect: 'ノードの統計を提供するアドレスです。',
    },
    metrics_port: {
      label: 'メトリクスのポート',
      effect: 'ノードの統計を提供するポートです。',
    },
    peer_id: {
      label: 'ピアID',
      effect: 'ネットワーク内でのノードの名前です。',
    },
    spr: {
      label: '署名付きピアレコード',
      effect: '他のノードがこのノードを見つけるために必要なものです。',
    },
    announced_addresses: {
      label: 'アナウンス中のアドレス',
      effect: '他のノードがこのノードに到達するためのアドレスです。',
    },
    data_dir: {
      label: 'データフォルダー',
      effect: 'ノードがデータを保存する場所です。',
    },
    repo_kind: {
      label: 'ストアの種類',
      effect: 'ノードがデータを保存する方式です。',
    },
    rest_address: {
      label: 'RESTアドレス',
      effect: 'ノードのREST APIが応答するアドレスです。',
    },
    version: {
      label: 'バージョン',
      effect: 'ノードが名乗るバージョンです。',
    },
    space_used: {
      label: '使用中の容量',
      effect: 'クォータのうち使用中のバイト数です。',
    },
    space_reserved: {
      label: '予約済みの容量',
      effect: 'クォータのうち、実行中のアップロード用に確保されたバイト数です。',
    },
  },
  libtorrent: {
    alert_mask: {
      label: 'アラートマスク',
      effect:
        'Session::pop_alertsが返すアラートのカテゴリーです。libtorrentのアラートカテゴリーのビットで指定します。-1はすべてです。',
    },
    alert_queue_size: {
      label: 'アラートキューのサイズ',
      effect:
        'Session::pop_alertsでの取り出しを待つアラートの数です。超えると最も古いものから消えます。',
    },
    auto_manage_interval: {
      label: '遅いTorrentを調べる間隔',
      effect:
        '遅くなった、または速くなったTorrentに応じてキューを並べ直す間隔です。その他の変化はすぐに反映します。',
    },
    auto_manage_prefer_seeds: {
      label: '完了したTorrentを優先',
      effect: 'キューで、完了したTorrentをダウンロードより優先します。',
    },
    enable_natpmp: {
      label: 'NAT-PMPポートマッピング',
      effect:
        'CodexノードがNAT-PMPでポートをマッピングするかどうかです。設定するまではenable_upnpに従います。',
    },
    incoming_starts_queued_torrents: {
      label: '読み込みで待機中のTorrentを開始',
      effect: 'キューで待機中の完了したTorrentは、読み込まれている間稼働します。数には含めません。',
    },
    max_metadata_size: {
      label: 'メタデータのサイズの上限',
      effect: 'マグネットリンクやCIDについてCodexから取得するレコードの最大サイズです。',
    },
    max_piece_count: {
      label: 'ピース数の上限',
      effect: '外部から来たTorrentに許可するピースの数です。',
    },
    seed_time_ratio_limit: {
      label: 'ダウンロード時間に対するシード時間',
      effect:
        '個別のシード時間の制限がないTorrentで、共有制限の動作を実行する、ダウンロード時間に対するシード時間の割合です。-1は無制限です。',
    },
    tick_interval: {
      label: 'ティック間隔',
      effect:
        '読み込んでいる相手と配信量をセッションが確認する間隔です。速度は1秒単位で計算します。',
    },
    user_agent: {
      label: 'ユーザーエージェント',
      effect: 'Torrent、フィード、ウェブシードを要求するときの、このサーバーの名前です。',
    },
  },
  pages: {
    Advanced: '高度',
    Behavior: '動作',
    BitTorrent: 'BitTorrent',
    Connection: '接続',
    Downloads: 'ダウンロード',
    RSS: 'RSS',
    Speed: '速度',
    WebUI: 'WebUI',
  },
  groups: {
    'Alternative Rate Limits': '代替の速度制限',
    Authentication: '認証',
    'Connections Limits': '接続数の制限',
    'Copies of .torrent files': '.torrentファイルのコピー',
    'Dynamic DNS': 'ダイナミックDNS',
    'Email notification': 'メール通知',
    'Excluded file names': '除外するファイル名',
    Files: 'ファイル',
    'Global Rate Limits': '全体の速度制限',
    I2P: 'I2P',
    'IP Filtering': 'IPフィルタリング',
    Interface: 'インターフェイス',
    Language: '言語',
    'Listening Port': '待ち受けポート',
    'Log file': 'ログファイル',
    Privacy: 'プライバシー',
    'Proxy Server': 'プロキシサーバー',
    'RSS Reader': 'RSSリーダー',
    'RSS Smart Episode Filter': 'RSSスマートエピソードフィルター',
    'RSS Torrent Auto Downloader': 'RSS Torrent自動ダウンローダー',
    'Rate Limits Settings': '速度制限の設定',
    'Run external program': '外部プログラムの実行',
    'Saving Management': '保存の管理',
    Security: 'セキュリティ',
    'Seeding Limits': 'シードの制限',
    'Torrent Queueing': 'Torrentのキュー',
    Trackers: 'トラッカー',
    'Watched folders': '監視フォルダー',
    'Web User Interface': 'Webインターフェイス',
    'When adding a torrent': 'Torrentの追加時',
    libtorrent: 'libtorrent',
    qBittorrent: 'qBittorrent',
  },
  units: {
    '%': '%',
    KiB: 'KiB',
    'KiB/s': 'KiB/s',
    MiB: 'MiB',
    alerts: '件',
    bytes: 'バイト',
    'bytes/s': 'バイト/s',
    'connections/s': '接続/s',
    hours: '時間',
    minutes: '分',
    ms: 'ミリ秒',
    pieces: 'ピース',
    s: '秒',
  },
  presets: {
    high_performance_seed: {
      label: '高性能シード',
      about: '多くのTorrentを多くの相手に配信し、メモリに余裕のあるサーバー向けです。',
    },
    min_memory_usage: {
      label: '最小メモリ使用量',
      about: '小型のマシン向けです。キューとバッファーを小さくする分、速度は落ちます。',
    },
  },
  reasons: {
    other: '{text}',
    set_by_flag: '今回の起動では{flag}または{variable}で設定されています',
    set_by_variable: '今回の起動では{variable}で設定されています',
    off_by_flag: '今回の起動では{flag}または{variable}で無効にされています',
    no_programs: '外部プログラムは、コマンドラインまたは設定で許可されていません。',
    needs_feeds: 'このバージョンはRSSフィードを読み込みません。',
    follows: '別の設定に従って決まります。',
    by_server: 'サーバー自身が設定します。クライアントは読み取りのみ可能です。',
    no_upload_limit:
      '適用されません。このノードの配信速度は下げられないため、配信に制限はかかりません。',
    rough_download_limit: '目安です。ノード自体が、読み込まれる分より先まで取得します。',
    no_accounting: 'このノードは配信量を伝えないため、共有比と稼働状況は不明のままです。',
    no_peers: 'このノードは通信相手を伝えません。ソースだけを表示します。',
    no_address: '内蔵ノードにネットワーク側はなく、アドレスをアナウンスしません。',
    no_filter:
      'ノードは自分で他のノードに配信し、拒否する相手を指定できません。ノード側でファイアウォールを使用してください。',
    no_interface: 'ノードはインターフェイスではなくアドレスで待ち受けます。',
    other_server: 'ノードは別のqcodexです。そのサーバーの設定で変更してください。',
    only_shown: 'ここでは表示のみです',
    no_network: '内蔵ノードにネットワーク側はなく、他のノードと通信しません',
    no_option: '内蔵ノードにこの設定はありません',
    node_is_other_server: 'ノードは別のqcodexです。そのサーバーの設定で変更してください',
    log_by_variable: '今回の起動ではRUST_LOGで設定されています',
    only_refers:
      '内蔵ノードはファイルを参照するだけで、データがこのマシンの外に出ることはありません',
    set_bind_address:
      'ノードはインターフェイスではなくアドレスで待ち受けます。バインドアドレスを設定してください',
    by_node_version: 'ノードのバージョンによって決まります',
    node_has_no_option: 'このバージョンのノードにこの設定はありません',
    nat_unknown: 'このバージョンのノードはanyとextipだけに対応しています',
    not_told: 'ノードに伝えられませんでした: {error}',
    quota_below_use:
      'ノードは{quota}バイト中{used}バイトが使用中または予約済みと報告しています。このままでは再起動できません。--storage-quotaを大きくしてください',
    copies_lost:
      'ノードに置いた内容が {minutes} 分後になくなっていました。ノードが空にされたか、--block-ttl がここの時間より短い可能性があります',
    bt_dht: 'BitTorrentのDHTに関する設定です。Codexには独自の探索機能があります。',
    bt_i2p: 'I2Pネットワークに関する設定です。CodexはI2Pを使用しません。',
    bt_choking:
      'アップロード先のBitTorrentのピアを決める設定です。Codexノードは要求にすべて応じます。',
    bt_encryption: 'BitTorrentのピア間の暗号化に関する設定です。',
    bt_discovery:
      'BitTorrentのピアが、ローカルネットワーク内や他のピアを通じて互いを見つける方法に関する設定です。',
    bt_peers: 'BitTorrentのピアへの接続に関する設定です。ここにはピアがありません。',
    bt_pieces:
      'BitTorrentのピアへの要求に関する設定です。コンテンツはCodexノードからブロックの範囲で取得します。',
    bt_port_mapping:
      'BitTorrentのポートマッピングの詳細です。Codexノードは自分でポートをマッピングします。',
    bt_proxy:
      'BitTorrentの接続のプロキシに関する設定です。このサーバー自身の取得はプロキシの設定に従います。',
    bt_sockets: 'BitTorrentの接続のソケットに関する設定です。',
    bt_trackers: 'トラッカーに関する設定です。Codexのセッションはトラッカーに接続しません。',
    bt_transports: 'BitTorrentの通信方式（TCPとµTP）に関する設定です。',
    bt_web_seeds:
      'BitTorrentエンジンのウェブシード接続に関する設定です。ここではウェブシードに独自の制限があります。',
    bt_buffers: 'BitTorrentのピアへの接続のバッファーに関する設定です。',
    lt_disk:
      'libtorrentのディスク層の設定ですが、これは使用しません。ファイルの読み書きとチェックはこのサーバーが行います。',
    lt_retired: 'libtorrent 2.0でも名前が残っているだけで、何の効果もありません。',
  },
  waits: {
    not_in_codex: 'まだ誰もCodexに公開していません。公開されると開始します。',
    node_away: 'Codexノードが応答しません。自動的に再試行します。',
    no_source: '現在、提供しているソースがありません。自動的に再試行します。',
    corrupt_source: 'ソースから、ハッシュと一致しないデータが届きました。',
    source_lost: 'ソースからの送信が途中で止まりました。',
    disk_full: 'ディスクに空き容量がありません。',
    quota_full: 'Codexノードのクォータを使い切りました。',
    file_error: 'ファイルの読み込みまたは書き込みができませんでした。',
    file_changed: '検証後に、ファイルが変更されたか削除されました。',
    publish_failed: '公開に失敗しました。自動的に再試行します。',
    private: 'プライベートのため、コンテンツはノードにコピーしません。',
    bad_record: '見つかったレコードが一致しません。',
    queued: '順番を待っています。',
    web_seed: 'Codexにないため、ウェブシードから取得しています。',
    web_seed_failed: '現在、Codexにもウェブシードにもありません。',
    node_fetches: 'ノードがネットワークから取得しています。',
    moving: 'ファイルを移動しています。',
  },
  publish: {
    not_found: 'その項目はありません。',
    no_metadata: 'ファイルがまだ分からないため、公開するものがありません。',
    not_complete: 'まだ完了していません。完了し次第、公開します。',
    bad_files: 'ファイルがないか、検証時の内容と異なります。再チェックしてから公開してください。',
    private: 'プライベートです。設定により、プライベートの項目はノードにコピーしません。',
    node_away: 'ノードが応答しません。応答があり次第、公開します。',
    paused: 'セッションは一時停止中です。再開すると公開します。',
    busy: 'ファイルのチェック中または移動中です。終了後に公開します。',
    cannot_remove:
      'ノードが応答しないため、ノードから何も削除できません。後でもう一度試してください。',
  },
};
