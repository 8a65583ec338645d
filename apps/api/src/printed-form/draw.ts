import PDFDocument from 'pdfkit';
import qrcode from 'qrcode-generator';
import { Letters } from './letters.js';
import { Paper } from './paper.js';
import type { Sheet } from './sheet.js';

/** Points: A4 is 595 by 842. */
const LABEL = 92;
const CODE = 76;
const BODY = 10;

/** A4, black on white; the same bytes for the same sheet. */
export async function draw(sheet: Sheet): Promise<Buffer> {
  const { title, facts, fields, columns, notes, code, at } = sheet;
  const texts = [title, '（续）', '第 页/共0123456789', ...notes];
  for (const { label, value } of [...facts, ...fields]) texts.push(label, value);
  for (const column of columns) {
    texts.push(column.title);
    for (const { lines, signature } of column.entries) texts.push(...lines, signature);
  }
  const letters = await Letters.of(texts);
  const made = new Date(at);
  const document = new PDFDocument({
    ...{ size: 'A4', margin: 0, bufferPages: true, lang: 'zh-CN' },
    info: { Title: title, Creator: 'Quanheng', Producer: 'Quanheng', CreationDate: made, ModDate: made },
  });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => void parts.push(part));
  const ended = new Promise<void>((resolve, reject) => {
    document.once('end', resolve);
    document.once('error', reject);
  });
  const paper = new Paper(document, letters, notes);
  paper.heading(title);
  squares(document, code, paper.right - CODE, paper.top - 6);
  paper.facts(facts, CODE + 14);
  for (const { label, value } of fields) paper.row(label, [{ text: value, size: BODY }], LABEL);
  for (const { title: label, entries } of columns) {
    const lines = entries.flatMap(({ lines: said, signature }) => [
      ...said.map((text) => ({ text, size: BODY })),
      { text: signature, size: BODY - 1, isRight: true },
    ]);
    paper.row(label, lines, LABEL);
  }
  paper.finish();
  document.end();
  await ended;
  return Buffer.concat(parts);
}

/** A QR code that survives a quarter of it being lost to a stamp or a fold. */
function squares(document: PDFKit.PDFDocument, text: string, x: number, y: number): void {
  const code = qrcode(0, 'Q');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const size = CODE / count;
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) document.rect(x + column * size, y + row * size, size, size);
    }
  }
  document.fill('black');
}
