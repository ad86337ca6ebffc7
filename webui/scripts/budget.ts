// Ends a build whose first load has grown beyond its budget.
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Bytes, compressed: the document, its script and its styles. */
const MOST = 90_000;

export function budget(): Plugin {
  return {
    name: 'budget',
    writeBundle(_, bundle) {
      const first = Object.values(bundle).filter(({ fileName }) =>
        /^(index\.html|assets\/app\.(js|css))$/.test(fileName),
      );
      const sizes = first.map(
        (file) => gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length,
      );
      const sum = sizes.reduce((a, b) => a + b, 0);
      if (first.length !== 3) this.error('the first load is not index.html, app.js and app.css');
      if (sum > MOST)
        this.error(`the first load is ${String(sum)} bytes of at most ${String(MOST)}`);
    },
  };
}
