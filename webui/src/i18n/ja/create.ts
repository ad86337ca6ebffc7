// Making torrents, in Japanese.

import type { create as english } from '../en/create';
import type { Words } from '../words';

export const create: Words<typeof english> = {
  create: {
    title: 'Torrentを作成',
    tabs: '表示',
    form: '新しいTorrent',
    tasks: (count: number) => (count === 0 ? 'タスク' : `タスク（${String(count)}）`),

    sourcePath: 'コンテンツ',
    sourceHint: 'サーバー上のファイルまたはフォルダーです。',
    needPath:
      'スラッシュで始まる、サーバー上のファイルまたはフォルダーの完全なパスを入力してください。',
    goal: '作成後の処理',
    goals: {
      publish: '作成してCodexに公開',
      add: '作成して一覧に追加',
      file: '.torrentファイルの作成のみ',
    },
    goalHints: {
      publish:
        'ファイルは現在の場所のままです。ノードがファイルを配信できるようになり、小さなレコードを保持してリンクを発行します。ノードが動いている間、リンクを知っている人は誰でも取得できます。',
      publishNode:
        'ファイルをCodexノードにコピーします。ノードは小さなレコードを保持してリンクを発行します。リンクを知っている人は誰でもネットワークから取得できます。',
      add: '完了した項目として一覧に表示されます。公開するかどうかは設定に従います。',
      file: 'タスクを削除するまでタスクとともに保持するか、下で指定した場所に書き込みます。',
    },
    private: 'プライベート',
    privateHint:
      '他の所持者を知らせるのはトラッカーだけになります。専用のノードに公開するには、設定での許可が必要です。',
    trackers: 'トラッカー',
    trackersHint: '1行に1つ。空行で次のティアになります。保持しますが、接続はしません。',
    webSeeds: 'ウェブシード',
    webSeedsHint: '1行に1アドレス。',
    comment: 'コメント',
    more: 'その他のオプション',
    source: 'ソース',
    sourceTagHint: '情報ハッシュが変わります。トラッカーによっては必要です。',
    format: '形式',
    formats: { hybrid: 'ハイブリッド（v1とv2）', v1: 'バージョン1', v2: 'バージョン2' },
    pieceSize: 'ピースサイズ',
    automatic: '自動',
    automaticOf: (size: string) => `自動: ${size}`,
    pieces: (count: number) => `${String(count)}ピース`,
    optimize: '大きなファイルをピースの境界から始める',
    paddedLimit: '次より大きいファイル（KiB）',
    notNumber: '使用できない数値です。',
    torrentPath: '.torrentの書き込み先',
    torrentPathHint: 'サーバー上のファイルです。空欄の場合はタスクからダウンロードできます。',
    needTarget: 'スラッシュで始まる、サーバー上のファイルの完全なパスを入力してください。',
    ignoreDotfiles: 'ドットで始まるファイルとフォルダーを除外する',
    submit: '作成',
    submitPublish: '作成して公開',
    busy: '送信中…',
    close: '閉じる',

    none: 'タスクはありません。作成するとここに表示されます。',
    states: {
      Queued: '順番待ち',
      Running: 'ファイルを読み込み中…',
      Finished: '作成済み',
      Failed: '失敗',
    },
    progress: (name: string) => `${name}の進捗`,
    published: (state: string) => `Codex: ${state}`,
    piecesOf: (size: string) => `ピースサイズ ${size}`,
    writtenTo: (path: string) => `書き込み先: ${path}`,
    download: '.torrentをダウンロード',
    downloadOf: (name: string) => `.torrentをダウンロード: ${name}`,
    open: '一覧で表示',
    openOf: (name: string) => `一覧で表示: ${name}`,
    copyLink: 'リンクをコピー',
    copyLinkOf: (name: string) => `リンクをコピー: ${name}`,
    cancel: 'キャンセル',
    cancelOf: (name: string) => `キャンセル: ${name}`,
    remove: 'タスクを削除',
    removeOf: (name: string) => `${name}のタスクを削除`,
    started: 'Torrentを作成しています。',
  },
};
