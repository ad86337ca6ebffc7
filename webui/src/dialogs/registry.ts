// The dialogs, each loaded when it is first opened. What opens one says `dialogs.open(name, props)`.
export const registry = {
  add: () => import('./AddTorrent.svelte'),
  columns: () => import('./Columns.svelte'),
  comment: () => import('./Comment.svelte'),
  confirm: () => import('./Confirm.svelte'),
  failures: () => import('./Failures.svelte'),
  keys: () => import('./Keys.svelte'),
  limits: () => import('./Limits.svelte'),
  location: () => import('./Location.svelte'),
  newCategory: () => import('./NewCategory.svelte'),
  pickCategory: () => import('./PickCategory.svelte'),
  pickTags: () => import('./PickTags.svelte'),
  remove: () => import('./Delete.svelte'),
  rename: () => import('./Rename.svelte'),
  shareLimits: () => import('./ShareLimits.svelte'),
  trackers: () => import('./Trackers.svelte'),
  preferences: () => import('../prefs/Preferences.svelte'),
};
