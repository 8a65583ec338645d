/**
 * What a file says in JSON.
 * @throws Error where it is not JSON in UTF-8, or says something twice: of two values of one name `JSON.parse` would keep the last and say nothing.
 */
export function parsedJson(bytes: Uint8Array): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const value = JSON.parse(text) as unknown;
  const name = nameTwice(text);
  if (name !== null) throw new Error(`${JSON.stringify(name)} stands there twice in one object: keep one of them`);
  return value;
}

/** A name, another text, or where an object begins or ends. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}]/g;

/** The first name that an object has twice; null: there is none. The text is JSON. */
function nameTwice(text: string): string | null {
  const objects: Set<string>[] = [];
  for (const [token, colon = ''] of text.matchAll(TOKENS)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (colon !== '') {
      const name = JSON.parse(token.slice(0, -colon.length)) as string;
      const names = objects.at(-1);
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
  }
  return null;
}
