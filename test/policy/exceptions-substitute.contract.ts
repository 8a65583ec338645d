import type { SubstituteReviewData } from '@quanheng/policy';
import type { Answer } from '@quanheng/runtime';
import type { Principal } from '@quanheng/runtime/ports';
import type { OpenedStore } from '../contract/door/office.js';
import { bpmn, flows, UNIT } from '../contract/office.js';
import { Bureau, codesOf, fact } from './bureau.js';

const task = (id: string, title: string, role: string, rest = ''): string =>
  `<userTask id="${id}" name="${title}" ${rest}><extensionElements><qh:assign role="${role}"/></extensionElements></userTask>`;

/** Two pieces of work that are kept apart, as a drawing names it and by duties. */
function drawing(
  rest = '',
  duties: readonly [string, string] = ['', ''],
  order = flows('Start', 'Apply', 'Approve', 'File', 'End'),
): string {
  const [one, other] = duties.map((duty) => (duty === '' ? '' : `qh:duty="${duty}"`));
  return bpmn(
    'Small',
    `<extensionElements><qh:protected name="amount" type="money"/>
       <qh:constraint kind="separation" name="申请与审批" between="Apply Approve" level="person department"/>${rest}</extensionElements>
     <startEvent id="Start"/>${task('Apply', '申请', 'PM', `qh:writes="amount" ${one}`)}${task('Approve', '审批', 'PM', other)}
     ${task('File', '归档', 'AUDIT', 'qh:writes="amount"')}<endEvent id="End"/>${order}`,
  );
}
const MONTH = 30 * 86_400_000;
const PAPER = { document: '党委会纪要〔2026〕3号', digest: 'ab'.repeat(32) };

