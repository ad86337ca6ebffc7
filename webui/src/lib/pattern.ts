// Regular expressions in time linear in the text. The browser's own engine tries one way after the
// other, and a pattern such as `(a+)+$` on the wrong name stops the page for longer than anybody
// waits. This one walks all ways at once (Thompson's construction), so nothing a reader types and
// nothing somebody names a file can do that. It only answers whether a text matches.
//
// What the browser's engine reads is read the same way, except that there are no look-arounds and
// no references back: those cannot be had in linear time. Letters match in either case.

/** Longer ones are refused: nobody types them, and each step costs time for every row. */
const LONGEST = 200;
/** Steps that a pattern may need; counted repeats multiply. */
const MOST_STEPS = 400;
/** Only the beginning of a text is looked at. */
const TEXT_LIMIT = 2048;

export class PatternError extends Error {
  /** `invalid` is no pattern at all, `unsupported` one that this engine leaves out. */
  constructor(
    readonly code: 'invalid' | 'unsupported' | 'complex',
    message: string = code,
  ) {
    super(message);
  }
}

/** A tree of what was read. */
type Node =
  | { is: 'char'; test: CharTest }
  | { is: 'at'; where: Where }
  | { is: 'sequence'; nodes: Node[] }
  | { is: 'either'; nodes: Node[] }
  | { is: 'repeat'; node: Node; least: number; most: number };

type Where = 'start' | 'end' | 'edge' | 'inside';
type CharTest = (code: number) => boolean;

/** The steps of the machine. */
type Step =
  | { do: 'char'; test: CharTest }
  | { do: 'at'; where: Where }
  | { do: 'fork'; to: number; or: number }
  | { do: 'jump'; to: number }
  | { do: 'found' };

/** The test for a pattern; throws `PatternError` for one that cannot be used. */
export function compilePattern(source: string): (text: string) => boolean {
  if (source.length > LONGEST) throw new PatternError('complex');
  try {
    // Only read, never run: the browser knows best what is a pattern.
    new RegExp(source, 'iu');
  } catch (error) {
    throw new PatternError('invalid', error instanceof Error ? error.message : undefined);
  }
  const steps = new Writer().write(new Reader(source).read());
  return (text) => walk(steps, text.slice(0, TEXT_LIMIT));
}

class Reader {
  #at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  read(): Node {
    const branches = [this.#branch()];
    while (this.#take('|')) branches.push(this.#branch());
    return branches.length === 1 ? (branches[0] as Node) : { is: 'either', nodes: branches };
  }

  #branch(): Node {
    const nodes: Node[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) {
      nodes.push(this.#repeated(this.#atom()));
    }
    return { is: 'sequence', nodes };
  }

  #atom(): Node {
    if (this.#match(/\(\?(?:[=!]|<[=!])|\\(?:[1-9]|k<)|\(\?[a-z-]+:/y)) {
      throw new PatternError('unsupported');
    }
    if (this.#match(/\((?:\?:|\?<[^>]*>)?/y)) {
      const node = this.read();
      this.#take(')');
      return node;
    }
    if (this.#take('^')) return { is: 'at', where: 'start' };
    if (this.#take('$')) return { is: 'at', where: 'end' };
    if (this.#take('\\b')) return { is: 'at', where: 'edge' };
    if (this.#take('\\B')) return { is: 'at', where: 'inside' };
    // One character or a class of them; the browser tells which characters it means.
    const atom =
      this.#match(/\[(?:\\.|[^\]\\])*\]/suy) ??
      this.#match(/\\(?:u\{[^}]*\}|[pP]\{[^}]*\}|u[\dA-Fa-f]{4}|x[\dA-Fa-f]{2}|c[A-Za-z]|.)/suy) ??
      this.#match(/./suy);
    if (atom === null) throw new PatternError('invalid');
    return { is: 'char', test: charTest(atom) };
  }

  #repeated(node: Node): Node {
    const mark = this.#match(/(?:[*+?]|\{\d+(?:,\d*)?\})\??/y);
    if (mark === null) return node;
    const [least, most] = bounds(mark);
    return { is: 'repeat', node, least, most };
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#source) ?? [];
    if (found === undefined) return null;
    this.#at += found.length;
    return found;
  }
}

function bounds(mark: string): [number, number] {
  if (mark.startsWith('*')) return [0, Infinity];
  if (mark.startsWith('+')) return [1, Infinity];
  if (mark.startsWith('?')) return [0, 1];
  const [least = '0', most = least] = mark.replace(/[{}?]/g, '').split(',');
  return [Number(least), most === '' ? Infinity : Number(most)];
}

/** Whether a character is one that an atom means; remembers what it was told. */
function charTest(atom: string): CharTest {
  const one = new RegExp(`^${atom}$`, 'iu');
  const known = new Map<number, boolean>();
  return (code) => {
    let yes = known.get(code);
    if (yes === undefined) {
      yes = one.test(String.fromCodePoint(code));
      known.set(code, yes);
    }
    return yes;
  };
}

class Writer {
  readonly #steps: Step[] = [];

  write(node: Node): readonly Step[] {
    this.#write(node);
    this.#push({ do: 'found' });
    return this.#steps;
  }

  #write(node: Node): void {
    switch (node.is) {
      case 'char':
        this.#push({ do: 'char', test: node.test });
        break;
      case 'at':
        this.#push({ do: 'at', where: node.where });
        break;
      case 'sequence':
        for (const one of node.nodes) this.#write(one);
        break;
      case 'either':
        this.#either(node.nodes);
        break;
      case 'repeat':
        for (let done = 0; done < node.least; done += 1) this.#write(node.node);
        if (node.most === Infinity) this.#loop(node.node);
        else for (let done = node.least; done < node.most; done += 1) this.#optional(node.node);
        break;
    }
  }

  #either(nodes: readonly Node[]): void {
    const ends: { do: 'jump'; to: number }[] = [];
    for (const [at, one] of nodes.entries()) {
      if (at === nodes.length - 1) {
        this.#write(one);
        break;
      }
      const fork = this.#fork();
      this.#write(one);
      const end = { do: 'jump' as const, to: 0 };
      ends.push(end);
      this.#push(end);
      fork.or = this.#steps.length;
    }
    for (const end of ends) end.to = this.#steps.length;
  }

  #loop(node: Node): void {
    const start = this.#steps.length;
    const fork = this.#fork();
    this.#write(node);
    this.#push({ do: 'jump', to: start });
    fork.or = this.#steps.length;
  }

