// The dialogs of actions on torrents.
import type { dialogs as english } from '../en/dialogs';
import type { Words } from '../words';

const like = 'カテゴリーまたは設定に従う';

export const dialogs: Words<typeof english> = {
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
};
