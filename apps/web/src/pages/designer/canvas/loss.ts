import { DEFAULT_XML_LIMITS, scanXml, type XmlElement } from '@quanheng/engine';

/** Namespaces of what stands where in the picture, in which `36.0` is `36`. */
const PLACES = ['http://www.omg.org/spec/DD/20100524/DC', 'http://www.omg.org/spec/DD/20100524/DI'];

/**
 * What one document says and another, that was made from it, does not: tags, attributes and texts, whatever prefixes, order and blanks they are written
 * with. Comments are told as such.
 * @throws XmlFault where a document is no XML
 */
export function lossBetween(read: string, written: string): readonly string[] {
  const left = new Map<string, { count: number; readonly shown: string }>();
  for (const { said, shown } of saidIn(read)) {
    const known = left.get(said);
    if (known === undefined) left.set(said, { count: 1, shown });
    else known.count += 1;
  }
  for (const { said } of saidIn(written)) {
    const known = left.get(said);
    if (known !== undefined) known.count -= 1;
  }
  return [...new Set([...left.values()].flatMap(({ count, shown }) => (count > 0 ? [shown] : [])))];
}

interface Said {
  /** With where it stands. */
  readonly said: string;
  readonly shown: string;
}

function* saidIn(text: string): Generator<Said> {
  yield* elementSaid(
    scanXml(text, DEFAULT_XML_LIMITS, () => ({ line: 1, column: 1 })),
    '',
  );
  for (const comment of text.match(/<!--[^]*?-->/g) ?? []) yield { said: comment, shown: comment };
}

function* elementSaid(
  { name, namespace, tag, attributes, children, text }: XmlElement,
  around: string,
): Generator<Said> {
  const id = attributes.find((each) => each.name === 'id' && each.namespace === '')?.value ?? '';
  const place = `${around}/{${namespace}}${name}#${id}`;
  yield { said: place, shown: `<${tag}>` };
  const isPlace = PLACES.includes(namespace);
  for (const each of attributes) {
    const value = isPlace ? String(Number(each.value)) : each.value;
    yield { said: `${place}@{${each.namespace}}${each.name}=${value}`, shown: `<${tag} ${each.tag}>` };
  }
  if (text.trim() !== '') yield { said: `${place}=${text.trim()}`, shown: `<${tag}>` };
  for (const child of children) yield* elementSaid(child, place);
}
