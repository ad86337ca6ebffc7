// The views besides the list, each loaded when it is first shown.
export const registry = {};
