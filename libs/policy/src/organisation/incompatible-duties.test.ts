import { faults, LATER, LATEST } from './testing/faults.js';
import { attempt, changed, hold, NEW_YEAR, office, post, put } from './testing/office.js';

const TELLER = post('teller', ['staff', 'duty:CASHIER']);
const BOOKS = post('books', ['staff', 'duty:BOOKKEEP']);
const POSTS = [TELLER, BOOKS];

describe('posts whose duties do not go together', () => {
  test('are not given to one person, by whatever way they come together', () => {
    const both = ['duties-incompatible person:dan'];
    expect(faults([...POSTS, hold('dan', 'teller'), hold('dan', 'books', { from: LATER })])).toEqual(both);
    expect(faults([post('all', ['duty:CASHIER', 'duty:BOOKKEEP']), hold('dan', 'all')])).toEqual(both);
    const known = changed(office(), [...POSTS, hold('dan', 'teller'), post('other', ['staff']), hold('dan', 'other')]);
    expect(faults([hold('dan', 'books', { from: LATER })], {}, known)).toEqual(both);
    expect(faults([post('other', ['staff', 'duty:BOOKKEEP'], { from: LATER })], {}, known)).toEqual(both);
    expect(faults([post('draws', ['designer']), post('issues', ['publisher']), hold('dan', 'draws')])).toEqual([]);
    const publishing = [post('draws', ['designer']), post('issues', ['publisher']), hold('dan', 'draws')];
    expect(faults([...publishing, hold('dan', 'issues')])).toEqual(both);
  });

  test('are two persons’, or one’s one after the other', () => {
    expect(faults([...POSTS, hold('dan', 'teller'), hold('bob', 'books')])).toEqual([]);
    const after = [hold('dan', 'teller', { to: LATER }), hold('dan', 'books', { from: LATER })];
    expect(faults([...POSTS, ...after])).toEqual([]);
    // Kept apart within a matter, not among posts.
    const within = [post('approves', ['duty:PAY_APPROVE']), post('pays', ['duty:PAY_EXECUTE'])];
    expect(faults([...within, hold('dan', 'approves'), hold('dan', 'pays')])).toEqual([]);
  });

  test('are told with posts, pair, basis and first moment', () => {
    const result = attempt(office(), [
      ...POSTS,
      hold('dan', 'teller', { from: LATER }),
      hold('dan', 'books', { from: LATEST }),
    ]);
    if (result.status === 'changed') throw new Error('it was accepted');
    expect(result.findings).toHaveLength(1);
    expect(result.findings[0]).toMatchObject({
      message: expect.stringContaining('岗位teller(teller) / 岗位books(books)'),
      parameters: { at: LATEST, pair: 'SOD-EXP-04', one: 'CASHIER', other: 'BOOKKEEP', basis: '会计法35' },
    });
    const recalled = [post('seal', ['duty:FINANCE_SEAL']), post('legal', ['duty:LEGALREP_SEAL'])];
    const doubtful = attempt(office(), [...recalled, hold('dan', 'seal'), hold('dan', 'legal')]);
    // What nobody has read is told as a default, not as law.
    expect(doubtful).toMatchObject({ findings: [{ message: expect.stringContaining('默认规则，可配置') }] });
  });

  test('that somebody holds already are not held against another change', () => {
    // An organisation from before there were such pairs.
    const old = office().with(2, [
      { fact: factOf(TELLER), since: 2, until: null },
      { fact: factOf(BOOKS), since: 2, until: null },
      { fact: factOf(hold('dan', 'teller')), since: 2, until: null },
      { fact: factOf(hold('dan', 'books', { to: LATER })), since: 2, until: null },
    ]);
    expect(faults([hold('dan', 'clerk')], {}, old)).toEqual([]);
    expect(faults([put('person', 'dan', { name: '人员丁' })], {}, old)).toEqual([]);
    // Going on with it is another matter.
    const goingOn = hold('dan', 'books', { from: LATER, id: 'H-again' });
    expect(faults([goingOn], { at: NEW_YEAR }, old)).toEqual(['duties-incompatible person:dan']);
  });
});

function factOf(change: ReturnType<typeof put>) {
  if (change.change !== 'put') throw new Error('no fact');
  return change.fact;
}
