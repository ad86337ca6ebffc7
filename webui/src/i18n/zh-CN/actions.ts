// Actions on torrents: the dialogs that ask before, the words that follow.
import type { actions as english } from '../en/actions';
import type { Words } from '../words';

export const actions: Words<typeof english> = {
  remove: {
    title: (count: number) => (count === 1 ? '移除此任务？' : `移除 ${String(count)} 个任务？`),
    files: '同时删除磁盘上的文件',
    filesHint: '此操作无法撤销。',
    keepHint: '文件留在原处。',
    remember: '记住对文件的选择',
    submit: '移除',
    submitFiles: '移除并删除文件',
    done: (count: number) => (count === 1 ? '已移除。' : `已移除 ${String(count)} 个。`),
    onDisk: (bytes: string) => `磁盘上有 ${bytes}`,
    inFiles: (files: number, bytes: string) => `磁盘上有 ${String(files)} 个文件，共 ${bytes}`,
    nothingOnDisk: '磁盘上还没有内容',
    placement:
      '它在 Codex 中的存放也会移除：自己的节点不再为此任务提供内容。其他任务共用的数据集会保留。',
  },

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

  unpublish: {
    title: (count: number) =>
      count === 1 ? '取消发布此任务？' : `取消发布 ${String(count)} 个任务？`,
    text: '自己的节点会遗忘其内容和记录。磁盘上的文件保留。只有其他节点拥有内容时，已分享的链接才继续有效。',
    submit: '取消发布',
  },

  recheck: {
    title: (count: number) =>
      count === 1 ? '重新校验此任务？' : `重新校验 ${String(count)} 个任务？`,
    text: '将读取磁盘上的所有文件。损坏或缺失的部分会重新获取。',
    submit: '重新校验',
    done: (count: number) => (count === 1 ? '正在校验。' : `正在校验 ${String(count)} 个任务。`),
  },

  tags: {
    title: (count: number) =>
      count === 1 ? '移除此任务的所有标签？' : `移除 ${String(count)} 个任务的所有标签？`,
    text: (names: string) => `将移除的标签：${names}。标签本身仍留在标签列表中。`,
    submit: '移除所有标签',
    done: '已移除标签。',
    none: '没有可移除的标签。',
  },

  trackers: {
    title: 'Tracker',
    about: 'Tracker 会保留、显示和导出；内容来自 Codex，因此不会联系任何 Tracker。',
    none: '没有任务带有 Tracker。',
    count: (count: number) => `${String(count)} 个任务`,
    remove: '从所有任务移除',
    removeNamed: (url: string) => `从所有任务移除 ${url}`,
    confirmTitle: '从所有任务移除此 Tracker？',
    confirmText: (url: string, count: number) => `将从 ${String(count)} 个任务移除 ${url}。`,
    done: '已从所有任务移除 Tracker。',
    close: '关闭',
  },
};
