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
