// Words of every part: signing in, the connection, notices, units, states.
import type { common as english } from '../en/common';
import type { Words } from '../words';

export const common: Words<typeof english> = {
  product: 'qcodex',

  login: {
    title: '登录',
    username: '用户名',
    password: '密码',
    submit: '登录',
    busy: '正在登录…',
    wrong: '用户名或密码错误。',
    banned: '失败次数过多。此地址须等待一段时间后才能登录。',
    hint: '未设置密码时，服务器每次启动都会在日志中给出临时密码。',
    expired: '会话已结束。请重新登录，以便从原处继续。',
  },

  connection: {
    lost: '无法连接服务器。',
    retryIn: (seconds: number) => `${String(seconds)} 秒后重试。`,
    retrying: '正在重试…',
    retry: '立即重试',
    loading: '正在加载…',
  },

  toasts: { label: '通知', dismiss: '关闭' },

  errors: {
    network: '无法连接服务器。',
    answer: (status: number) => `服务器拒绝了请求：${String(status)}。`,
    part: '无法加载页面的这一部分。请刷新页面后重试。',
  },

  units: { bytes: ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'], perSecond: '/s', none: '–' },

  confirm: { cancel: '取消', more: (count: number) => `还有 ${String(count)} 个` },

  states: {
    downloading: '下载中',
    stalledDL: '等待数据',
    metaDL: '正在 Codex 中查找',
    queuedDL: '排队中',
    stoppedDL: '已停止',
    checking: '正在校验文件',
    checkingResumeData: '正在加载',
    uploading: '提供中',
    stalledUP: '已完成',
    queuedUP: '已完成，排队中',
    stoppedUP: '已完成，已停止',
    moving: '正在移动',
    missingFiles: '文件缺失',
    error: '错误',
    unknown: '未知',
  },

  publish: {
    none: '未发布',
    waiting: '等待发布',
    publishing: '正在发布',
    published: '已发布',
    failed: '失败',
    stale: '已过期',
  },

  reasons: {
    not_in_codex: '还没有人在 Codex 中发布它。会不时重试。',
    node_away: '无法连接 Codex 节点。节点恢复后继续。',
    no_source: '拥有它的节点目前都没有应答。会不时重试。',
    disk_full: '磁盘已满。有空间后继续。',
    quota_full: '节点已没有空间。有空间后继续。',
    private: '私有任务，因此未发布。',
    queued: '正在排队等待。',
  },

  link: {
    copied: (count: number) => (count === 1 ? '已复制链接。' : `已复制 ${String(count)} 个链接。`),
    none: '还没有 Codex 链接：任务完成并发布后才会出现。',
    failed: '浏览器不允许复制。',
  },

  nav: {
    label: '视图',
    menu: '菜单',
    skipToList: '跳到列表',
    skipToContent: '跳到内容',
    transfers: '传输',
    rss: 'RSS',
    search: '搜索',
    statistics: '统计',
    log: '日志',
    about: '关于',
    help: '键盘快捷键',
    language: '语言',
  },

  page: {
    asOf: (time: string) => `显示的是 ${time} 的状态。`,
    update: '服务器上有此页面的另一版本。',
    reload: '刷新页面',
    later: '稍后',
  },

  theme: {
    label: '配色',
    names: { system: '跟随系统', light: '浅色', dark: '深色' },
  },

  drop: {
    title: '松开即可添加',
    files: (count: number) => `${String(count)} 个文件`,
    text: '.torrent 文件或链接',
    notLinks: '这不是链接：可添加磁力链接、Codex CID、信息哈希和地址。',
    notTorrents: (names: string) =>
      `只能添加 .torrent 文件，而这不是：${names}。要分享服务器上的文件，请使用“制作种子”。`,
  },
};
