import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decompress } from 'wawoff2';

/** Noto Sans SC in parts, each with some ranges of letters; a part is unpacked when a letter of it is first printed, and kept. */
const FOLDER = join(dirname(require.resolve('@fontsource-variable/noto-sans-sc/unicode.json')));
/** 〓 stands for a letter that the font does not have, as printers do. */
const MISSING = '〓';

interface Part {
  readonly name: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}
let parts: Promise<readonly Part[]> | undefined;
const unpacked = new Map<string, Promise<Buffer>>();

/** The letters of some texts, with the parts of the font that have them. */
export class Letters {
  private constructor(
    private readonly partOf: ReadonlyMap<string, string>,
    /** TrueType fonts by name. */
    readonly fonts: ReadonlyMap<string, Buffer>,
  ) {}

  static async of(texts: Iterable<string>): Promise<Letters> {
    const known = await (parts ??= readParts());
    const wanted = new Set([MISSING, ...[...texts].flatMap((text) => Array.from(text))]);
    const partOf = new Map<string, string>();
    for (const letter of wanted) {
      const code = letter.codePointAt(0) ?? 0;
      const part = known.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
      // The font has shapes for control characters, too; they say nothing.
      if (part !== undefined && !/\p{Cc}/u.test(letter)) partOf.set(letter, part.name);
    }
    const names = [...new Set(partOf.values())].sort();
    const fonts = await Promise.all(names.map(async (name) => [name, await fontOf(name)] as const));
    return new Letters(partOf, new Map(fonts));
  }

  /** The text in pieces that one part of the font has each. */
  pieces(text: string): readonly { readonly font: string; readonly text: string }[] {
    const found: { font: string; text: string }[] = [];
    for (const letter of text) {
      const shown = this.partOf.has(letter) ? letter : MISSING;
      const font = this.partOf.get(shown) ?? '';
      const last = found.at(-1);
      if (last?.font === font) last.text += shown;
      else found.push({ font, text: shown });
    }
    return found;
  }
}

/** Latin first: its letters are in several parts, and belong together. */
async function readParts(): Promise<readonly Part[]> {
  const table = JSON.parse(await readFile(join(FOLDER, 'unicode.json'), 'utf8')) as Readonly<Record<string, string>>;
  const all = Object.entries(table).map(([key, ranges]): Part => ({
    name: key.replace(/^\[(.*)\]$/, '$1'),
    ranges: ranges.split(',').map((range) => {
      const [from = '', to = from] = range.trim().slice('U+'.length).split('-');
      return [parseInt(from, 16), parseInt(to, 16)];
    }),
  }));
  return [...all.filter(({ name }) => name === 'latin'), ...all.filter(({ name }) => name !== 'latin')];
}

function fontOf(part: string): Promise<Buffer> {
  let font = unpacked.get(part);
  if (font === undefined) {
    const file = join(FOLDER, 'files', `noto-sans-sc-${part}-wght-normal.woff2`);
    unpacked.set(part, (font = readFile(file).then(async (bytes) => Buffer.from(await decompress(bytes)))));
    // What could not be read is tried again the next time.
    font.catch(() => unpacked.delete(part));
  }
  return font;
}
