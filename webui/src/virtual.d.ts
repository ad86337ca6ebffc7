/** Made when the page is built, by `licences.ts` beside the configuration. */
declare module 'virtual:about' {
  export const licences: readonly {
    name: string;
    version: string;
    licence: string;
    /** The whole text; empty when the package brings none. */
    text: string;
  }[];
  /** The version in `package.json`. */
  export const version: string;
}
