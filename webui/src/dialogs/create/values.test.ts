import { expect, test } from 'vitest';
import { addresses, automaticPieceSize, createParams, emptyValues, problem } from './values';

test('the least that can be asked for is published', () => {
  const params = createParams({ ...emptyValues(), sourcePath: ' /data/a b/ ' });
  expect(params).toMatchObject({
    sourcePath: '/data/a b',
    format: 'hybrid',
    pieceSize: 0,
    startSeeding: true,
    codexPublish: true,
    ignoreDotfiles: true,
  });
  for (const absent of ['torrentFilePath', 'trackers', 'comment', 'paddedFileSizeLimit'] as const) {
    expect(params[absent]).toBeUndefined();
  }
});

test('only the file is neither added nor published', () => {
  const params = createParams({ ...emptyValues(), goal: 'file' });
  expect([params.startSeeding, params.codexPublish]).toEqual([false, false]);
});

test('alignment is for version one', () => {
  const values = { ...emptyValues(), optimize: true, paddedLimit: '64' };
  expect(createParams({ ...values, format: 'v1' })).toMatchObject({
    optimizeAlignment: true,
    paddedFileSizeLimit: 65_536,
  });
  expect(createParams(values).optimizeAlignment).toBeUndefined();
});

test('an empty line begins a tier, and addresses are encoded once more', () => {
  expect(addresses('http://a/x|y\n\n\n http://b \n', true)).toBe(
    'http%3A%2F%2Fa%2Fx%7Cy||http%3A%2F%2Fb',
  );
  expect(addresses('http://a\n\nhttp://b', false)).toBe('http%3A%2F%2Fa|http%3A%2F%2Fb');
  expect(addresses(' \n ', true)).toBeUndefined();
});

test('paths have to be absolute', () => {
  const values = { ...emptyValues(), sourcePath: '/a' };
  expect(problem(values)).toBeNull();
  expect(problem({ ...values, sourcePath: 'a' })).toBe('sourcePath');
  expect(problem({ ...values, torrentPath: 'x.torrent' })).toBe('torrentPath');
  expect(problem({ ...values, format: 'v1', optimize: true, paddedLimit: 'x' })).toBe(
    'paddedLimit',
  );
});

test('the piece size grows with the content, as on the server', () => {
  expect(automaticPieceSize(0)).toBe(16_384);
  expect(automaticPieceSize(2_684_355)).toBe(16_384);
  expect(automaticPieceSize(2_684_356)).toBe(32_768);
  expect(automaticPieceSize(1e15)).toBe(16 * 1024 * 1024);
});
