// The dialogs, each loaded when it is first opened. What opens one says `dialogs.open(name, props)`.
export const registry = {
  add: () => import('./AddTorrent.svelte'),
  confirm: () => import('./Confirm.svelte'),
  cookies: () => import('./Cookies.svelte'),
  remove: () => import('./Delete.svelte'),
  trackers: () => import('./Trackers.svelte'),
  preferences: () => import('../prefs/Preferences.svelte'),
};
