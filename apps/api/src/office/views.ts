import type { officeOperations, ResultOf } from '@quanheng/contracts';
import type { Answer } from '@quanheng/runtime/ports';
import { reasonView } from '../items/views.js';

export type HandOverResult = ResultOf<typeof officeOperations.handOver>['instances'][number];

/** What became of one instance of a hand-over. */
export function handOverResult(instance: string, answer: Answer): HandOverResult {
  const { status } = answer;
  switch (status) {
    case 'accepted':
      return { instance, status, entry: answer.entry, reasons: [] };
    case 'refused':
      return {
        ...{ instance, status },
        ...(answer.entry === null ? {} : { entry: answer.entry }),
        reasons: answer.reasons.map(reasonView),
      };
    case 'rejected':
      return { instance, status, reasons: [{ code: answer.code, message: answer.message }] };
  }
}
