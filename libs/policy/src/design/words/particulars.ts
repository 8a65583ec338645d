/** In quotes, with the id that may stand behind: `"Pay"`, `"Pay" (Task_1)`, `“支付”(Task_1)`. */
const QUOTED = /"([^"]{1,200})"(?: \(([^()]{1,200})\))?|“([^”]{1,200})”(?:\(([^()]{1,200})\))?/g;
/** A number that stands for itself: no part of a name, an id or a section. */
const NUMBER = /(?<![\w.§:-])\d+(?:[.,/]\d+)*(?![\w-])/g;
/** An example of a way: `填写 → 检查 → 支付`. */
const WAY = /[^：:。；;（()）、]+ → [^：:。；;（()）]+/g;
/** Data of an example: `amount = 1000`. */
const DATA = /[\p{L}_][\p{L}\d_]* = (?:"[^"]*"|[^\s，。；、]+)/gu;
/** What an expression reads and nobody has said. */
const UNSET = /\bNot set: ([^.]+)\./g;

/** What a message speaks of, each once: names with their ids, what is quoted, ways, data and numbers. They mean the same in every language. */
export function particularsOf(message: string): readonly string[] {
  const said: string[] = [];
  let rest = message;
  const take = (pattern: RegExp, shown: (match: RegExpMatchArray) => readonly string[]): void => {
    rest = rest.replace(pattern, (...match) => {
      said.push(...shown(match));
      return ' ';
    });
  };
  take(DATA, ([data]) => [data]);
  take(WAY, ([way]) => [way.trim()]);
  take(QUOTED, (match) => {
    const id = match[2] ?? match[4];
    const name = match[1] ?? match[3] ?? '';
    return [id === undefined ? name : `${name} (${id})`];
  });
  take(UNSET, ([, names = '']) => names.split(', '));
  take(NUMBER, ([number]) => [number]);
  return [...new Set(said)];
}
