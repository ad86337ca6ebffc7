// Words of every part, in Japanese: signing in, the connection, notices, units, states.

import type { common as english } from '../en/common';
import type { Words } from '../words';

export const common: Words<typeof english> = {
  product: 'qcodex',

  login: {
    title: 'ログイン',
    username: 'ユーザー名',
    password: 'パスワード',
    submit: 'ログイン',
    busy: 'ログイン中…',
    wrong: 'ユーザー名またはパスワードが違います。',
    banned: '失敗回数が多すぎます。このアドレスからは、しばらくログインできません。',
    hint: 'パスワードが設定されていない間は、サーバーが起動のたびに一時パスワードをログに出力します。',
    expired: 'セッションが終了しました。もう一度ログインすると、続きから操作できます。',
  },

  connection: {
    lost: 'サーバーに接続できません。',
    retryIn: (seconds: number) => `${String(seconds)}秒後に再試行します。`,
    retrying: '再試行しています…',
    retry: '今すぐ再試行',
    loading: '読み込み中…',
  },

  toasts: { label: '通知', dismiss: '閉じる' },

  errors: {
    network: 'サーバーに接続できません。',
    answer: (status: number) => `サーバーに拒否されました: ${String(status)}`,
    part: 'ページの一部を読み込めませんでした。ページを再読み込みして、もう一度試してください。',
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },

  confirm: { cancel: 'キャンセル', more: (count: number) => `他${String(count)}件` },

  states: {
    downloading: 'ダウンロード中',
    stalledDL: 'データ待ち',
    metaDL: 'Codexで検索中',
    queuedDL: '待機中',
    stoppedDL: '停止',
    checking: 'ファイルをチェック中',
    checkingResumeData: '読み込み中',
    uploading: '配信中',
    stalledUP: '完了',
    queuedUP: '完了（待機中）',
    stoppedUP: '完了（停止）',
    moving: '移動中',
    missingFiles: 'ファイルなし',
    error: 'エラー',
    unknown: '不明',
  },

  publish: {
    none: '未公開',
    waiting: '公開待ち',
    publishing: '公開処理中',
    published: '公開済み',
    failed: '失敗',
    stale: '古い内容',
  },

  reasons: {
    not_in_codex: 'まだ誰もCodexに公開していません。ときどき再試行します。',
    node_away: 'Codexノードに接続できません。ノードが復帰すると続行します。',
    no_source: '現在、これを持つノードからの応答がありません。ときどき再試行します。',
    disk_full: 'ディスクがいっぱいです。空きができると続行します。',
    quota_full: 'ノードに空き容量がありません。空きができると続行します。',
    private: 'プライベートのため、公開しません。',
    queued: '順番を待っています。',
  },

  link: {
    copied: (count: number) =>
      count === 1 ? 'リンクをコピーしました。' : `${String(count)}件のリンクをコピーしました。`,
    none: 'Codexリンクはまだありません。完了して公開されると表示されます。',
    failed: 'ブラウザーがコピーを許可しませんでした。',
  },

  nav: {
    label: '画面',
    menu: 'メニュー',
    skipToList: '一覧へスキップ',
    skipToContent: '本文へスキップ',
    transfers: '転送',
    rss: 'RSS',
    search: '検索',
    statistics: '統計',
    log: 'ログ',
    about: '情報',
    help: 'キーボードショートカット',
    language: '言語',
  },

  page: {
    asOf: (time: string) => `${time}時点の表示です。`,
    update: 'サーバーに別のバージョンのページがあります。',
    reload: 'ページを再読み込み',
    later: '後で',
  },

  theme: {
    label: '配色',
    names: { system: 'システム', light: 'ライト', dark: 'ダーク' },
  },

  drop: {
    title: 'ドロップして追加',
    files: (count: number) => `${String(count)}ファイル`,
    text: '.torrentファイルまたはリンク',
    notLinks:
      'リンクではありません。追加できるのは、マグネットリンク、Codex CID、情報ハッシュ、アドレスです。',
    notTorrents: (names: string) =>
      `追加できるのは.torrentファイルだけです: ${names}。サーバーのファイルを共有するには「Torrentを作成」を使ってください。`,
  },
};
