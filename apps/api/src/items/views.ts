import type { Answer, Reason, WorkItemRow } from '@quanheng/runtime/ports';

export function itemView(row: WorkItemRow) {
  const { instance, item, process, businessKey, number, activity, name, status, assignee, offers } = row;
  const { form, openedAt, due, closedAt, closedBy, outcome, urges, urgedAt, urgedBy } = row;
  return {
    ...{ instance, item, process, businessKey, number, activity, name, status, assignee, offers: [...offers] },
    ...{ form, openedAt, due, closedAt, closedBy, outcome, urges, urgedAt, urgedBy },
  };
}

/** What the policy says with an answer, if anything. */
function warned(warnings: unknown) {
  return Array.isArray(warnings) ? { warnings: (warnings as readonly Reason[]).map(reasonView) } : {};
}

export function reasonView({ code, message, parameters }: Reason) {
  return { code, message, ...(parameters === undefined ? {} : { parameters: { ...parameters } }) };
}

/** An answer of the door as the state of a button. */
export function mayBe(answer: Answer) {
  switch (answer.status) {
    case 'accepted':
      return { may: true, reasons: [], ...warned(answer.result['warnings']) };
    case 'refused':
      return { may: false, reasons: answer.reasons.map(reasonView) };
    case 'rejected':
      return { may: false, reasons: [{ code: answer.code, message: answer.message }] };
  }
}
