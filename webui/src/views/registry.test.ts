import { describe, expect, test } from 'vitest';
import type { ViewName } from '../state/route.svelte';
import { offered, registry, type Loader } from './registry';

const loader: Loader = () => Promise.reject(new Error('not loaded here'));
const all: Partial<Record<ViewName, Loader>> = { ...registry, rss: loader, search: loader };

describe('the views to choose from', () => {
  test('without features neither feeds nor search', () => {
    expect(offered(() => false, all)).toEqual(['transfers', 'statistics', 'log', 'about']);
  });

  test('each by its own feature', () => {
    expect(offered((name) => name === 'rss', all)).toContain('rss');
    expect(offered((name) => name === 'rss', all)).not.toContain('search');
    expect(offered((name) => name === 'search', all)).toContain('search');
  });

  test('a feature that this page has no view for is not offered', () => {
    expect(offered(() => true, registry)).toEqual(['transfers', 'statistics', 'log', 'about']);
  });
});
