import { ATTACHMENT_TYPES, type AttachmentSuffix } from '@quanheng/contracts';

const ZIP = [0x50, 0x4b, 0x03, 0x04] as const;
const SIGNATURES: Readonly<Partial<Record<AttachmentSuffix, readonly number[]>>> = {
  pdf: [0x25, 0x50, 0x44, 0x46, 0x2d],
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  jpg: [0xff, 0xd8, 0xff],
  jpeg: [0xff, 0xd8, 0xff],
  zip: ZIP,
  ofd: ZIP,
  docx: ZIP,
  xlsx: ZIP,
  pptx: ZIP,
};
/** A file that an Office or OFD archive must hold; names in a ZIP stand in plain text. */
const MEMBERS: Readonly<Partial<Record<AttachmentSuffix, string>>> = {
  ofd: 'OFD.xml',
  docx: 'word/',
  xlsx: 'xl/',
  pptx: 'ppt/',
};

export type Sniffed = { readonly ok: true; readonly type: string } | { readonly ok: false; readonly message: string };

/** The media type of a file, where its name and its bytes agree on one that may be attached. */
export function sniff(name: string, bytes: Buffer): Sniffed {
  const suffix = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (!name.includes('.') || !isKnown(suffix)) {
    const known = Object.keys(ATTACHMENT_TYPES).join(', ');
    return { ok: false, message: `Files of this kind are not taken: the name must end in one of ${known}.` };
  }
  return bearsOut(suffix, bytes)
    ? { ok: true, type: ATTACHMENT_TYPES[suffix] }
    : { ok: false, message: `The content of the file is not what .${suffix} says: save it in that format again.` };
}

function isKnown(suffix: string): suffix is AttachmentSuffix {
  return Object.hasOwn(ATTACHMENT_TYPES, suffix);
}

function bearsOut(suffix: AttachmentSuffix, bytes: Buffer): boolean {
  const signature = SIGNATURES[suffix];
  if (signature === undefined) return isText(bytes) && (suffix !== 'xml' || isMarkup(bytes));
  const member = MEMBERS[suffix];
  return signature.every((byte, i) => bytes[i] === byte) && (member === undefined || bytes.includes(member));
}

/** Text of any encoding that keeps ASCII, GB 18030 among them, has no NUL and does not pose as a program or an archive. */
function isText(bytes: Buffer): boolean {
  return (
    !bytes.includes(0) &&
    !Object.values(SIGNATURES).some((signature) => signature.every((byte, i) => bytes[i] === byte))
  );
}

function isMarkup(bytes: Buffer): boolean {
  const start = bytes
    .subarray(0, 200)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  return start.startsWith('<') && !/^<(?:!doctype\s+)?html/i.test(start);
}
