// The other views: statistics, log, about.
export const views = {} as const;
