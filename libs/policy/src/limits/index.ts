export { againstLimits, againstPayees, recordFields, uncounted, unknownRecord } from './amounts.js';
export { countedBy, recordsWith, saidNo } from './counting.js';
export { dataAfter, dataOf } from './data.js';
export { againstMissingPapers, paperNames, wantedPapers, type WantedPaper } from './papers.js';
export { limitsOf, type Limit, type Limits, type Span, type Window } from './spec.js';
export {
  applyCounting,
  countingEvent,
  isCountingEvent,
  type Counted,
  type CountingEvent,
  type Paper,
} from './state.js';
export { againstWindows } from './windows.js';
