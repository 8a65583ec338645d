const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([^]))/g;

/**
 * The characters that a string literal stands for (DMN 1.5 §10.3.1.2, rules 35 and 64). A backslash that begins no
 * escape stays, so that `"\d+"` is the pattern it looks like. Gives the offset of an escape that names no character.
 */
export function readString(literal: string): string | { readonly at: number } {
  const inner = literal.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  let wrong: number | undefined;
  const text = inner.replace(
    ESCAPE,
    (escape: string, short: string | undefined, long: string | undefined, other: string | undefined, at: number) => {
      if (short !== undefined) return String.fromCharCode(parseInt(short, 16));
      if (long !== undefined) {
        const code = parseInt(long, 16);
        if (code <= 0x10ffff) return String.fromCodePoint(code);
        wrong ??= at + 1;
      }
      return SIMPLE.get(other ?? '') ?? escape;
    },
  );
  return wrong === undefined ? text : { at: wrong };
}
