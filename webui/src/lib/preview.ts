// Which files the browser can show by itself. Only a guess by the name: the server calls every file
// just bytes, so that none of them is ever run as a page.

export type PreviewKind = 'video' | 'audio' | 'image' | 'text';

const KINDS: Record<PreviewKind, string> = {
  video: 'mp4 m4v webm ogv mov mkv',
  audio: 'mp3 m4a aac ogg oga opus flac wav weba',
  // No SVG: it is a document, not a picture.
  image: 'png jpg jpeg gif webp avif bmp ico',
  text: 'txt md nfo log csv tsv json xml ini cfg conf yaml yml toml cue sfv md5 sha1 sha256 srt vtt ass sub m3u m3u8 diz',
};

const BY_ENDING = new Map(
  Object.entries(KINDS).flatMap(([kind, endings]) =>
    endings.split(' ').map((ending) => [ending, kind as PreviewKind] as const),
  ),
);

export function previewKind(path: string): PreviewKind | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot === -1 ? null : (BY_ENDING.get(name.slice(dot + 1).toLowerCase()) ?? null);
}
