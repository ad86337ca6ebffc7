// The commands on torrents, in Japanese: their names in menus, on buttons and in the list of keys.

import type { commands as english } from '../en/commands';
import type { Words } from '../words';

export const commands: Words<typeof english> = {
  commands: {
    start: '開始',
    stop: '停止',
    forceStart: '強制開始',
    remove: '削除…',
    removeFiles: 'ファイルごと削除…',
    location: '移動…',
    rename: '名前を変更…',
    renameFiles: 'ファイル名を変更…',
    category: 'カテゴリー',
    newCategory: '新規…',
    noCategory: 'なし',
    allOf: (count: number) => `全${String(count)}件…`,
    tags: 'タグ',
    pickTags: 'タグを選択…',
    removeAllTags: 'すべてのタグを削除',
    auto: '自動管理',
    comment: 'コメント…',
    limits: '速度制限…',
    shareLimits: '共有制限…',
    sequential: '順に取得',
    firstLast: '最初と最後のピースを優先',
    recheck: '再チェック',
    ask: '今すぐCodexに再確認',
    queue: 'キュー',
    queueTop: '先頭へ',
    queueUp: '上へ',
    queueDown: '下へ',
    queueBottom: '末尾へ',
    publish: 'Codexに公開',
    unpublish: '公開を取り消す…',
    copy: 'コピー',
    copyName: '名前',
    copyHash1: '情報ハッシュ v1',
    copyHash2: '情報ハッシュ v2',
    copyMagnet: 'マグネットリンク',
    copyId: 'Torrent ID',
    copyComment: 'コメント',
    copyLink: 'Codexリンク',
    copyRecord: 'レコードのCID',
    copyPath: 'コンテンツのパス',
    export: '.torrentをエクスポート',
    clear: (count: number) => `${String(count)}件選択中、選択を解除`,
    menu: (count: number) => (count === 1 ? '項目の操作' : `${String(count)}件の項目の操作`),
  },

  menu: { back: '戻る', close: '閉じる' },

  keys: {
    title: 'キーボードショートカット',
    page: '全体',
    list: '項目の選択時',
    moving: '一覧内',
    add: 'Torrentを追加',
    search: '検索',
    preferences: '設定',
    help: 'このヘルプを表示',
    undo: '直前の変更を元に戻す',
    notices: '通知へ移動',
    menu: '選択した項目のメニュー',
    move: '移動して選択',
    extend: '選択を広げる',
    walk: '選択せずに移動',
    toggle: '選択または解除',
    all: 'すべて選択',
    clear: '選択を解除',
    singles: '1文字のショートカット',
    singlesHint:
      '音声入力などのツールで誤って入力される場合はオフにしてください。ブラウザーに記憶されます。',
    close: '閉じる',
    or: 'または',
    named: {
      Ctrl: 'Ctrl',
      Alt: 'Alt',
      Shift: 'Shift',
      Delete: 'Del',
      Insert: 'Ins',
      Escape: 'Esc',
      Space: 'スペース',
      Home: 'Home',
      End: 'End',
      PageUp: 'Page ↑',
      PageDown: 'Page ↓',
      ArrowUp: '↑',
      ArrowDown: '↓',
      ContextMenu: 'メニュー',
    },
  },

  undo: {
    action: '元に戻す',
    done: '元に戻しました。',
    partly: (count: number, all: number) =>
      `${String(all)}件中${String(count)}件を元に戻しました。他はその後変更されたか、なくなっています。`,
    nothing: '元に戻す操作はありません。',
    gone: '元に戻せませんでした。項目はその後変更されたか、なくなっています。',
  },

  did: {
    started: (count: number) =>
      count === 1 ? '開始しました。' : `${String(count)}件を開始しました。`,
    stopped: (count: number) =>
      count === 1 ? '停止しました。' : `${String(count)}件を停止しました。`,
    forced: (count: number) =>
      count === 1
        ? 'キューに関係なく開始しました。'
        : `${String(count)}件をキューに関係なく開始しました。`,
    unforced: (count: number) =>
      count === 1 ? 'キューに戻しました。' : `${String(count)}件をキューに戻しました。`,
    category: (name: string, count: number) =>
      count === 1
        ? `カテゴリー「${name}」を設定しました。`
        : `${String(count)}件にカテゴリー「${name}」を設定しました。`,
    noCategory: (count: number) =>
      count === 1 ? 'カテゴリーを外しました。' : `${String(count)}件のカテゴリーを外しました。`,
    tagged: (count: number) =>
      count === 1 ? 'タグを変更しました。' : `${String(count)}件のタグを変更しました。`,
    autoOn: (count: number) =>
      count === 1
        ? 'ファイルの場所はカテゴリーに従います。'
        : `${String(count)}件のファイルの場所はカテゴリーに従います。`,
    autoOff: (count: number) =>
      count === 1
        ? 'ファイルは現在の場所に残ります。'
        : `${String(count)}件のファイルは現在の場所に残ります。`,
    asked: (count: number) =>
      count === 1
        ? 'Codexに再度問い合わせています。'
        : `${String(count)}件についてCodexに再度問い合わせています。`,
    moving: (count: number) =>
      count === 1 ? 'ファイルを移動しています。' : `${String(count)}件を移動しています。`,
    renamed: '名前を変更しました。',
    commented: 'コメントを保存しました。',
    limited: '制限を保存しました。',
    copied: (count: number) =>
      count === 1 ? 'コピーしました。' : `${String(count)}行をコピーしました。`,
    copiedSome: (count: number, all: number) =>
      `${String(all)}件中${String(count)}件からコピーしました。他にはありません。`,
    copiedNone: 'コピーするものがありません。',
    exported: (count: number) =>
      count === 1
        ? '.torrentファイルとして保存しました。'
        : `${String(count)}件の.torrentファイルを保存しました。`,
    published: (count: number) =>
      count === 1 ? '公開しています。' : `${String(count)}件を公開しています。`,
    unpublished: (count: number) =>
      count === 1 ? '公開を取り消しました。' : `${String(count)}件の公開を取り消しました。`,
    unchanged: () => '変更はありません。すでにその状態です。',
    someFailed: (failed: number, all: number) =>
      all === 1 ? '失敗しました。' : `${String(all)}件中${String(failed)}件が失敗しました。`,
    show: '理由を表示',
    skippedUnknown: (count: number) =>
      `${String(count)}件を除外しました。ファイルがまだ分かりません。`,
  },
};
