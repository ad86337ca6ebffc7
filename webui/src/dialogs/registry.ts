// The dialogs, each loaded when it is first opened. What opens one says `dialogs.open(name, props)`.
export const registry = {
  add: () => import('./AddTorrent.svelte'),
  category: () => import('./Category.svelte'),
  confirm: () => import('./Confirm.svelte'),
  remove: () => import('./Delete.svelte'),
  speedLimits: () => import('./SpeedLimits.svelte'),
  tags: () => import('./Tags.svelte'),
  trackers: () => import('./Trackers.svelte'),
  preferences: () => import('../prefs/Preferences.svelte'),
};
