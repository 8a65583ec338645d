/** What a message speaks of: what stands in quotes, with the id behind it, and numbers. */
const SPOKEN = /"([^"]{1,200})"|“([^”]{1,200})”(?:[(（]([^)）]{1,200})[)）])?|(?<![\w.:-])(\d+(?:[.,]\d+)*)(?![\w:-])/g;
/** What an expression reads and nobody has said. */
const UNSET = /\bNot set: ([^.]+)\./;

/** The particulars of a message, each once, in its order: names, what is quoted, numbers. */
export function particularsOf(message: string): readonly string[] {
  const said = [...message.matchAll(SPOKEN)].map(
    ([, plain, chinese, id, number]) =>
      plain ?? number ?? (id === undefined ? chinese : `${chinese ?? ''} ${id}`) ?? '',
  );
  const unset = UNSET.exec(message)?.[1]?.split(', ') ?? [];
  return [...new Set([...said, ...unset])];
}
