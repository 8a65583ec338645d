import type { ProcessModel } from '@quanheng/engine';
import { Extensions } from './extensions.js';
import type { Report } from './read.js';
import type { ProtectedDatum, RecordSpec } from './types.js';

/** What can say which contract it is: a name or a number. */
const NAMING: ReadonlySet<ProtectedDatum['type']> = new Set(['text', 'account', 'person']);

export function recordsOf(
  process: ProcessModel,
  data: ReadonlyMap<string, ProtectedDatum>,
  report: Report,
): RecordSpec[] {
  const kinds = new Set<string>();
  return new Extensions(process.extensions).all('record').flatMap(({ attributes }) => {
    const { kind = '', by, each } = attributes;
    const of = (attributes['of'] ?? '').split(/[\s,]+/).filter((name) => name !== '');
    if (kinds.has(kind)) report('record-twice', process.id, `业务台账“${kind}”声明了两次；请只保留一处。`);
    kinds.add(kind);
    if (kind === 'instance' || kind.includes(':'))
      report('record-kind', process.id, '业务台账不能名为 instance，名称中也不能有冒号；请改用其他名称，如 contract。');
    if (of.length === 0) report('record-unnamed', process.id, `业务台账“${kind}”须写明由哪些关键要素确定（of）。`);
    if (each === 'true' && of.length !== 1)
      report('record-each', process.id, `业务台账“${kind}”逐项记录（each），须由一项关键要素确定（of）。`);
    for (const name of of) {
      const type = data.get(name)?.type;
      if (type !== undefined && NAMING.has(type)) continue;
      const message = `业务台账“${kind}”所用“${name}”须以 qh:protected 声明为文本类关键要素（text、account 或 person）。`;
      report('record-datum', process.id, message);
    }
    // Records with a colon are the product's own: a drawing neither reads nor writes them.
    return kind.includes(':') ? [] : [{ kind, of, by: by === 'year' ? 'year' : null, each: each === 'true' }];
  });
}
