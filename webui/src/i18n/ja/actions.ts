// Actions on torrents, in Japanese: the dialogs that ask before, the words that follow.

import type { actions as english } from '../en/actions';
import type { Words } from '../words';

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
