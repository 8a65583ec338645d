import { ACT_FORMS, ACT_ORDER, bodyOf, lackOf, type Filled } from './forms.js';

const FILLED: Filled = {
  reason: ' 理由 ',
  text: '话',
  persons: ['p1'],
  mode: 'after',
  target: 'Fill',
  activity: 'Pens',
};

describe('what is said with an act', () => {
  it.each(ACT_ORDER)('%s is taken by its operation', (act) => {
    const form = ACT_FORMS[act]!;
    expect(lackOf(form, FILLED)).toBeNull();
    const body = bodyOf(form, FILLED);
    if (form.operation.body === undefined) expect(body).toBeUndefined();
    else expect(form.operation.body.safeParse(body).error).toBeUndefined();
  });

  it('is asked for before anything is sent', () => {
    const lacks = Object.fromEntries(ACT_ORDER.map((act) => [act, lackOf(ACT_FORMS[act]!, {})]));
    expect(lacks).toMatchObject({
      ...{ claim: null, urge: null, return: 'needStep', transfer: 'needPerson', copy: 'needPerson' },
      ...{ recuse: 'needReason', comment: 'needReason', cancel: 'needReason', retrieve: 'needStep' },
    });
    expect(lackOf(ACT_FORMS.cancel!, { reason: '  ' })).toBe('needReason');
  });
});
