import type { ProcessModel } from '@quanheng/engine';
import { Extensions } from './extensions.js';
import type { Report } from './read.js';
import type { ProtectedDatum, ThresholdSpec } from './types.js';

export function thresholdsOf(
  process: ProcessModel,
  data: ReadonlyMap<string, ProtectedDatum>,
  report: Report,
): ThresholdSpec[] {
  const found = new Map<string, ThresholdSpec>();
  for (const { attributes } of new Extensions(process.extensions).all('threshold')) {
    const { variable = '', key = '', jurisdiction = '', objectType } = attributes;
    const tell = (code: string, why: string): void =>
      report(code, process.id, `限额变量“${variable}”${why}；请改用其他名称。`);
    if (found.has(variable)) tell('threshold-twice', '声明了两次');
    if (data.has(variable)) tell('threshold-protected', '同时声明为关键要素，关键要素由人员填写，限额由限额目录给出');
    if ([key, jurisdiction, objectType].some((word) => word?.includes(':') === true)) {
      report('threshold-name', process.id, `限额变量“${variable}”的名称、地区、类别中不能有冒号；请分别写明。`);
    }
    found.set(variable, {
      variable,
      threshold: { key, jurisdiction, ...(objectType === undefined ? {} : { objectType }) },
    });
  }
  return [...found.values()];
}
