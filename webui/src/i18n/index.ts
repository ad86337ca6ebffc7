import { en } from './en';

type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widen<T[K]> };

/** What a language has to bring. */
export type Strings = Widen<typeof en>;

export const t: Strings = en;
