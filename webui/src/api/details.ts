// The endpoints of the details of one torrent, named as in the URL.

import { answer, get, post } from './client';
import type { Properties, TorrentPeersReply, TrackerRow, WebSeed } from './types';

/** A state or a count for each piece; a million of them are common, so they are kept small. */
export type Pieces = Uint8Array;

export const details = {
  async properties(hash: string, signal?: AbortSignal): Promise<Properties> {
    return answer<Properties>(await get('torrents/properties', { hash }, signal));
  },

  /** 0 missing, 1 being fetched, 2 here. */
  async pieceStates(hash: string, signal?: AbortSignal): Promise<Pieces> {
    return small(answer<number[]>(await get('torrents/pieceStates', { hash }, signal)));
  },

  /** Nodes known to hold each; nothing of what is complete. */
  async pieceAvailability(hash: string, signal?: AbortSignal): Promise<Pieces> {
    return small(answer<number[]>(await get('torrents/pieceAvailability', { hash }, signal)));
  },

  async trackers(hash: string, signal?: AbortSignal): Promise<readonly TrackerRow[]> {
    return answer<TrackerRow[]>(await get('torrents/trackers', { hash }, signal));
  },

  /** One URL a line; each empty line begins the next tier. */
  async addTrackers(hash: string, urls: string): Promise<void> {
    await post('torrents/addTrackers', { hash, urls });
  },

  async editTracker(hash: string, url: string, newUrl: string, tier: number): Promise<void> {
    // Servers before 2.13 call the URL `origUrl`.
    await post('torrents/editTracker', { hash, url, origUrl: url, newUrl, tier });
  },

  async removeTrackers(hash: string, urls: readonly string[]): Promise<void> {
    await post('torrents/removeTrackers', { hash, urls: bars(urls) });
  },

  async webSeeds(hash: string, signal?: AbortSignal): Promise<readonly WebSeed[]> {
    return answer<WebSeed[]>(await get('torrents/webseeds', { hash }, signal));
  },

  async addWebSeeds(hash: string, urls: readonly string[]): Promise<void> {
    await post('torrents/addWebSeeds', { hash, urls: bars(urls) });
  },

  async editWebSeed(hash: string, origUrl: string, newUrl: string): Promise<void> {
    // Each is decoded once more than the form is.
    await post('torrents/editWebSeed', { hash, origUrl: bars([origUrl]), newUrl: bars([newUrl]) });
  },

  async removeWebSeeds(hash: string, urls: readonly string[]): Promise<void> {
    await post('torrents/removeWebSeeds', { hash, urls: bars(urls) });
  },

  async peers(hash: string, rid: number, signal?: AbortSignal): Promise<TorrentPeersReply> {
    return answer<TorrentPeersReply>(await get('sync/torrentPeers', { hash, rid }, signal));
  },

  /** Addresses with their ports; kept in the preference `banned_IPs`. */
  async banPeers(peers: readonly string[]): Promise<void> {
    await post('transfer/banPeers', { peers: peers.join('|') });
  },
};

/** For what the server splits at bars, decoding each part. */
function bars(urls: readonly string[]): string {
  return urls.map(encodeURIComponent).join('|');
}

/** More than 255 nodes look like 255. */
function small(values: readonly number[]): Pieces {
  return Uint8Array.from(values, (value) => Math.min(255, value));
}
