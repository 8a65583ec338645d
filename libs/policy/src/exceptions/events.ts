import type { Alert, Exceptions, Freeze } from './state.js';

/** What lawful exceptions tell. Once published each keeps its meaning. */
export type ExceptionEvent =
  | { readonly type: 'work:frozen'; readonly freeze: Freeze }
  /** Every freeze of these kinds is over. */
  | { readonly type: 'work:thawed'; readonly whys: readonly Freeze['why'][] }
  | { readonly type: 'work:alertRaised'; readonly alert: Alert };

export function applyException(exceptions: Exceptions, event: ExceptionEvent): Exceptions {
  switch (event.type) {
    case 'work:frozen':
      return { ...exceptions, freezes: [...exceptions.freezes, event.freeze] };
    case 'work:thawed':
      return { ...exceptions, freezes: exceptions.freezes.filter(({ why }) => !event.whys.includes(why)) };
    case 'work:alertRaised':
      return { ...exceptions, alerts: [...exceptions.alerts, event.alert] };
  }
}
