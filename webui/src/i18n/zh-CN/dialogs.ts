// The dialogs of actions on torrents.
import type { dialogs as english } from '../en/dialogs';
import type { Words } from '../words';

export const dialogs: Words<typeof english> = {
  location: {
    title: (count: number) => (count === 1 ? '移动此任务' : `移动 ${String(count)} 个任务`),
    now: '当前位置',
    places: (count: number) => `${String(count)} 个不同的文件夹`,
    path: '移动到文件夹',
    hint: '服务器上的文件夹。不存在时会创建。',
    free: (bytes: string) => `那里有 ${bytes} 可用空间。`,
    freeUnknown: '那里的可用空间未知。',
    tooFull: (needed: string, free: string) => `空间可能不足：需移动 ${needed}，那里可用 ${free}。`,
    auto: (count: number) =>
      count === 1 ? '将关闭它的自动管理。' : `将关闭其中 ${String(count)} 个的自动管理。`,
    about: '移动磁盘上的文件。已发布的内容保持发布：节点会跟随文件。',
    same: '它们已经在那里。',
    empty: '请指定文件夹。',
    submit: '移动',
  },

  renameItem: {
    title: '重命名此任务',
    name: '名称',
    hint: '只更改列表中的名称：文件和文件夹的名称不变。',
    empty: '需要名称。',
    submit: '重命名',
  },

  comment: {
    title: (count: number) => (count === 1 ? '此任务的备注' : `${String(count)} 个任务的备注`),
    label: '备注',
    hint: '保存在此服务器上。Codex 中的记录不含备注。',
    submit: '保存',
  },

  limits: {
    title: (count: number) => (count === 1 ? '此任务的限速' : `${String(count)} 个任务的限速`),
    download: '下载',
    upload: '上传',
    uploadHint: '自己的节点所提供的部分。',
    none: '不限制',
    atMost: '最多',
    different: '各不相同',
    amount: (what: string) => `${what}：最多`,
    unit: (what: string) => `${what}：单位`,
    invalid: '限制须为大于零的数字。',
    global: '整个服务器的限制同时有效。',
    submit: '保存',
  },

  shareLimits: {
    title: (count: number) =>
      count === 1 ? '此任务的分享限制' : `${String(count)} 个任务的分享限制`,
    about: '已完成的任务达到限制后，执行相应动作。',
    ratio: '分享率',
    seeding: '完成并运行的时间',
    inactive: '无上传的时间',
    minutes: '分钟',
    hours: '小时',
    days: '天',
    unit: (what: string) => `${what}：单位`,
    above: '遵循分类或首选项',
    aboveNow: (value: string) => `遵循分类或首选项（当前 ${value}）`,
    never: '无',
    none: '不限制',
    own: '单独限制',
    different: '各不相同',
    amount: (what: string) => `${what}：单独限制`,
    action: '达到后',
    actions: {
      Default: '遵循分类或首选项',
      Stop: '停止任务',
      Remove: '移除任务',
      RemoveWithContent: '移除任务及其文件',
      EnableSuperSeeding: '超级做种（此处无效）',
    },
    mode: '达到条件',
    modes: {
      Default: '遵循分类或首选项',
      MatchAny: '达到任一限制',
      MatchAll: '达到所有限制',
    },
    invalid: '限制须为零或更大的数字。',
    submit: '保存',
  },

  pick: {
    category: (count: number) => (count === 1 ? '此任务的分类' : `${String(count)} 个任务的分类`),
    tags: (count: number) => (count === 1 ? '此任务的标签' : `${String(count)} 个任务的标签`),
    find: '查找或输入新名称',
    none: '无分类',
    noTags: '还没有标签。输入名称即可创建第一个。',
    noMatch: '没有匹配的名称。',
    create: (name: string) => `创建“${name}”`,
    some: (count: number, all: number) => `${String(count)} / ${String(all)}`,
    comma: '标签不能包含逗号。',
    submit: '保存',
    newTitle: '新分类',
    name: '名称',
    nameHint: '用“/”可成为另一分类的子分类，例如 films/documentaries。',
    path: '保存路径',
    pathHint: '留空：默认保存路径下的同名文件夹。',
    nameEmpty: '需要名称。',
    make: '创建并设置',
  },

  failures: {
    title: '未成功的操作',
    close: '关闭',
  },
};
