// The toolbar, in Japanese.

import type { frame as english } from '../en/frame';
import type { Words } from '../words';

export const frame: Words<typeof english> = {
  toolbar: {
    label: '操作',
    add: '追加',
    create: 'Torrentを作成…',
    copyLink: 'リンクをコピー',
    more: 'その他',
    trackers: 'トラッカー…',
    preferences: '設定',
    sortBy: '並べ替え',
    ascending: '昇順',
    descending: '降順',
    logout: 'ログアウト',
  },
};
