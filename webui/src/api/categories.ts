// Categories and tags themselves; giving them to torrents is with `torrents`.

import { post, type Params } from './client';

/** What `createCategory` and `editCategory` take besides the name. */
export interface CategoryOptions {
  /** Empty: by the name. */
  savePath: string;
  /** Undefined: as the server has it everywhere. */
  downloadPathEnabled: boolean | undefined;
  downloadPath: string;
  /** −2 as everywhere, −1 none; the others alike. */
  ratioLimit: number;
  seedingTimeLimit: number;
  inactiveSeedingTimeLimit: number;
  shareLimitAction: string;
  shareLimitsMode: string;
}

export const categories = {
  async create(category: string, options: CategoryOptions): Promise<void> {
    await post('torrents/createCategory', form(category, options));
  },

  async edit(category: string, options: CategoryOptions): Promise<void> {
    await post('torrents/editCategory', form(category, options));
  },

  /** With those below them. */
  async remove(names: readonly string[]): Promise<void> {
    await post('torrents/removeCategories', { categories: names.join('\n') });
  },
};

export const tags = {
  async create(names: readonly string[]): Promise<void> {
    await post('torrents/createTags', { tags: names.join(',') });
  },

  /** From everywhere. */
  async remove(names: readonly string[]): Promise<void> {
    await post('torrents/deleteTags', { tags: names.join(',') });
  },
};

function form(category: string, options: CategoryOptions): Params {
  // Sent but empty it means "as everywhere": what is not sent stays as it was.
  return { ...options, category, downloadPathEnabled: options.downloadPathEnabled ?? '' };
}
