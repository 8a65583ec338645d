import { applyWork } from './apply.js';
import { controlEvent } from './events.js';
import { NO_WORK, type Work } from './state.js';

/** One control after the other of the same activity ends so. */
function ended(...controls: readonly { readonly outcome: string; readonly body?: number }[]): Work {
  return controls.reduce((work, rest, index) => {
    const element = index + 10;
    const opened = applyWork(work, controlEvent({ type: 'work:controlOpened', element, activity: 'Pens' }));
    return applyWork(opened, controlEvent({ type: 'work:controlEnded', element, digest: 'd', at: element, ...rest }));
  }, NO_WORK);
}

test('of a control that is done again the last counts', () => {
  expect(ended({ outcome: 'failed' }, { outcome: 'passed' }).ended).toMatchObject({
    Pens: { element: 11, outcome: 'passed' },
  });
  expect(ended({ outcome: 'failed', body: 4 }, { outcome: 'passed', body: 5 }).ended).toMatchObject({
    Pens: { outcome: 'passed' },
  });
});

test('of the inner instances of a multi-instance one that said no, or is void, outweighs the others', () => {
  const work = ended({ outcome: 'failed', body: 4 }, { outcome: 'passed', body: 4 });
  expect(work.ended).toMatchObject({ Pens: { element: 11, outcome: 'failed' } });
  const voided = applyWork(
    ended({ outcome: 'passed', body: 4 }),
    controlEvent({ type: 'work:controlVoided', activity: 'Pens', voided: { at: 1, why: 'content' } }),
  );
  const opened = applyWork(voided, controlEvent({ type: 'work:controlOpened', element: 12, activity: 'Pens' }));
  const after = applyWork(
    opened,
    controlEvent({ type: 'work:controlEnded', element: 12, body: 4, outcome: 'passed', digest: 'd', at: 2 }),
  );
  expect(after.ended).toMatchObject({ Pens: { element: 12, outcome: 'passed', voided: { why: 'content' } } });
});
