// The dialogs, each loaded when it is first opened. What opens one says `dialogs.open(name, props)`.
export const registry = {
  add: () => import('./AddTorrent.svelte'),
  addUrls: () => import('./AddUrls.svelte'),
  confirm: () => import('./Confirm.svelte'),
  create: () => import('./create/CreateTorrent.svelte'),
  editUrl: () => import('./EditUrl.svelte'),
  preview: () => import('./FilePreview.svelte'),
  remove: () => import('./Delete.svelte'),
  renameFile: () => import('./RenameFile.svelte'),
  renameFiles: () => import('./RenameFiles.svelte'),
  trackers: () => import('./Trackers.svelte'),
  preferences: () => import('../prefs/Preferences.svelte'),
};
