// Actions on torrents, in Japanese: the dialogs that ask before, the words that follow.

import type { actions as english } from '../en/actions';
import type { Words } from '../words';

const like = 'カテゴリーまたは設定に従う';

export const actions: Words<typeof english> = {
  remove: {
    title: (count: number) =>
      count === 1 ? 'この項目を削除しますか？' : `${String(count)}件の項目を削除しますか？`,
    files: 'ディスク上のファイルも削除する',
    filesHint: 'この操作は元に戻せません。',
    keepHint: 'ファイルは現在の場所に残ります。',
    remember: 'ファイルについての選択を記憶する',
    submit: '削除',
    submitFiles: 'ファイルごと削除',
    done: (count: number) =>
      count === 1 ? '削除しました。' : `${String(count)}件を削除しました。`,
    onDisk: (bytes: string) => `ディスク上に${bytes}`,
    inFiles: (files: number, bytes: string) => `ディスク上に${bytes}（${String(files)}ファイル）`,
    nothingOnDisk: 'ディスク上にはまだ何もありません',
    placement:
      'Codexでの配置も削除され、自ノードはこの項目の配信をやめます。他の項目と共有しているデータセットは残ります。',
  },

  location: {
    title: (count: number) => (count === 1 ? 'この項目を移動' : `${String(count)}件の項目を移動`),
    now: '現在の場所',
    places: (count: number) => `${String(count)}個の異なるフォルダー`,
    path: '移動先フォルダー',
    hint: 'サーバー上のフォルダーです。ない場合は作成します。',
    free: (bytes: string) => `空き容量は${bytes}です。`,
    freeUnknown: '空き容量は不明です。',
    tooFull: (needed: string, free: string) =>
      `容量が足りない可能性があります。移動するデータは${needed}、空き容量は${free}です。`,
    auto: (count: number) =>
      count === 1
        ? 'この項目の自動管理は無効になります。'
        : `うち${String(count)}件の自動管理は無効になります。`,
    about:
      'ディスク上のファイルを移動します。公開済みのものは公開されたままで、ノードは移動先のファイルを参照します。',
    same: 'すでにその場所にあります。',
    empty: 'フォルダーを入力してください。',
    submit: '移動',
  },

  renameItem: {
    title: 'この項目の名前を変更',
    name: '名前',
    hint: '一覧での名前だけを変更します。ファイルやフォルダーの名前は変わりません。',
    empty: '名前を入力してください。',
    submit: '変更',
  },

  comment: {
    title: (count: number) =>
      count === 1 ? 'この項目のコメント' : `${String(count)}件の項目のコメント`,
    label: 'コメント',
    hint: 'このサーバーに保存します。Codexのレコードにコメントは含まれません。',
    submit: '保存',
  },

  limits: {
    title: (count: number) =>
      count === 1 ? 'この項目の速度制限' : `${String(count)}件の項目の速度制限`,
    download: 'ダウンロード',
    upload: 'アップロード',
    uploadHint: '自ノードがこの項目を配信する速度です。',
    none: '無制限',
    atMost: '最大',
    different: '異なる値',
    amount: (what: string) => `${what}: 最大`,
    unit: (what: string) => `${what}: 単位`,
    invalid: '制限には0より大きい数値を入力してください。',
    global: 'サーバー全体の制限も適用されます。',
    submit: '保存',
  },

  shareLimits: {
    title: (count: number) =>
      count === 1 ? 'この項目の共有制限' : `${String(count)}件の項目の共有制限`,
    about: '完了した項目が制限に達すると、動作を実行します。',
    ratio: '共有比',
    seeding: '完了後の稼働時間',
    inactive: 'アップロードのない時間',
    minutes: '分',
    hours: '時間',
    days: '日',
    unit: (what: string) => `${what}: 単位`,
    above: like,
    aboveNow: (value: string) => `${like}（現在: ${value}）`,
    never: 'なし',
    none: '無制限',
    own: '個別の制限',
    different: '異なる値',
    amount: (what: string) => `${what}: 個別の制限`,
    action: '動作',
    actions: {
      Default: like,
      Stop: '停止',
      Remove: '削除',
      RemoveWithContent: 'ファイルごと削除',
      EnableSuperSeeding: 'スーパーシード（ここでは効果なし）',
    },
    mode: '条件',
    modes: {
      Default: like,
      MatchAny: 'いずれかの制限に達したとき',
      MatchAll: 'すべての制限に達したとき',
    },
    invalid: '制限には0以上の数値を入力してください。',
    submit: '保存',
  },

  pick: {
    category: (count: number) =>
      count === 1 ? 'この項目のカテゴリー' : `${String(count)}件の項目のカテゴリー`,
    tags: (count: number) => (count === 1 ? 'この項目のタグ' : `${String(count)}件の項目のタグ`),
    find: '検索または新しい名前を入力',
    none: 'カテゴリーなし',
    noTags: 'タグはまだありません。名前を入力すると作成できます。',
    noMatch: '一致する名前はありません。',
    create: (name: string) => `「${name}」を作成`,
    some: (count: number, all: number) => `${String(all)}件中${String(count)}件`,
    comma: 'タグにカンマは使えません。',
    submit: '保存',
    newTitle: '新しいカテゴリー',
    name: '名前',
    nameHint: '「/」を使うと下位のカテゴリーになります。例: 映画/ドキュメンタリー',
    path: '保存先パス',
    pathHint: '空欄の場合、既定の保存先パスにある同名のフォルダーになります。',
    nameEmpty: '名前を入力してください。',
    make: '作成して設定',
  },

  failures: {
    title: '失敗した操作',
    close: '閉じる',
  },

  unpublish: {
    title: (count: number) =>
      count === 1
        ? 'この項目の公開を取り消しますか？'
        : `${String(count)}件の項目の公開を取り消しますか？`,
    text: '自ノードからコンテンツとレコードを削除します。ディスク上のファイルは残ります。共有したリンクは、他のノードが持っている間だけ使えます。',
    submit: '公開を取り消す',
  },

  recheck: {
    title: (count: number) =>
      count === 1
        ? 'この項目を再チェックしますか？'
        : `${String(count)}件の項目を再チェックしますか？`,
    text: 'ディスク上のファイルをすべて読み込みます。破損または欠落している部分は再取得します。',
    submit: '再チェック',
    done: (count: number) =>
      count === 1 ? 'チェックしています。' : `${String(count)}件をチェックしています。`,
  },

  tags: {
    title: (count: number) =>
      count === 1
        ? 'この項目のタグをすべて削除しますか？'
        : `${String(count)}件の項目のタグをすべて削除しますか？`,
    text: (names: string) => `外すタグ: ${names}。タグ自体はタグの一覧に残ります。`,
    submit: 'すべてのタグを削除',
    done: 'タグを削除しました。',
    none: '削除するタグはありません。',
  },

  trackers: {
    title: 'トラッカー',
    about:
      'トラッカーは保持・表示・エクスポートされます。コンテンツはCodexから取得するため、トラッカーには接続しません。',
    none: 'トラッカーのある項目はありません。',
    count: (count: number) => `${String(count)}件`,
    remove: 'すべてから削除',
    removeNamed: (url: string) => `すべての項目から${url}を削除`,
    confirmTitle: 'すべての項目からこのトラッカーを削除しますか？',
    confirmText: (url: string, count: number) => `${String(count)}件の項目から${url}を外します。`,
    done: 'すべての項目からトラッカーを削除しました。',
    close: '閉じる',
  },
};
