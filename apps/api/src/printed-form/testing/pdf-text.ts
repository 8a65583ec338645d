import { inflateSync } from 'node:zlib';

/** The text of a PDF, a line for each row of letters on a page: what somebody copies out of it. Made for what pdfkit writes. */
export function pdfText(bytes: Buffer): string {
  const objects = objectsOf(bytes);
  const pages = [...objects.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map((page) => pageText(page.head, objects)).join('\n');
}

interface PdfObject {
  readonly head: string;
  readonly stream: Buffer | null;
}

function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const text = bytes.toString('latin1');
  const found = new Map<string, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([^]*?)\nendobj/g)) {
    const [, id = '', body = ''] = match;
    const [, head = body, data] = /^([^]*?)\nstream\n([^]*)\nendstream$/.exec(body) ?? [];
    const raw = data === undefined ? null : Buffer.from(data, 'latin1');
    const stream = raw !== null && /\/FlateDecode/.test(head) ? inflateSync(raw) : raw;
    found.set(id, { head, stream });
  }
  return found;
}

function pageText(head: string, objects: ReadonlyMap<string, PdfObject>): string {
  const of = (id: string | undefined): PdfObject => {
    const found = objects.get(id ?? '');
    if (found === undefined) throw new Error(`The PDF has no object ${id ?? '?'}`);
    return found;
  };
  const resources = of(/\/Resources (\d+) 0 R/.exec(head)?.[1]).head;
  const letters = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id]) => {
      const table = of(/\/ToUnicode (\d+) 0 R/.exec(of(id).head)?.[1]).stream?.toString('latin1') ?? '';
      return [name, unicodeOf(table)] as const;
    }),
  );
  const content = of(/\/Contents (\d+) 0 R/.exec(head)?.[1]).stream?.toString('latin1') ?? '';
  const rows = new Map<string, string>();
  for (const [, y = '', font = '', shown = ''] of content.matchAll(
    /1 0 0 1 [\d.]+ ([\d.]+) Tm\n\/(F\d+) [\d.]+ Tf\n(?:\d Tr\n)?([^]*?)\nET/g,
  )) {
    const codes = [...shown.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? []);
    rows.set(y, (rows.get(y) ?? '') + codes.map((code) => letters.get(font)?.get(code) ?? '?').join(''));
  }
  return [...rows.values()].join('\n');
}

/** Of a CMap: glyphs by their numbers, in ranges. */
function unicodeOf(table: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, from = '', list = ''] of table.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/g)) {
    const first = parseInt(from, 16);
    for (const [at, [, hex = '']] of [...list.matchAll(/<([0-9a-f ]+)>/g)].entries()) {
      const units = (hex.match(/[0-9a-f]{4}/g) ?? []).map((unit) => parseInt(unit, 16));
      found.set((first + at).toString(16).padStart(4, '0'), String.fromCharCode(...units));
    }
  }
  return found;
}
