// The toolbar.
import type { frame as english } from '../en/frame';
import type { Words } from '../words';

export const frame: Words<typeof english> = {
  toolbar: {
    label: '操作',
    add: '添加',
    create: '制作种子…',
    copyLink: '复制链接',
    more: '更多',
    trackers: 'Tracker…',
    preferences: '首选项',
    sortBy: '排序方式',
    ascending: '升序',
    descending: '降序',
    logout: '退出登录',
  },
};