  #optional(node: Node): void {
    const fork = this.#fork();
    this.#write(node);
    fork.or = this.#steps.length;
  }

  #fork(): { to: number; or: number } {
    const fork = { do: 'fork' as const, to: this.#steps.length + 1, or: 0 };
    this.#push(fork);
    return fork;
  }

  #push(step: Step): void {
    if (this.#steps.length >= MOST_STEPS) throw new PatternError('complex');
    this.#steps.push(step);
  }
}

/** Walks the text once, standing at every step that some way may have reached. */
function walk(steps: readonly Step[], text: string): boolean {
  const seen = new Int32Array(steps.length).fill(-1);
  let here: CharTest[] = [];
  let targets: number[] = [];
  let before = -1;
  let at = 0;
  for (;;) {
    const next = at < text.length ? (text.codePointAt(at) ?? -1) : -1;
    const tests: CharTest[] = [];
    const froms: number[] = [];
    // A match may begin anywhere, so the first step is stood on at every character.
    const open = [0];
    if (before !== -1) {
      for (let way = 0; way < here.length; way += 1) {
        if (here[way]?.(before) === true) open.push(targets[way] ?? 0);
      }
    }
    for (let step = open.pop(); step !== undefined; step = open.pop()) {
      if (seen[step] === at) continue;
      seen[step] = at;
      const what = steps[step];
      if (what === undefined) continue;
      switch (what.do) {
        case 'found':
          return true;
        case 'char':
          tests.push(what.test);
          froms.push(step + 1);
          break;
        case 'jump':
          open.push(what.to);
          break;
        case 'fork':
          open.push(what.or, what.to);
          break;
        case 'at':
          if (stands(what.where, before, next)) open.push(step + 1);
          break;
      }
    }
    if (next === -1) return false;
    here = tests;
    targets = froms;
    before = next;
    at += next > 0xffff ? 2 : 1;
  }
}

function stands(where: Where, before: number, next: number): boolean {
  switch (where) {
    case 'start':
      return before === -1;
    case 'end':
      return next === -1;
    case 'edge':
      return isWord(before) !== isWord(next);
    case 'inside':
      return isWord(before) === isWord(next);
  }
}

function isWord(code: number): boolean {
  // With `iu`, the long s and the Kelvin sign fold into word letters.
  return code !== -1 && /^[\w\u017f\u212a]$/.test(String.fromCodePoint(code));
}
