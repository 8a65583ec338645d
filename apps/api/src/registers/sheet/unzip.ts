import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

/** What one sheet may ask of a reader. */
export const SHEET_LIMITS = {
  /** Bytes of the file. */
  bytes: 4_000_000,
  /** Parts of the package. */
  parts: 200,
  /** Bytes of one part when it is unpacked. */
  part: 16_000_000,
  /** Bytes of all that is unpacked. */
  unpacked: 24_000_000,
} as const;

/** What is wrong with a file as a whole: in Chinese, with what to do. */
export class SheetFault extends Error {
  override readonly name = 'SheetFault';
}

/** Macros, embedded objects and links to elsewhere have no place in a register. */
const FORBIDDEN = /(?:^|\/)(?:vbaProject|macrosheets|activeX|embeddings|externalLinks|ctrlProps|customUI|connections)/i;

/**
 * The XML parts of a package that are asked for, unpacked. What a directory of a package says of sizes is not believed: a part that is longer than it says, or
 * than the limits, ends the reading.
 * @throws SheetFault
 */
export async function unzip(bytes: Buffer, wanted: (path: string) => boolean): Promise<ReadonlyMap<string, string>> {
  if (bytes.length > SHEET_LIMITS.bytes) {
    throw new SheetFault(`文件超过 ${SHEET_LIMITS.bytes / 1_000_000} MB。请只保留要导入的工作表，或分几次导入。`);
  }
  const zip = await opened(bytes);
  const parts = new Map<string, string>();
  let unpacked = 0;
  try {
    if (zip.entryCount > SHEET_LIMITS.parts) throw notPlain();
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName;
      if (FORBIDDEN.test(path))
        throw new SheetFault('文件含有宏、嵌入对象或外部链接，不能导入。请另存为普通 .xlsx 工作簿后重试。');
      if (!wanted(path)) continue;
      if (parts.has(path) || entry.isEncrypted()) throw notPlain();
      unpacked += entry.uncompressedSize;
      if (entry.uncompressedSize > SHEET_LIMITS.part || unpacked > SHEET_LIMITS.unpacked) {
        throw new SheetFault('工作表展开后过大。请只保留要导入的行和列，清除多余格式，或分几次导入。');
      }
      parts.set(path, await text(zip, entry));
    }
  } catch (error) {
    throw error instanceof SheetFault ? error : notPlain();
  } finally {
    zip.close();
  }
  return parts;
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
  } catch {
    throw notPlain();
  }
}

async function text(zip: ZipFile, entry: Entry): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
}

function notPlain(): SheetFault {
  return new SheetFault(
    '这不是可以读取的 .xlsx 文件(已损坏、已加密或格式不符)。请下载模板，填写后另存为 .xlsx 再导入。',
  );
}
