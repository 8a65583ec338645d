import type { Alert, Exceptions, Freeze, SubstituteReview } from './state.js';

/** What lawful exceptions tell. Once published each keeps its meaning. */
export type ExceptionEvent =
  | { readonly type: 'work:frozen'; readonly freeze: Freeze }
  /** Every freeze of these kinds is over. */
  | { readonly type: 'work:thawed'; readonly whys: readonly Freeze['why'][] }
  | { readonly type: 'work:alertRaised'; readonly alert: Alert }
  | { readonly type: 'work:reviewed'; readonly item: string; readonly review: SubstituteReview }
  /** What was looked at was changed since. */
  | { readonly type: 'work:reviewsVoided'; readonly item: string };

export function applyException(exceptions: Exceptions, event: ExceptionEvent): Exceptions {
  switch (event.type) {
    case 'work:frozen':
      return { ...exceptions, freezes: [...exceptions.freezes, event.freeze] };
    case 'work:thawed':
      return { ...exceptions, freezes: exceptions.freezes.filter(({ why }) => !event.whys.includes(why)) };
    case 'work:reviewed': {
      const { item, review } = event;
      const known = exceptions.reviews?.[item] ?? [];
      return { ...exceptions, reviews: { ...exceptions.reviews, [item]: [...known, review] } };
    }
    case 'work:reviewsVoided':
      return { ...exceptions, reviews: { ...exceptions.reviews, [event.item]: [] } };
    case 'work:alertRaised':
      return { ...exceptions, alerts: [...exceptions.alerts, event.alert] };
  }
}
