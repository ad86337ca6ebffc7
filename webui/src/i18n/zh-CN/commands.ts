// The commands on torrents: their names in menus, on buttons and in the list of keys.
import type { commands as english } from '../en/commands';
import type { Words } from '../words';

export const commands: Words<typeof english> = {
  commands: {
    start: '启动',
    stop: '停止',
    forceStart: '强制启动',
    remove: '移除…',
    removeFiles: '移除及删除文件…',
    location: '移动…',
    rename: '重命名…',
    renameFiles: '重命名文件…',
    category: '分类',
    newCategory: '新建…',
    noCategory: '无',
    allOf: (count: number) => `全部 ${String(count)} 个…`,
    tags: '标签',
    pickTags: '选择标签…',
    removeAllTags: '移除所有标签',
    auto: '自动管理',
    comment: '备注…',
    limits: '限速…',
    shareLimits: '分享限制…',
    sequential: '按顺序获取',
    firstLast: '优先首尾区块',
    recheck: '重新校验',
    ask: '立即再次询问 Codex',
    queue: '队列',
    queueTop: '移到顶部',
    queueUp: '上移',
    queueDown: '下移',
    queueBottom: '移到底部',
    publish: '在 Codex 中发布',
    unpublish: '取消发布…',
    copy: '复制',
    copyName: '名称',
    copyHash1: '信息哈希 v1',
    copyHash2: '信息哈希 v2',
    copyMagnet: '磁力链接',
    copyId: '种子 ID',
    copyComment: '备注',
    copyLink: 'Codex 链接',
    copyRecord: '记录 CID',
    copyPath: '内容路径',
    export: '导出 .torrent',
    clear: (count: number) => `已选 ${String(count)} 个，取消选择`,
    menu: (count: number) => (count === 1 ? '对此任务的操作' : `对 ${String(count)} 个任务的操作`),
  },

  menu: { back: '返回', close: '关闭' },

  keys: {
    title: '键盘快捷键',
    page: '任何位置',
    list: '选中任务时',
    moving: '列表中',
    add: '添加种子',
    search: '搜索',
    preferences: '首选项',
    help: '显示此帮助',
    undo: '撤销上次更改',
    notices: '转到通知',
    menu: '所选任务的菜单',
    move: '移动并选择',
    extend: '扩展选择',
    walk: '移动但不选择',
    toggle: '选择或排除',
    all: '全选',
    clear: '取消选择',
    singles: '单字符快捷键',
    singlesHint: '语音输入或其他工具会误触时请关闭。浏览器会记住。',
    close: '关闭',
    or: '或',
    named: {
      Ctrl: 'Ctrl',
      Alt: 'Alt',
      Shift: 'Shift',
      Delete: 'Del',
      Insert: 'Ins',
      Escape: 'Esc',
      Space: '空格',
      Home: 'Home',
      End: 'End',
      PageUp: 'Page ↑',
      PageDown: 'Page ↓',
      ArrowUp: '↑',
      ArrowDown: '↓',
      ContextMenu: '菜单键',
    },
  },

  undo: {
    action: '撤销',
    done: '已撤销。',
    partly: (count: number, all: number) =>
      `已撤销 ${String(count)} / ${String(all)} 个：其余的已更改或已不存在。`,
    nothing: '没有可撤销的操作。',
    gone: '未撤销任何操作：任务已更改或已不存在。',
  },

  did: {
    started: (count: number) => (count === 1 ? '已启动。' : `已启动 ${String(count)} 个。`),
    stopped: (count: number) => (count === 1 ? '已停止。' : `已停止 ${String(count)} 个。`),
    forced: (count: number) =>
      count === 1 ? '已在队列之外启动。' : `已在队列之外启动 ${String(count)} 个。`,
    unforced: (count: number) => (count === 1 ? '已回到队列。' : `${String(count)} 个已回到队列。`),
    category: (name: string, count: number) =>
      count === 1 ? `已设置分类“${name}”。` : `已为 ${String(count)} 个任务设置分类“${name}”。`,
    noCategory: (count: number) =>
      count === 1 ? '已取消分类。' : `已取消 ${String(count)} 个任务的分类。`,
    tagged: (count: number) =>
      count === 1 ? '已更改标签。' : `已更改 ${String(count)} 个任务的标签。`,
    autoOn: (count: number) =>
      count === 1 ? '文件位置由其分类决定。' : `${String(count)} 个任务的文件位置由其分类决定。`,
    autoOff: (count: number) =>
      count === 1 ? '文件留在原处。' : `${String(count)} 个任务的文件留在原处。`,
    asked: (count: number) =>
      count === 1 ? '正在再次询问 Codex。' : `正在为 ${String(count)} 个任务再次询问 Codex。`,
    moving: (count: number) =>
      count === 1 ? '正在移动文件。' : `正在移动 ${String(count)} 个任务。`,
    renamed: '已重命名。',
    commented: '已保存备注。',
    limited: '已保存限制。',
    copied: (count: number) => (count === 1 ? '已复制。' : `已复制 ${String(count)} 行。`),
    copiedSome: (count: number, all: number) =>
      `已从 ${String(count)} / ${String(all)} 个任务复制；其余的没有。`,
    copiedNone: '没有可复制的内容。',
    exported: (count: number) =>
      count === 1 ? '已保存为 .torrent 文件。' : `已保存 ${String(count)} 个 .torrent 文件。`,
    published: (count: number) => (count === 1 ? '正在发布。' : `正在发布 ${String(count)} 个。`),
    unpublished: (count: number) =>
      count === 1 ? '已取消发布。' : `已取消发布 ${String(count)} 个。`,
    unchanged: () => '没有更改：原本就是如此。',
    someFailed: (failed: number, all: number) =>
      all === 1 ? '未成功。' : `${String(all)} 个中有 ${String(failed)} 个未成功。`,
    show: '查看原因',
    skippedUnknown: (count: number) => `已跳过 ${String(count)} 个：还不知道它们的文件。`,
  },
};
