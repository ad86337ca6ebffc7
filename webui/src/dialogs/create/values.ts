// What is asked for when a torrent is made, and how it travels.

import type { Params } from '../../api/client';

export const FORMATS = ['hybrid', 'v1', 'v2'] as const;
/** 16 KiB to 256 MiB. */
export const PIECE_SIZES = Array.from({ length: 15 }, (_, at) => 16_384 * 2 ** at);
/** `publish`: into the list and into Codex; `add`: into the list; `file`: only the file. */
export const GOALS = ['publish', 'add', 'file'] as const;

export interface CreateValues {
  sourcePath: string;
  goal: (typeof GOALS)[number];
  private: boolean;
  trackers: string;
  webSeeds: string;
  comment: string;
  source: string;
  format: string;
  /** 0: by the size of the content. */
  pieceSize: number;
  optimize: boolean;
  /** KiB as typed: larger files begin at a piece of their own. */
  paddedLimit: string;
  torrentPath: string;
  /** Leaves out what begins with a dot. */
  ignoreDotfiles: boolean;
}

export function emptyValues(): CreateValues {
  return {
    sourcePath: '',
    goal: 'publish',
    private: false,
    trackers: '',
    webSeeds: '',
    comment: '',
    source: '',
    format: 'hybrid',
    pieceSize: 0,
    optimize: false,
    paddedLimit: '0',
    torrentPath: '',
    ignoreDotfiles: true,
  };
}

/** The parameters of `torrentcreator/addTask`. */
export function createParams(values: CreateValues): Params {
  const text = (value: string) => (value.trim() === '' ? undefined : value.trim());
  const aligned = values.format === 'v1' && values.optimize;
  return {
    // One at the end of a folder means nothing.
    sourcePath: values.sourcePath.trim().replace(/(.)\/+$/, '$1'),
    torrentFilePath: text(values.torrentPath),
    private: values.private,
    format: values.format,
    pieceSize: values.pieceSize,
    optimizeAlignment: values.format === 'v1' ? aligned : undefined,
    paddedFileSizeLimit: aligned ? Number(values.paddedLimit) * 1024 : undefined,
    comment: text(values.comment),
    source: text(values.source),
    trackers: addresses(values.trackers, true),
    urlSeeds: addresses(values.webSeeds, false),
    ignoreDotfiles: values.ignoreDotfiles,
    startSeeding: values.goal !== 'file',
    codexPublish: values.goal === 'publish',
  };
}

/** Lines as the wire has them; of trackers an empty line begins the next tier. */
export function addresses(text: string, tiers: boolean): string | undefined {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim());
  const kept = lines.filter((line, at) => line !== '' || (tiers && at > 0 && lines[at - 1] !== ''));
  const joined = kept.map(encodeURIComponent).join('|');
  return joined === '' ? undefined : joined;
}

/** What cannot be sent: the field that is wrong. */
export function problem(values: CreateValues): 'sourcePath' | 'torrentPath' | 'paddedLimit' | null {
  if (!values.sourcePath.trim().startsWith('/')) return 'sourcePath';
  const target = values.torrentPath.trim();
  if (target !== '' && !target.startsWith('/')) return 'torrentPath';
  const limits = values.format === 'v1' && values.optimize;
  return limits && !/^\d{1,9}$/.test(values.paddedLimit.trim()) ? 'paddedLimit' : null;
}

/** Sizes of content up to which the server takes pieces of 16 KiB, 32 KiB and so on. */
const STEPS = [
  2_684_355, 10_737_418, 42_949_673, 171_798_692, 687_194_767, 2_748_779_069, 10_995_116_278,
  43_980_465_111, 175_921_860_444, 703_687_441_777,
];

/** The piece size that the server chooses for content of that size. */
export function automaticPieceSize(bytes: number): number {
  return 16_384 * 2 ** STEPS.filter((step) => bytes > step).length;
}
