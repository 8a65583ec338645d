import type { Letters } from './letters.js';
import type { Labelled } from './sheet.js';

/** Points. */
const MARGIN = 42;
const PAD = 5;
const LEADING = 1.5;
const HAIR = 0.6;
const NOTE = 7.5;
/** The letters are the thinnest of the font; the line around them makes them as strong as in print. */
const STRENGTH = 0.028;
const STRONGER = 0.045;

export interface Line {
  readonly text: string;
  readonly size: number;
  readonly isRight?: boolean;
}

/** A page that is filled from top to bottom; what does not fit goes on on the next. */
export class Paper {
  readonly top = MARGIN;
  readonly left = MARGIN;
  readonly right: number;
  private readonly bottom: number;
  private y = MARGIN;

  constructor(
    private readonly document: PDFKit.PDFDocument,
    private readonly letters: Letters,
    private readonly notes: readonly string[],
  ) {
    for (const [name, font] of letters.fonts) document.registerFont(name, font);
    this.right = document.page.width - MARGIN;
    const below = this.noteLines().length + 1;
    this.bottom = document.page.height - MARGIN - below * NOTE * LEADING - PAD;
  }

  heading(text: string): void {
    const size = 18;
    for (const line of this.wrapped(text, size, this.right - this.left - 180)) {
      this.write(line, (this.left + this.right - this.widthOf(line, size)) / 2, this.y, size, STRONGER);
      this.y += size * LEADING;
    }
    this.y += PAD;
  }

  /** Two beside one another, clear of what stands in the upper right corner. */
  facts(facts: readonly Labelled[], clear: number): void {
    const size = 10;
    const width = (this.right - this.left - clear) / 2;
    for (let at = 0; at < facts.length; at += 2) {
      const heights = facts.slice(at, at + 2).map(({ label, value }, column) => {
        const x = this.left + column * width;
        const lines = this.wrapped(`${label}：${value}`, size, width - PAD);
        for (const [row, line] of lines.entries()) this.write(line, x, this.y + row * size * LEADING, size);
        return lines.length;
      });
      this.y += Math.max(...heights) * size * LEADING;
    }
    this.y = Math.max(this.y + PAD * 2, this.top + clear);
  }

  /** A label, and lines beside it, in a frame; one that does not fit is continued on the next page. */
  row(label: string, lines: readonly Line[], labelWidth: number): void {
    const width = this.right - this.left - labelWidth - 2 * PAD;
    const rest = lines.flatMap(({ text, size, isRight = false }) =>
      text
        .split('\n')
        .flatMap((part) => this.wrapped(part, size, width).map((line) => ({ text: line, size, isRight }))),
    );
    let isContinued = false;
    while (rest.length > 0) {
      const labels = this.wrapped(isContinued ? `${label}（续）` : label, 10, labelWidth - 2 * PAD);
      const least = Math.max(labels.length * 10 * LEADING, (rest[0]?.size ?? 0) * LEADING) + 2 * PAD;
      if (this.y + least > this.bottom) this.nextPage();
      const from = this.y;
      let y = from + PAD;
      for (let line = rest[0]; line !== undefined && y + line.size * LEADING + PAD <= this.bottom; line = rest[0]) {
        const x = this.left + labelWidth + PAD;
        this.write(line.text, line.isRight ? this.right - PAD - this.widthOf(line.text, line.size) : x, y, line.size);
        y += line.size * LEADING;
        rest.shift();
      }
      for (const [at, text] of labels.entries()) {
        this.write(text, this.left + PAD, from + PAD + at * 10 * LEADING, 10, STRONGER);
      }
      this.y = Math.max(y + PAD, from + least);
      this.frame(from, labelWidth);
      isContinued = true;
    }
  }

  /** Notes and numbers of pages, once it is known how many there are. */
  finish(): void {
    const { start, count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.document.switchToPage(start + page);
      let y = this.bottom + PAD;
      for (const line of this.noteLines()) {
        this.write(line, this.left, y, NOTE);
        y += NOTE * LEADING;
      }
      const number = `第 ${page + 1} 页 / 共 ${count} 页`;
      this.write(number, this.right - this.widthOf(number, NOTE), y, NOTE);
    }
  }

  private noteLines(): readonly string[] {
    return this.notes.flatMap((note) => this.wrapped(note, NOTE, this.document.page.width - 2 * MARGIN));
  }

  private nextPage(): void {
    this.document.addPage();
    this.y = this.top;
  }

  private frame(from: number, labelWidth: number): void {
    const { document, left, right, y } = this;
    document.lineWidth(HAIR).strokeColor('black');
    document.rect(left, from, right - left, y - from).stroke();
    document
      .moveTo(left + labelWidth, from)
      .lineTo(left + labelWidth, y)
      .stroke();
  }

  /** Between any two letters, but within no word or number that fits a line, and no line begins with a mark that belongs to what is before it. */
  private wrapped(text: string, size: number, width: number): string[] {
    const words = text.match(/[\w.,:%¥/-]+|./gsu) ?? [];
    const lines: string[] = [];
    let line = '';
    for (const word of words.flatMap((each) => (this.widthOf(each, size) > width ? Array.from(each) : [each]))) {
      const isHanging = /^[，。；：、！？）】”’》]$/u.test(word);
      if (line !== '' && !isHanging && this.widthOf(line + word, size) > width) {
        lines.push(line);
        line = word.trimStart();
      } else line += word;
    }
    return [...lines, line];
  }

  private widthOf(text: string, size: number): number {
    let width = 0;
    for (const piece of this.letters.pieces(text)) {
      width += this.document.font(piece.font).fontSize(size).widthOfString(piece.text);
    }
    return width;
  }

  private write(text: string, x: number, y: number, size: number, strength = STRENGTH): void {
    let at = x;
    for (const piece of this.letters.pieces(text)) {
      this.document
        .font(piece.font)
        .fontSize(size)
        .lineWidth(size * strength)
        .fillColor('black')
        .strokeColor('black');
      this.document.text(piece.text, at, y, { lineBreak: false, fill: true, stroke: true });
      at += this.document.widthOfString(piece.text);
    }
  }
}
