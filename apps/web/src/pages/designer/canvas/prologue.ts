const DECLARATION = /^\uFEFF?(?:<\?xml[^>]*\?>)?\s*/;
const COMMENTS = /^(?:<!--[^]*?-->\s*)*/;

/** The comments with which a document begins: whose it is, and what it is for. The library of the canvas knows no comments. */
export function prologueOf(text: string): string {
  return (COMMENTS.exec(text.replace(DECLARATION, ''))?.[0] ?? '').trim();
}

/** A document that the library has written, with the comments that the one it was read from began with. */
export function withPrologue(written: string, prologue: string): string {
  return prologue === '' ? written : written.replace(DECLARATION, (declaration) => `${declaration}${prologue}\n`);
}
