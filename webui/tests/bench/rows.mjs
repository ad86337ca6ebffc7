// Torrents that never were: as many as wanted, with every field of a row, and changes in them.
import { createHash } from 'node:crypto';

const STATES = ['stalledUP', 'stalledUP', 'uploading', 'stoppedUP', 'downloading', 'stalledDL'];
const CATEGORIES = ['', 'films', 'films/short', 'music', 'software', 'archive'];
const TAGS = ['', 'kept', 'shared', 'kept, shared', 'new'];
const WORDS = 'Open Source Movie Archive Season Concert Lecture Ubuntu Debian Nature'.split(' ');
const TRACKERS = ['http://one.example/announce', 'udp://two.example:6969/announce'];
const NOW = 1_750_000_000;

export function idOf(at) {
  return createHash('sha1').update(String(at)).digest('hex');
}

function pick(list, at) {
  return list[at % list.length];
}

/** The row at that place; the same one each time. */
export function rowOf(at) {
  const id = idOf(at);
  const name = `${pick(WORDS, at)} ${pick(WORDS, at * 7 + 3)} ${String(at)} [1080p] (${String(1990 + (at % 35))})`;
  const state = pick(STATES, at * 5 + (at >> 4));
  const complete = /UP$|^uploading$/.test(state);
  const size = 50_000_000 + ((at * 7_919) % 9000) * 1_000_000;
  const progress = complete ? 1 : ((at * 37) % 1000) / 1000;
  const completed = Math.floor(size * progress);
  const record = `zDvZRwzm${id}${id.slice(0, 8)}`;
  const category = pick(CATEGORIES, at * 3);
  const savePath = `/srv/downloads/${category === '' ? 'other' : category}`;
  return {
    added_on: NOW - at * 61,
    amount_left: size - completed,
    auto_tmm: false,
    availability: complete ? -1 : 1.4,
    category,
    codex_node: 'embedded',
    codex_publish: complete ? 'published' : 'none',
    codex_reason:
      state === 'stalledDL'
        ? { code: 'no_source', text: 'No node that has it answers now.' }
        : null,
    codex_record: complete ? record : '',
    comment: '',
    completed,
    completion_on: complete ? NOW - at * 31 : -1,
    connections_count: 0,
    connections_limit: -1,
    content_path: `${savePath}/${name}`,
    created_by: '',
    creation_date: NOW - at * 100,
    dl_limit: 0,
    dlspeed: state === 'downloading' ? 500_000 + (at % 977) * 1000 : 0,
    download_path: '',
    downloaded: completed,
    downloaded_session: 0,
    eta: state === 'downloading' ? 60 + (at % 5000) : 8_640_000,
    f_l_piece_prio: false,
    force_start: false,
    has_metadata: true,
    has_other_announce_error: false,
    has_tracker_error: false,
    has_tracker_warning: false,
    inactive_seeding_time_limit: -2,
    infohash_v1: id,
    infohash_v2: '',
    last_activity: NOW - at,
    magnet_uri:
      `magnet:?xt=urn:btih:${id}&dn=${encodeURIComponent(name)}&tr=${encodeURIComponent(pick(TRACKERS, at))}` +
      (complete ? `&xs=urn:codex:${record}` : ''),
    max_inactive_seeding_time: -1,
    max_ratio: -1,
    max_seeding_time: -1,
    name,
    num_complete: 2,
    num_incomplete: 0,
    num_leechs: 0,
    num_seeds: 2,
    piece_size: 1_048_576,
    pieces_have: Math.floor(progress * 900),
    pieces_num: 900,
    popularity: 0.5,
    priority: 0,
    private: false,
    progress,
    ratio: (at % 400) / 100,
    ratio_limit: -2,
    reannounce: 0,
    root_path: `${savePath}/${name}`,
    save_path: savePath,
    seeding_time: at % 100_000,
    seeding_time_limit: -2,
    seen_complete: NOW - at,
    seq_dl: false,
    share_limit_action: 'Default',
    share_limits_mode: 'Default',
    size,
    state,
    super_seeding: false,
    tags: pick(TAGS, at),
    time_active: at % 200_000,
    total_size: size,
    total_wasted: 0,
    tracker: pick(TRACKERS, at),
    trackers_count: 1,
    up_limit: 0,
    uploaded: (at % 400) * 10_000_000,
    uploaded_session: 0,
    upspeed: state === 'uploading' ? 100_000 + (at % 331) * 1000 : 0,
  };
}

/** What changes in a row that is at work: the fields of a transfer. */
export function changeOf(at, step) {
  const speed = 100_000 + ((at * 31 + step * 17) % 5000) * 1000;
  return {
    dlspeed: speed,
    downloaded: 1_000_000 + step * 100_000,
    eta: 60 + ((at + step * 13) % 5000),
    progress: ((at * 37 + step) % 1000) / 1000,
    ratio: ((at + step) % 400) / 100,
    state: step % 3 === 0 ? 'stalledDL' : 'downloading',
    upspeed: step % 5 === 0 ? speed >> 3 : 0,
  };
}

export function trackersOf(count) {
  const trackers = Object.fromEntries(TRACKERS.map((url) => [url, []]));
  for (let at = 0; at < count; at += 1) trackers[pick(TRACKERS, at)].push(idOf(at));
  return trackers;
}

export const categories = Object.fromEntries(
  CATEGORIES.filter(Boolean).map((name) => [name, { name, savePath: '' }]),
);
export const tags = ['kept', 'shared', 'new'];
