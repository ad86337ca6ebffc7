// Adding torrents, in Japanese.

import type { add as english } from '../en/add';
import type { Words } from '../words';

const items = (count: number) => `${String(count)}件`;
const files = (count: number) => `${String(count)}ファイル`;

export const add: Words<typeof english> = {
  add: {
    title: 'Torrentを追加',
    links: 'リンク',
    linksHint:
      '1行に1つ: マグネットリンク、Codex CID、情報ハッシュ、または.torrentファイルのアドレス。',
    linksPlaceholder: 'magnet:?xt=urn:btih:…&xs=urn:codex:…',
    unclear: (count: number) =>
      `リンクに見えない行が${String(count)}行あります。そのまま送信します。`,
    choose: 'ファイルを選択…',
    dropHere: 'または任意の場所にドロップ',
    notTorrent: (names: string) => `.torrentファイルではありません: ${names}`,
    lostFiles: (names: string) =>
      `大きすぎて再読み込み後に保持できませんでした。もう一度選択してください: ${names}`,
    cancel: 'キャンセル',
    submit: '追加',
    busy: (done: number, total: number) => `${String(total)}件中${String(done + 1)}件目を追加中…`,
    progress: '追加の進捗',
    halt: '追加を中止',
    nothing: 'リンクまたはファイルを1つ以上指定してください。',
    fix: '使用できない数値のオプションがあります。',
    refused: 'サーバーが読み込めませんでした。',
    already: 'すでに一覧にあります。',
    someRefused: (count: number) => `${items(count)}を追加できませんでした:`,
    added: (count: number) => (count === 1 ? '追加しました。' : `${items(count)}を追加しました。`),
    pending: (count: number) =>
      `${items(count)}のアドレスを取得しています。取得できると一覧に表示されます。`,
    merged: (count: number) =>
      `${items(count)}はすでに一覧にあったため、トラッカーを統合しました。`,
    total: (count: number, size: string) => `${items(count)}、${size}`,
  },

  addSource: {
    label: '追加するもの',
    contents: 'ファイル',
    remove: (name: string) => `${name}を除外`,
    show: (name: string) => `${name}の内容を表示`,
    states: {
      waiting: '順番待ち',
      reading: '読み込み中…',
      looking: 'Codexで検索中…',
      lookingAddress: 'アドレスに問い合わせ中…',
      found: '準備完了',
      absent: 'Codexでまだ見つかりません。追加して待機させることができます。',
      silent: 'アドレスからまだ応答がありません。追加すると、その後取得します。',
      content: 'TorrentのないCodex上のコンテンツです。1つのファイルとして追加します。',
      blind: '追加時に読み込みます',
      failed: '読み込めません',
    },
    duplicate: 'すでに一覧にあります',
    duplicateMerge: 'すでに一覧にあります。トラッカーを統合します',
    merge: 'トラッカーを統合',
    mergeOf: (name: string) => `トラッカーを統合: ${name}`,
    mergeDone: 'トラッカーを統合しました。',
    codexPart: 'Codex情報あり',
    noCodexPart: 'Codex情報なし',
    noCodexPartHint:
      'コンテンツがCodexのどこにあるかの情報がありません。保存先にファイルがあればチェックし、なければ検索します。',
    private: 'プライベート',
    files,
    chosen: (count: number, total: number) => `${String(total)}ファイル中${String(count)}`,
    facts: {
      from: '取得元',
      hashV1: '情報ハッシュ v1',
      hashV2: '情報ハッシュ v2',
      pieces: 'ピース',
      piecesOf: (count: number, size: string) => `${String(count)} × ${size}`,
      made: '作成',
      by: (maker: string) => `作成ソフト: ${maker}`,
      comment: 'コメント',
      trackers: 'トラッカー',
      webSeeds: 'ウェブシード',
    },
  },

  addOptions: {
    savePath: '保存先',
    savePathHint: 'サーバー上のフォルダーです。既存のファイルはチェックして使用します。',
    savePathAutomatic: 'カテゴリーに従います。',
    goesTo: (path: string) => `ファイルの保存先: ${path}`,
    free: (free: string) => `空き容量: ${free}`,
    tooLittle: (free: string, needed: string) =>
      `空き容量は${free}しかありません。${needed}必要です。`,
    category: 'カテゴリー',
    noCategory: 'なし',
    newCategory: '新しいカテゴリー…',
    newCategoryName: '新しいカテゴリーの名前',
    newCategoryHint: '項目の追加時に作成します。スラッシュでサブカテゴリーになります。',
    rememberCategory: '次回もこのカテゴリーを使用',
    tags: 'タグ',
    addTag: 'タグを追加',
    removeTag: (tag: string) => `${tag}を外す`,
    startNow: 'すぐに開始',
    more: 'その他のオプション',
    automatic: '自動: ファイルの場所はカテゴリーに従う',
    useDownloadPath: '未完了の間は別のフォルダーを使う',
    downloadPath: '未完了時のフォルダー',
    rename: '一覧での名前',
    renameHint: '空欄の場合は元の名前です。',
    stopCondition: '停止条件',
    stopConditions: {
      None: 'なし',
      MetadataReceived: 'メタデータの受信後',
      FilesChecked: 'ファイルのチェック後',
    },
    layout: 'フォルダー',
    layouts: {
      Original: 'Torrentのとおり',
      Subfolder: '常に専用フォルダーを作成',
      NoSubfolder: '専用フォルダーを作成しない',
    },
    top: 'キューの先頭に追加',
    skipChecking: '既存のファイルをチェックしない',
    skipCheckingHint: '完了しているものとみなします。破損は読み込まれたときに初めて分かります。',
    sequential: '先頭から順に取得',
    firstLast: '最初と最後のピースを優先',
    download: 'ダウンロード制限',
    upload: 'アップロード制限',
    rate: 'KiB/s',
    unlimited: '無制限',
    share: '配信の停止',
    shares: {
      default: 'カテゴリーまたは設定に従う',
      none: 'しない',
      own: '個別の制限に達したとき',
    },
    ratio: '共有比',
    seedingTime: '配信時間',
    inactiveTime: '要求のない時間',
    minutes: '分',
    shareAction: '動作',
    shareActions: {
      Default: '設定に従う',
      Stop: '停止',
      Remove: '削除',
      RemoveWithContent: 'ファイルごと削除',
    },
    shareMode: '条件',
    shareModes: {
      Default: '設定に従う',
      MatchAny: 'いずれかに達したとき',
      MatchAll: 'すべてに達したとき',
    },
    notNumber: '使用できない数値です。',
  },

  magnetHandler: {
    title: 'マグネットリンク',
    button: 'マグネットリンクをここで開く',
    asked: 'まだ確認していない場合は、ブラウザーが確認を表示します。',
    insecure:
      'ブラウザーがこれを許可するのは、https経由か、サーバーのコンピューター自体で開いた場合だけです。このページは別の方法で開かれています。',
    unsupported: 'このブラウザーでは、ページにリンクを開かせることができません。',
    failed: 'ブラウザーが許可しませんでした。',
  },

  path: {
    offers: 'サーバー上のフォルダー',
    missing: 'このフォルダーはまだありません。',
    more: (count: number) => `他${String(count)}件: 入力を続けてください`,
    count: (count: number) => `候補${String(count)}件`,
  },
};
