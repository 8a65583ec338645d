import type { Location } from '../parse/model.js';
import type { XmlDocument, XmlElement } from '../parse/source.js';

const OPAQUE = [
  { open: '<![CDATA[', close: null },
  { open: ']]>', close: null },
  { open: '<!--', close: '-->' },
  { open: '<?', close: '?>' },
] as const;

/** An expression as it stands in a document, without the blanks around it, able to say where each character stands. */
export class SourceText {
  readonly value: string;

  constructor(
    private readonly document: XmlDocument,
    private readonly element: XmlElement,
  ) {
    this.value = element.text.trim();
  }

  /** Line and column, in the file, of a character of `value`; of the element itself when the text is empty. */
  locate(offset: number): Location {
    const { document, element } = this;
    return element.textOffset < 0 ? element.location : document.locate(this.sourceOffset(offset));
  }

  /** Walks the source beside `value`: references and line ends take more characters there, comments are not in it. */
  private sourceOffset(offset: number): number {
    const { text } = this.document;
    let at = this.element.textOffset;
    let read = 0;
    for (;;) {
      const skipped = skipOpaque(text, at);
      if (skipped > at) {
        at = skipped;
        continue;
      }
      if (read >= offset || at >= text.length || text[at] === '<') return at;
      if (text[at] === '&') {
        const end = text.indexOf(';', at);
        read += text[at + 1] === '#' && astral(text.slice(at + 2, end)) ? 2 : 1;
        at = end + 1;
      } else {
        at += text.startsWith('\r\n', at) ? 2 : 1;
        read++;
      }
    }
  }
}

/** Whether a numeric reference names a character that takes two UTF-16 units. */
function astral(reference: string): boolean {
  return (reference.startsWith('x') ? Number.parseInt(reference.slice(1), 16) : Number(reference)) > 0xffff;
}

function skipOpaque(text: string, at: number): number {
  const opaque = OPAQUE.find(({ open }) => text.startsWith(open, at));
  if (!opaque) return at;
  if (opaque.close === null) return at + opaque.open.length;
  const end = text.indexOf(opaque.close, at + opaque.open.length);
  return end < 0 ? at : end + opaque.close.length;
}
