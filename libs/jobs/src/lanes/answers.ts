import type { Answer } from '@quanheng/runtime/ports';

/** Why an answer is not `accepted`, in one line. */
export function reasonOf(answer: Exclude<Answer, { status: 'accepted' }>): string {
  if (answer.status === 'rejected') return `${answer.code}: ${answer.message}`;
  return answer.reasons.map(({ code, message }) => `${code}: ${message}`).join('; ') || 'refused';
}
