import { OPERATIONS } from '@quanheng/contracts';
import type { Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { checkClaim, claim, stepOf } from './claims.js';
import { openOffice } from './product.js';
import { answer, deskOf, refusalOf, sendBack } from './steps.js';

const PENS = '两支笔会签';
/** A signature asks for a proof of identity that is younger. */
const FRESH = 5 * 60_000;
const DAY = 86_400_000;

describeWithServer(['chromium'], 'two pens in a browser', () => {
  const office = openOffice();

  async function toPens(): Promise<string> {
    const instance = await claim(office);
    await checkClaim(office, instance);
    return instance;
  }
  async function firstPen(instance: string): Promise<void> {
    await (await office.clerk('business-head')).completeOpenItem(instance);
  }
  /** While somebody may act in the place of the head of finance. */
  async function delegated<T>(to: string, work: () => Promise<T>): Promise<T> {
    const head = await office.clerk('finance-head');
    const from = office.now() + 500;
    const { result } = await head.call(OPERATIONS.delegate, {
      body: { to, from, until: from + DAY, processes: [], document: '演示〔2026〕9号' },
    });
    const { delegation } = result as { delegation: string };
    const found = await work();
    await head.call(OPERATIONS.endDelegation, { params: { delegation } });
    return found;
  }
  const desk = (page: Page) => deskOf(page, PENS);

  test('what is signed stands frozen with its digest; each proves who they are, and the second sees the first', async () => {
    const instance = await toPens();
    const clerk = await office.clerk('clerk-a');
    const one = await office.sit('business-head', `/todo/${await stepOf(clerk, instance, /业务负责人签字/)}`);
    const pen = desk(one.page);
    await pen.getByText('您将签署以下内容').waitFor();
    const frozen = await pen.innerText();
    for (const shown of ['¥6,000.00', '陆仟元整', '6222000011112222', '费用票据.txt', '付款须“两支笔”会签']) {
      expect(frozen).toContain(shown);
    }
    const [digest] = /\b[0-9a-f]{64}\b/.exec(frozen) ?? [];
    expect(await one.barriers()).toEqual([]);

    await office.later(FRESH + 1000);
    await pen.getByLabel('办理意见').fill('同意支付。');
    await pen.getByRole('button', { name: '签字同意' }).click();
    await pen.getByLabel(/^签字前请再次输入口令/).fill('not-the-password');
    await pen.getByRole('button', { name: '确认并签字' }).click();
    await pen.getByText(/口令不对|账号或口令不对/).waitFor();
    await pen.getByLabel(/^签字前请再次输入口令/).fill(office.passwordOf('business-head'));
    await pen.getByRole('button', { name: '确认并签字' }).click();
    await one.page.getByText('“签字同意”已办好').waitFor();

    const two = await office.sit('finance-head', `/todo/${await stepOf(clerk, instance, /财务负责人签字/)}`);
    const signatures = desk(two.page).getByRole('list', { name: '签署情况' });
    await signatures.getByText(/演林深 已签/).waitFor();
    await signatures.getByText('与现在的内容一致').waitFor();
    expect(await desk(two.page).innerText()).toContain(digest);
    await answer(two.page, PENS, '签字同意');
    const cashier = await office.clerk('cashier');
    expect(await cashier.hasOpenItem(instance)).toBe(true);
  });

  test('who may not hold the second pen is told every reason, its basis, and who can act instead', async () => {
    const instance = await toPens();
    await firstPen(instance);
    const step = await stepOf(await office.clerk('clerk-a'), instance, /财务负责人签字/);
    const told = async (login: string): Promise<string> => {
      const { page } = await office.sit(login, `/matters/${step}`);
      return refusalOf(page, PENS, '签字同意');
    };
    expect(await told('business-head')).toContain('请由财务处处长办理');

    const twice = await delegated('business-head', () => told('business-head'));
    expect(twice).toMatch(/由您办理.*须由其他人员办理/);
    expect(twice).toContain('演观澜');

    const sameDepartment = await delegated('clerk-b', () => told('clerk-b'));
    expect(sameDepartment).toContain('须由不同部门办理，当前均为“信息学院”。可由财务处处长(演观澜)办理。');
    expect(sameDepartment).toContain('须由不同分管领导负责');
    expect(sameDepartment).toContain('“两支笔”不得委托对方部门人员代签');
    expect(sameDepartment).toContain('依据：内部控制规则(付款须“两支笔”会签)');

    const chief = await delegated('director', () => told('director'));
    expect(chief).toContain(
      '按班子分工，“财务”事项由分管领导审批，请财务处处长(演观澜)办理；您可在集体研究时发表意见。',
    );
    expect(chief).toContain('依据：');
  });

  test('what was signed is returned and changed: both signatures are void, and whoever signs anew is told so', async () => {
    const instance = await toPens();
    await firstPen(instance);
    const clerk = await office.clerk('clerk-a');
    const { page } = await office.sit('finance-head', `/todo/${await stepOf(clerk, instance, /财务负责人签字/)}`);
    await sendBack(page, PENS, '填写报销单', '收款账号与票据不符');

    const claimed = { amount: 6000, payee: '6222000011113333', budgetLine: '2026-信息学院', invoices: instance };
    await clerk.completeOpenItem(instance, claimed);
    await checkClaim(office, instance);
    const again = await office.sit('business-head', `/todo/${await stepOf(clerk, instance, /业务负责人签字/)}`);
    const pen = desk(again.page);
    await pen.getByText(/原签字已失效，须重新会签：演林深/).waitFor();
    await pen.getByText('6222000011113333').waitFor();
    const signatures = pen.getByRole('list', { name: '签署情况' });
    expect(await signatures.getByText('尚未签').count()).toBe(2);
  });
});
