import type { Answer, WorkItemRow } from '@quanheng/runtime/ports';

export function itemView(row: WorkItemRow) {
  const { instance, item, process, businessKey, number, activity, name, status, assignee, offers } = row;
  const { form, openedAt, due, closedAt, closedBy, outcome, urges, urgedAt, urgedBy } = row;
  return {
    ...{ instance, item, process, businessKey, number, activity, name, status, assignee, offers: [...offers] },
    ...{ form, openedAt, due, closedAt, closedBy, outcome, urges, urgedAt, urgedBy },
  };
}

/** An answer of the door as the state of a button. */
export function mayBe(answer: Answer) {
  switch (answer.status) {
    case 'accepted':
      return { may: true, reasons: [] };
    case 'refused':
      return {
        may: false,
        reasons: answer.reasons.map(({ code, message, parameters }) => ({
          code,
          message,
          ...(parameters === undefined ? {} : { parameters: { ...parameters } }),
        })),
      };
    case 'rejected':
      return { may: false, reasons: [{ code: answer.code, message: answer.message }] };
  }
}
