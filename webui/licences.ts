// The licences of the work of others that gets into the page: read from the packages when the page
// is built, so that the list is never older than what it lists. A package that is bundled and not
// named here makes the build fail.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** What may be in the page, in the order in which it is shown. */
const INSIDE = ['svelte', 'clsx', 'esm-env', 'uplot', 'uqr', 'lucide'];

const NAME = 'virtual:about';
const RESOLVED = `\0${NAME}`;
const FOLDER = join(import.meta.dirname, 'node_modules');

interface Description {
  version: string;
  license: string;
}

export function licences(): Plugin {
  return {
    name: 'licences',

    resolveId(id) {
      return id === NAME ? RESOLVED : undefined;
    },

    load(id) {
      if (id !== RESOLVED) return undefined;
      const list = INSIDE.map((name) => {
        const folder = join(FOLDER, name);
        const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Description;
        const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
        const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
        return { name, version: about.version, licence: about.license, text };
      });
      const { version } = JSON.parse(
        readFileSync(join(import.meta.dirname, 'package.json'), 'utf8'),
      ) as Description;
      return `export const licences = ${JSON.stringify(list)};
        export const version = ${JSON.stringify(version)};`;
    },

    generateBundle(_options, bundle) {
      for (const part of Object.values(bundle)) {
        if (part.type !== 'chunk') continue;
        for (const [id, module] of Object.entries(part.modules)) {
          const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
          if (name === undefined || module.renderedLength === 0 || INSIDE.includes(name)) continue;
          this.error(`${name} is in the page and not in the list of licences (licences.ts)`);
        }
      }
    },
  };
}
