// What a page does with a long list: how soon rows show, how scrolling feels, what it costs.

/** What has to be known of a page. */
export const PAGES = {
  qcodex: {
    row: '[role="row"][data-id]',
    scroller: '[role="grid"]',
    all: (count) => document.querySelector('[role="grid"]')?.ariaRowCount === String(count + 1),
  },
  qBittorrent: {
    row: '#torrentsTableDiv tbody tr',
    scroller: '#torrentsTableDiv',
    all: (count) => document.querySelectorAll('#torrentsTableDiv tbody tr').length >= count,
  },
};

/** A page that needs longer is not waited for. */
const PATIENCE_MS = 180_000;
const SCROLL_MS = 5000;
const POLLS_MS = 8000;

/** Tasks of a thread, as the browser's own trace has them. */
const TASK = /RunTask$/;
/** What the page's thread notes at each frame while it is scrolled. */
const FRAME = 'bench frame';

export async function measure(browser, page, url, count) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const tab = await context.newPage();
  tab.setDefaultTimeout(PATIENCE_MS);
  const result = {};
  try {
    await tab.addInitScript((selector) => {
      globalThis.bench = { tasks: [] };
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.bench.tasks.push(duration);
      }).observe({ type: 'longtask' });
      const look = () => {
        if (document.querySelector(selector) === null) requestAnimationFrame(look);
        else globalThis.bench.first = performance.now();
      };
      requestAnimationFrame(look);
    }, page.row);
    const cdp = await context.newCDPSession(tab);
    const trace = new Trace(await browser.newBrowserCDPSession());
    await trace.start();
    await tab.goto(url);
    await tab.waitForFunction(() => globalThis.bench.first !== undefined);
    result.first = await tab.evaluate(() => globalThis.bench.first);
    await tab.waitForFunction(page.all, count, { polling: 50 });
    result.all = await tab.evaluate(() => performance.now());
    result.loading = await longest(tab);
    result.loadingWork = (await trace.stop()).longest;

    await tab.waitForTimeout(2000);
    await longest(tab);
    await trace.start();
    await tab.waitForTimeout(POLLS_MS);
    result.polls = await longest(tab);
    const polls = await trace.stop();
    result.pollsWork = polls.longest;
    result.pollsLoad = polls.total / POLLS_MS;

    await trace.start();
    const frames = await tab.evaluate(scroll, [page.scroller, SCROLL_MS, FRAME]);
    frames.sort((a, b) => a - b);
    result.frames = frames.length;
    result.p95 = frames[Math.floor(frames.length * 0.95)];
    result.worst = frames[frames.length - 1];
    result.late = frames.filter((one) => one > 50).length;
    result.scrolling = await longest(tab);
    const scrolled = await trace.stop();
    result.frameWork = scrolled.total / frames.length;
    result.scrollingWork = scrolled.longest;
    result.worstWork = Math.max(...scrolled.frames);
    result.lateWork = scrolled.frames.filter((one) => one > 50).length;

    result.elements = await tab.evaluate(() => document.querySelectorAll('*').length);
    await cdp.send('HeapProfiler.collectGarbage');
    await cdp.send('HeapProfiler.collectGarbage');
    result.heap = (await cdp.send('Runtime.getHeapUsage')).usedSize;
  } catch (error) {
    result.gaveUp = /Timeout/.test(String(error)) ? 'gave up' : String(error).split('\n')[0];
  } finally {
    await context.close().catch(() => undefined);
  }
  return result;
}

/**
 * How long the main thread worked, in its own time: what other processes took from it meanwhile does
 * not count, so that a busy machine does not blame the page.
 */
class Trace {
  #cdp;
  #events = [];

  constructor(cdp) {
    this.#cdp = cdp;
    cdp.on('Tracing.dataCollected', ({ value }) => {
      for (const event of value) {
        const { name } = event;
        if (name === 'thread_name' || name === FRAME || TASK.test(name)) this.#events.push(event);
      }
    });
  }

  async start() {
    this.#events = [];
    await this.#cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: {
        includedCategories: ['toplevel', 'devtools.timeline', 'blink.user_timing', '__metadata'],
      },
    });
  }

  /** In milliseconds: the longest task, all tasks, and those of each frame, of the busiest page. */
  async stop() {
    const done = new Promise((finished) => this.#cdp.once('Tracing.tracingComplete', finished));
    await this.#cdp.send('Tracing.end');
    await done;
    const pages = new Map();
    for (const { name, args, pid, tid } of this.#events) {
      if (name === 'thread_name' && args.name === 'CrRendererMain') {
        pages.set(`${String(pid)} ${String(tid)}`, {
          longest: 0,
          total: 0,
          tasks: [],
          marks: [],
        });
      }
    }
    for (const event of this.#events) {
      const { name, pid, tid, tdur = 0 } = event;
      const page = pages.get(`${String(pid)} ${String(tid)}`);
      if (page === undefined) continue;
      if (name === FRAME) page.marks.push(event.ts);
      if (!TASK.test(name)) continue;
      page.tasks.push(event);
      page.longest = Math.max(page.longest, tdur / 1000);
      page.total += tdur / 1000;
    }
    const [busiest] = [...pages.values()].sort((a, b) => b.total - a.total);
    if (busiest === undefined) return { longest: NaN, total: NaN, frames: [] };
    return { ...busiest, frames: byFrame(busiest) };
  }
}

/** The work of each frame: tasks from the one that holds its mark to the one that holds the next. */
function byFrame({ tasks, marks }) {
  const work = marks.map(() => 0);
  tasks.sort((a, b) => a.ts - b.ts);
  marks.sort((a, b) => a - b);
  let frame = -1;
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    while (frame + 1 < marks.length && marks[frame + 1] <= ts + dur) frame += 1;
    if (frame >= 0) work[frame] += tdur / 1000;
  }
  return work;
}

/** The longest task since it was last asked, in milliseconds. */
async function longest(tab) {
  return tab.evaluate(() => Math.max(0, ...globalThis.bench.tasks.splice(0)));
}

/** Scrolls down without a pause and returns the time of each frame. */
function scroll([selector, duration, mark]) {
  const element = document.querySelector(selector);
  return new Promise((done) => {
    const frames = [];
    let last = performance.now();
    const end = last + duration;
    const frame = () => {
      const now = performance.now();
      performance.mark(mark);
      frames.push(now - last);
      last = now;
      element.scrollTop += 700;
      if (now < end) requestAnimationFrame(frame);
      else done(frames);
    };
    requestAnimationFrame(frame);
  });
}
