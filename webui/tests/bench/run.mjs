// The page with very many torrents, beside qBittorrent's own where that is installed.
//
//   npm run bench [-- --counts 10000,50000] [--only qcodex|qBittorrent] [--runs 3]
//
// Our page is measured several times: a figure is the median. Whether the page or the machine made
// a frame late is told by the thread's own time, in which other processes do not count.
//
// CHROMIUM is the browser, QBITTORRENT_NOX the other server, when they are not at a usual place.
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { measure, PAGES } from './measure.mjs';
import { startQBittorrent } from './qbittorrent.mjs';
import { serve } from './server.mjs';

const PER_SECOND = 200;
const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const { values } = parseArgs({
  options: {
    counts: { type: 'string', default: '10000,50000' },
    only: { type: 'string' },
    runs: { type: 'string', default: '3' },
  },
});
const counts = values.counts.split(',').map(Number);
const page = new URL('../../build', import.meta.url).pathname;

const say = (text) => process.stdout.write(`${text}\n`);
const ms = (value) => `${value.toFixed(0)} ms`;

/** Title, how it is written, and what we want of our page. */
const LINES = [
  ['first rows shown', (r) => ms(r.first), (r, count) => count > 10_000 || r.first < 1000],
  ['all rows there', (r) => ms(r.all)],
  ['longest task while loading', (r) => ms(r.loading)],
  ['… in the thread’s own time', (r) => ms(r.loadingWork)],
  ['longest task during polls', (r) => ms(r.polls)],
  ['… in the thread’s own time', (r) => ms(r.pollsWork), (r) => r.pollsWork <= 50],
  ['main thread busy with polls', (r) => `${(r.pollsLoad * 100).toFixed(1)} %`],
  ['frames in 5 s of scrolling', (r) => String(r.frames)],
  ['frame time, 95 of 100', (r) => ms(r.p95)],
  ['longest frame', (r) => ms(r.worst), (r) => r.worst <= 50],
  ['frames over 50 ms', (r) => String(r.late), (r) => r.late === 0],
  ['… by the page’s own work', (r) => String(r.lateWork), (r) => r.lateWork === 0],
  ['most work for a frame', (r) => ms(r.worstWork), (r) => r.worstWork <= 50],
  ['longest task while scrolling', (r) => ms(r.scrolling)],
  ['… in the thread’s own time', (r) => ms(r.scrollingWork), (r) => r.scrollingWork <= 50],
  ['work for a frame, on average', (r) => `${r.frameWork.toFixed(1)} ms`],
  ['elements in the document', (r) => String(r.elements), (r) => r.elements < 1500],
  ['heap', (r) => `${(r.heap / 2 ** 20).toFixed(1)} MiB`, (r) => r.heap < 150e6],
];

const path = process.env.CHROMIUM ?? USUAL.find(existsSync);
const browser = await chromium.launch({
  ...(path === undefined ? {} : { executablePath: path }),
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const columns = [];
const loads = [loadavg()[0]];
let other = null;
try {
  // The browser's own processes are started; nothing of the page is known to it yet.
  await (await browser.newPage()).close();
  for (const name of Object.keys(PAGES)) {
    if (values.only !== undefined && values.only !== name) continue;
    if (name === 'qBittorrent') {
      other = await startQBittorrent();
      if (other === null) {
        say('qbittorrent-nox is not installed: its page is not measured.');
        continue;
      }
    }
    for (const count of counts) {
      const behind = name === 'qBittorrent' ? other.port : undefined;
      const ours = name === 'qcodex';
      const results = [];
      for (let left = ours ? Math.max(1, Number(values.runs)) : 1; left > 0; left -= 1) {
        const server = await serve({ count, perSecond: PER_SECOND, page, behind });
        results.push(await measure(browser, PAGES[name], server.url, count));
        server.stop();
        loads.push(loadavg()[0]);
      }
      const title = ours ? name : other.version;
      columns.push({ title, count, result: median(results), ours });
    }
  }
} finally {
  await browser.close();
  await other?.stop();
}

say(
  `\nThe page with many torrents, ${String(PER_SECOND)} rows changing a second ` +
    `(Chromium ${browser.version()}, ${String(cpus().length)} cores, ` +
    `load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}). “!” misses the goal.\n`,
);
const table = [
  ['', ...columns.map((one) => one.title)],
  ['torrents', ...columns.map((one) => String(one.count))],
  ...LINES.map(([title, write, good]) => [
    title,
    ...columns.map(({ result, count, ours }) => {
      const text = written(write, result);
      const missed = ours && good !== undefined && text !== '–' && !good(result, count);
      return missed ? `${text} !` : text;
    }),
  ]),
];
const notes = columns.flatMap(({ title, count, result }) =>
  result.gaveUp === undefined ? [] : [`${title}, ${String(count)}: ${result.gaveUp}`],
);
const widths = table[0].map((_, at) => Math.max(...table.map((line) => line[at].length)));
for (const line of table) {
  say(
    line
      .map((text, at) => (at === 0 ? text.padEnd(widths[at]) : text.padStart(widths[at])))
      .join('  '),
  );
}
for (const note of notes) say(note);

/** Of each figure the middle one; when a run gave up, its result. */
function median(results) {
  const failed = results.find((one) => one.gaveUp !== undefined);
  if (failed !== undefined) return failed;
  const middle = (name) => {
    const sorted = results.map((one) => one[name]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  return Object.fromEntries(Object.keys(results[0]).map((name) => [name, middle(name)]));
}

/** What was never reached has no figure. */
function written(write, result) {
  try {
    const text = write(result);
    return /undefined|NaN/.test(text) ? '–' : text;
  } catch {
    return '–';
  }
}
