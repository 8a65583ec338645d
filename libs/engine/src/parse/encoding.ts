/** What the first bytes say: which decoder to use, and whether the declaration contradicts them. */
export type Decoded =
  | { readonly ok: true; readonly text: string; readonly encoding: string; readonly remark?: string }
  | {
      readonly ok: false;
      readonly code: 'unknown-encoding' | 'undecodable-bytes';
      readonly message: string;
      readonly line?: number;
    };

const DECLARATION = /^\s*<\?xml[^>]*?\sencoding\s*=\s*(?:"([^"]*)"|'([^']*)')/;
/** An XML declaration is short; what stands further in is content. */
const DECLARATION_BYTES = 512;

/** Byte patterns of XML 1.0 appendix F that need no declaration to be recognised. */
const SIGNATURES: readonly {
  readonly bytes: readonly number[];
  readonly encoding: string | null;
  readonly mark: number;
}[] = [
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: null, mark: 4 },
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: null, mark: 4 },
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8', mark: 3 },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be', mark: 2 },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le', mark: 2 },
  { bytes: [0x00, 0x3c, 0x00], encoding: 'utf-16be', mark: 0 },
  { bytes: [0x3c, 0x00], encoding: 'utf-16le', mark: 0 },
  { bytes: [0x00, 0x00, 0x00, 0x3c], encoding: null, mark: 0 },
  { bytes: [0x4c, 0x6f, 0xa7, 0x94], encoding: null, mark: 0 },
];

/**
 * Bytes of an XML document as text (XML 1.0 §4.3.3 and appendix F): a byte order mark wins, then the pattern of the
 * first bytes, then the encoding declaration, then UTF-8. Every encoding of the WHATWG standard is read. A byte that
 * does not belong to the encoding is an error: guessing would change names and amounts unseen.
 */
export function decodeXml(bytes: Uint8Array): Decoded {
  const signature = SIGNATURES.find((candidate) => candidate.bytes.every((byte, index) => bytes[index] === byte));
  if (signature?.encoding === null) {
    return {
      ok: false,
      code: 'unknown-encoding',
      message: 'The document is written in UTF-32 or EBCDIC, which cannot be read. Save it as UTF-8.',
    };
  }
  const declared = declaredEncoding(bytes, signature?.encoding ?? 'latin1');
  const label = signature?.encoding ?? plausible(declared) ?? 'utf-8';
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  } catch {
    return {
      ok: false,
      code: 'unknown-encoding',
      message: `The encoding "${label}" of the XML declaration is not known. Save the document as UTF-8 and declare it so.`,
    };
  }
  const content = bytes.subarray(signature?.mark ?? 0);
  let text: string;
  try {
    text = decoder.decode(content);
    if (decoder.encoding === 'windows-1252') text = text.replace(/[\x80-\x9f]/g, fromWindows1252);
  } catch {
    return undecodable(content, signature?.mark ?? 0, label);
  }
  const remark = contradiction(declared, decoder.encoding);
  return { ok: true, text, encoding: decoder.encoding, ...(remark === undefined ? {} : { remark }) };
}

/** What windows-1252 has at 0x80 to 0x9F; a dot where it has nothing. */
const WINDOWS_1252 = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ';

/** Node 20 decodes windows-1252 (and so ISO-8859-1, its alias) as if it were Latin-1. */
function fromWindows1252(control: string): string {
  const character = WINDOWS_1252[control.charCodeAt(0) - 0x80];
  return character === undefined || character === '.' ? control : character;
}

function declaredEncoding(bytes: Uint8Array, encoding: string): string | undefined {
  const head = new TextDecoder(encoding).decode(bytes.subarray(0, DECLARATION_BYTES)).replace(/^\ufeff/, '');
  const match = DECLARATION.exec(head);
  return match?.[1] ?? match?.[2];
}

/** Bytes that show a one-byte `<` cannot be UTF-16 whatever they declare; exporters that serialise strings write this. */
function plausible(declared: string | undefined): string | undefined {
  return declared !== undefined && /^(utf-?16|ucs-?2|iso-10646-ucs-2)/i.test(declared) ? 'utf-8' : declared;
}

function contradiction(declared: string | undefined, used: string): string | undefined {
  if (declared === undefined) return undefined;
  let canonical: string | undefined;
  try {
    canonical = new TextDecoder(declared).encoding;
  } catch {
    canonical = undefined;
  }
  const sixteen = canonical?.startsWith('utf-16') === true && used.startsWith('utf-16');
  return canonical === used || sixteen
    ? undefined
    : `The XML declaration says "${declared}" but the bytes are ${used}; they were read as ${used}. Correct the declaration.`;
}

/** A fatal decoder does not say where it stopped: halve the prefix until the first bad byte is found. */
function undecodable(content: Uint8Array, mark: number, label: string): Decoded {
  const prefix = (length: number): string | undefined => {
    try {
      return new TextDecoder(label, { fatal: true }).decode(content.subarray(0, length), { stream: true });
    } catch {
      return undefined;
    }
  };
  let good = 0;
  let bad = content.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (prefix(middle) === undefined) bad = middle;
    else good = middle;
  }
  const line = (prefix(good) ?? '').split(/\r\n|\r|\n/).length;
  return {
    ok: false,
    code: 'undecodable-bytes',
    line,
    message:
      `The byte at offset ${mark + good} is not valid ${label}. ` +
      'Save the document in the encoding that its XML declaration names, best UTF-8.',
  };
}