/** 替代控制 through the door (domain §6.6, small unit without enough staff). */
export function describeSubstitutes(name: string, open: () => Promise<OpenedStore>): void {
  describe(`a substitute review over ${name}`, () => {
    let bureau: Bureau;
    let matter: string;
    beforeEach(async () => {
      bureau = await Bureau.open(await open());
      const owners = ['owner1', 'owner2'];
      await bureau.change(
        fact('department', 'CENTRE', { name: '核算中心', parent: null }),
        fact('post', 'reviewer', { name: '核算中心复核岗', department: 'CENTRE', roles: [] }),
        fact('post', 'catalogue', { name: '职权目录管理', department: 'AUDIT', roles: ['catalogueOwner'] }),
        fact('post', 'head', { name: '主要负责人', department: 'LEADERS', roles: ['CHIEF'] }),
        ...['outside', 'head', ...owners].map((id) => fact('person', id, { name: `人员-${id}` })),
        ...owners.map((id) => holding(id, 'catalogue')),
        holding('outside', 'reviewer'),
        holding('head', 'head'),
      );
    });
    afterEach(() => bureau.office.close());

    function holding(person: string, post: string) {
      return fact('holding', `h-${person}-${post}`, { person, post, kind: 'formal' as const, document: '任' });
    }
    function data(over: Partial<SubstituteReviewData> = {}): SubstituteReviewData {
      return {
        ...{ constraint: '申请与审批', processes: ['Small'], reviewer: { post: 'reviewer' } },
        ...{ resolution: PAPER, notice: PAPER, proposedBy: 'owner1', confirmedBy: null, ...over },
      };
    }
    async function put(by: Principal, over: Partial<SubstituteReviewData> = {}, span: object = {}): Promise<string> {
      const { now } = bureau.office;
      const change = fact('substituteReview', 'small', data(over), { from: now, to: until, ...span });
      const answer = await bureau.office.give(by, { kind: 'changeOrganisation', changes: [change] });
      if (answer.status !== 'rejected') return codesOf(answer).join();
      return (answer.details ?? []).map((each) => (each as { code: string }).code).join();
    }
    let until = 0;
    async function inForce(over: Partial<SubstituteReviewData> = {}): Promise<void> {
      until = bureau.office.now + 3 * MONTH;
      expect(await put(bureau.as('owner1'), over)).toBe('accepted');
      expect(await put(bureau.as('owner2'), { ...over, confirmedBy: 'owner2' })).toBe('accepted');
    }
    async function applied(text = drawing()): Promise<void> {
      await bureau.office.publish(text);
      matter = await bureau.start('Small');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '申请', { variables: { amount: 100 } }))).toEqual([
        'accepted',
      ]);
    }
    const items = async () => (await bureau.open(matter)).map(({ item, name: title }) => ({ item, title }));
    async function itemOf(isReview: boolean): Promise<string> {
      const found = (await items()).filter(({ title }) => (isReview ? title.includes('替代复核') : title === '审批'));
      expect(found).toHaveLength(1);
      return found[0]!.item;
    }
    async function approve(by = 'pm'): Promise<readonly string[]> {
      const command = { kind: 'completeWork', instance: matter, item: await itemOf(false) } as const;
      return codesOf(await bureau.office.give(bureau.as(by), command));
    }
    async function ask(by = 'pm'): Promise<Answer> {
      return bureau.office.give(bureau.as(by), {
        kind: 'askSubstituteReview',
        instance: matter,
        item: await itemOf(false),
      });
    }
    async function review(by: string, outcome = 'approve', opinion = '已核对合同与验收'): Promise<readonly string[]> {
      const command = { kind: 'completeWork', instance: matter, item: await itemOf(true), outcome, opinion } as const;
      return codesOf(await bureau.office.give(bureau.as(by), command));
    }
    async function trail(): Promise<readonly { readonly act: string; readonly under?: readonly object[] }[]> {
      const { state } = (await bureau.office.opened.queries.instance(matter))!;
      return JSON.parse(state.trail) as { readonly act: string; readonly under?: readonly object[] }[];
    }
    const REFUSED = ['SOD_SAME_PERSON', 'SOD_SAME_DEPT'];

    test('the act is done after somebody from outside has looked at it in this matter, and carries a badge', async () => {
      await applied();
      expect(await approve()).toEqual(REFUSED);
      expect(codesOf(await ask())).toEqual(['SUBSTITUTE_NONE']);
      await inForce();
      const entries = await bureau.office.entries(`instance:${matter}`);
      const item = await itemOf(false);
      const command = { kind: 'askSubstituteReview', instance: matter, item } as const;
      const asked = (id: string) => bureau.office.runtime.ask({ unit: UNIT, principal: bureau.as(id), command });
      expect(codesOf(await asked('pm'))).toEqual(['accepted']);
      expect(codesOf(await asked('ihead'))).toEqual(['SUBSTITUTE_NONE']);
      expect(await bureau.office.entries(`instance:${matter}`)).toBe(entries);
      const refused = await bureau.office.give(bureau.as('pm'), { kind: 'completeWork', instance: matter, item });
      expect(codesOf(refused)).toEqual([...REFUSED, 'SUBSTITUTE_REVIEW_NEEDED']);
      expect(refused).toMatchObject({
        reasons: [
          {},
          {},
          { message: expect.stringContaining('核算中心复核岗'), parameters: { document: PAPER.document } },
        ],
      });
      expect(codesOf(await ask())).toEqual(['accepted']);
      expect(await ask()).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect((await items()).map(({ title }) => title)).toEqual(['审批', '审批：替代复核（人员-pm办理）']);
      expect(await approve()).toEqual([...REFUSED, 'SUBSTITUTE_REVIEW_NEEDED']);
      expect(await review('outside', 'approve', ' ')).toEqual(['OPINION_MISSING']);
      expect(await review('outside')).toEqual(['accepted']);
      expect(await approve()).toEqual(['accepted']);
      expect(await bureau.openNames(matter)).toEqual(['归档']);
      const badge = { fact: 'small', document: PAPER.document, reviewer: 'outside' };
      expect((await trail()).filter(({ under }) => under !== undefined)).toMatchObject([
        { act: 'complete', activity: 'Approve', person: 'pm', under: [badge] },
      ]);
      const last = (await bureau.office.opened.queries.entries(UNIT, `instance:${matter}`, 1, 100)).at(-1);
      expect(JSON.stringify(last?.content)).toContain('under');
      const record = await bureau.office.opened.queries.record(UNIT, 'qh:substituteReview', 'small');
      expect(JSON.parse(record!.value)).toEqual({
        uses: [{ instance: matter, activity: 'Approve', item, person: 'pm', at: bureau.office.now }],
      });
    });

    test('two owners of the catalogue say it, the second unchanged, and nobody alone', async () => {
      await applied();
      until = bureau.office.now + MONTH;
      expect(await put({ kind: 'system', name: 'seed' })).toBe('substitute-two-persons');
      expect(await put(bureau.as('owner1'), { proposedBy: 'owner2' })).toBe('substitute-two-persons');
      expect(await put(bureau.as('owner1'), { confirmedBy: 'owner2' })).toBe('substitute-two-persons');
      expect(await put(bureau.as('pm'))).toBe('ROLE_REQUIRED');
      expect(await put(bureau.as('owner1'))).toBe('accepted');
      expect(codesOf(await ask())).toEqual(['SUBSTITUTE_NONE']);
      expect(await put(bureau.as('owner1'), { confirmedBy: 'owner1' })).toBe('substitute-two-persons');
      const more = { confirmedBy: 'owner2', processes: ['Small', 'Other'] };
      expect(await put(bureau.as('owner2'), more)).toBe('substitute-two-persons');
      expect(await put(bureau.as('owner2'), { confirmedBy: 'owner2' }, { to: until + 1 })).toBe(
        'substitute-two-persons',
      );
      expect(await put(bureau.as('owner2'), { confirmedBy: 'owner2' })).toBe('accepted');
      expect(codesOf(await ask())).toEqual(['accepted']);
    });

    test('for twelve months at most, from now on', async () => {
      until = bureau.office.now + 365 * 86_400_000 + 1;
      expect(await put(bureau.as('owner1'))).toBe('substitute-term');
      expect(await put(bureau.as('owner1'), {}, { to: null })).toBe('substitute-term');
      expect(
        await put(bureau.as('owner1'), {}, { from: bureau.office.now - MONTH, to: bureau.office.now + MONTH }),
      ).toBe('substitute-term');
      expect(await put(bureau.as('owner1'), {}, { to: until - 1 })).toBe('accepted');
      // What was said is not drawn out afterwards.
      expect(await put(bureau.as('owner1'), {}, { to: until + MONTH })).toBe('substitute-term');
    });

    test.each(['SOD-EXP-03', 'SOD-EXP-04', 'SOD-AST-01', 'SOD-INV-02', 'SOD-SYS-01', 'CHIEF'])(
      'never for %s: the law, the administrators, the chief',
      async (constraint) => {
        until = bureau.office.now + MONTH;
        expect(await put(bureau.as('owner1'), { constraint })).toBe('substitute-forbidden');
      },
    );

    test('nor where the drawing rests a separation on 会计法 25 or 35, or the duties do', async () => {
      const law = `<qh:constraint kind="separation" name="经办与记账" between="Apply Approve" basis="会计法第25条"/>`;
      await inForce();
      await applied(drawing(law));
      const refused = await approve();
      expect(refused).toEqual(['SOD_SAME_PERSON', 'SOD_SAME_PERSON', 'SOD_SAME_DEPT', 'SUBSTITUTE_REVIEW_NEEDED']);
      expect(codesOf(await ask())).toEqual(['SUBSTITUTE_NONE']);
      await inForce({ constraint: '经办与记账' });
      const answer = await bureau.act(bureau.as('pm'), matter, '审批');
      expect(codesOf(answer)).toContain('SUBSTITUTE_FORBIDDEN');
      expect(answer).toMatchObject({
        reasons: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining('会计法') })]),
      });
      expect(codesOf(await ask())).toEqual(['SUBSTITUTE_NONE']);
      // The pair of duties stands behind a separation of the drawing that may be compensated.
      await inForce();
      await applied(drawing('', ['BIZ_HANDLE', 'BOOKKEEP']));
      expect(codesOf(await ask())).toEqual(['SUBSTITUTE_NONE']);
    });

    test('the reviewer is none of those who work on it, no delegate and not the chief', async () => {
      until = bureau.office.now + MONTH;
      expect(await put(bureau.as('owner1'), { reviewer: { person: 'head' } })).toBe('substitute-reviewer');
      await inForce();
      await applied();
      expect(codesOf(await ask())).toEqual(['accepted']);
      await bureau.change(holding('pm', 'reviewer'), holding('head', 'reviewer'));
      expect(await review('pm')).toEqual(['SUBSTITUTE_REVIEWER']);
      expect(await review('head')).toEqual(['SUBSTITUTE_REVIEWER']);
      expect(await review('auditing')).toEqual(['NOT_OFFERED']);
      const week = { from: bureau.office.now, to: bureau.office.now + 7 * 86_400_000 };
      const delegation = { from: 'outside', to: 'ihead', processes: [], document: '委〔2026〕1号' };
      await bureau.change(fact('delegation', 'd1', delegation, week));
      expect(await review('ihead')).toEqual(['SUBSTITUTE_REVIEWER']);
      // Nor does a reviewer move the matter, or have anybody else look.
      const asReviewer = { instance: matter, item: await itemOf(true) } as const;
      const back = { kind: 'returnWork', ...asReviewer, target: 'Apply', reason: '改' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('outside'), back))).toEqual(['SUBSTITUTE_REVIEW_ONLY']);
      const on = { kind: 'transferWork', ...asReviewer, to: 'ihead', reason: '出差' } as const;
      expect(codesOf(await bureau.office.give(bureau.as('outside'), on))).toEqual(['SUBSTITUTE_REVIEW_ONLY']);
      expect(await approve()).toContain('SOD_SAME_PERSON');
      expect(await review('outside', 'disapprove', '单据不齐')).toEqual(['accepted']);
      expect(await approve()).toContain('SUBSTITUTE_REVIEW_NEEDED');
      expect(codesOf(await ask())).toEqual(['accepted']);
      expect(await review('outside')).toEqual(['accepted']);
      expect(await approve()).toEqual(['accepted']);
    });

    test('the chief is let through nothing by it', async () => {
      await bureau.change(holding('head', 'pm'));
      await inForce();
      await bureau.office.publish(drawing());
      const start = { kind: 'startInstance', process: 'Small', variables: {} } as const;
      matter = (await bureau.office.must(bureau.as('head'), start)).result['instance'] as string;
      expect(codesOf(await bureau.act(bureau.as('head'), matter, '申请', { variables: { amount: 1 } }))).toEqual([
        'accepted',
      ]);
      expect(codesOf(await ask('head'))).toEqual(['SUBSTITUTE_NONE']);
    });

    test('a review is for that act of that person in that matter, and while it is in force', async () => {
      await inForce();
      await applied();
      expect(codesOf(await ask())).toEqual(['accepted']);
      expect(await review('outside')).toEqual(['accepted']);
      // Another matter rests on nothing.
      const reviewed = matter;
      matter = await bureau.start('Small');
      expect(codesOf(await bureau.act(bureau.as('pm'), matter, '申请', { variables: { amount: 9 } }))).toEqual([
        'accepted',
      ]);
      expect(await approve()).toContain('SUBSTITUTE_REVIEW_NEEDED');
      // Nor does another person in this one, who is kept from it by the department.
      matter = reviewed;
      await bureau.change(
        fact('holding', 'h-ihead-pm', { person: 'ihead', post: 'pm', kind: 'formal', document: '任' }),
      );
      expect(await approve('ihead')).toEqual(['SOD_SAME_DEPT', 'SUBSTITUTE_REVIEW_NEEDED']);
      bureau.office.now = until;
      expect(await approve()).toEqual(REFUSED);
      expect(codesOf(await ask())).toEqual(['SUBSTITUTE_NONE']);
    });

    test('what was looked at is what is approved: another amount asks for another review', async () => {
      await inForce();
      const beside = `<parallelGateway id="Fork"/><parallelGateway id="Join"/>
        ${flows('Start', 'Apply', 'Fork', 'Approve', 'Join', 'End')}${flows('Fork', 'File', 'Join')}`;
      await applied(drawing('', ['', ''], beside));
      expect(codesOf(await ask())).toEqual(['accepted']);
      expect(await review('outside')).toEqual(['accepted']);
      const other = { variables: { amount: 999 } };
      expect(codesOf(await bureau.act(bureau.as('auditing'), matter, '归档', other))).toEqual(['accepted']);
      expect(await approve()).toContain('SUBSTITUTE_REVIEW_NEEDED');
      expect(codesOf(await ask())).toEqual(['accepted']);
      expect(await review('outside')).toEqual(['accepted']);
      expect(await approve()).toEqual(['accepted']);
    });

    test('used in a process that it does not name, it is nothing', async () => {
      await inForce({ processes: ['Other'] });
      await applied();
      expect(await approve()).toEqual(REFUSED);
      expect(codesOf(await ask())).toEqual(['SUBSTITUTE_NONE']);
    });

    test('a malformed answer changes nothing', async () => {
      await inForce();
      await applied();
      expect(codesOf(await ask())).toEqual(['accepted']);
      expect(await review('outside', 'passed')).toEqual(['rejected']);
      expect(await ask('outside')).toMatchObject({ status: 'refused' });
      const unknown = { kind: 'askSubstituteReview', instance: matter, item: 'nothing' } as const;
      expect(await bureau.office.give(bureau.as('pm'), unknown)).toMatchObject({
        status: 'rejected',
        code: 'conflict',
      });
    });
  });
}
