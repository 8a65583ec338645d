import type { AttachmentRow } from '@quanheng/runtime/ports';

/** In order of `seq`, each numbered among those of its name. */
export function attachmentViews(rows: readonly AttachmentRow[]) {
  const versions = new Map<string, number>();
  return rows.map(({ seq, name, digest, size, type, item, evidence, at, by }) => {
    const version = (versions.get(name) ?? 0) + 1;
    versions.set(name, version);
    return { seq, name, version, digest, size, type, item, evidence, at, by };
  });
}
