import type { Page } from 'playwright-core';
import type { Colleagues } from './colleagues.js';
import { delegate, delegation } from './delegations.js';
import type { Office } from './product.js';
import { earliestMorning } from './proposals.js';
import { answer, deskOf, fillIn, handIn, menuLink, refusalOf, sendBack } from './steps.js';

const DAY = 86_400_000;
const CONTRACT = '演采〔2026〕9号';
/** Of 党委会, enough to decide, their chair last. */
const MEMBERS = ['vice-party', 'vice-business', 'vice-finance', 'vice-assets', 'director'];

/** 采购申请, its paper handed in afterwards, and 需求部门审核, refused until the paper is there. Gives the instance. */
export async function requested(people: Colleagues): Promise<string> {
  const clerk = await people.sitterOf('clerk-a');
  const { page } = clerk;
  await page.getByRole('link', { name: '发起事项' }).first().click();
  await page.getByRole('button', { name: '发起 政府采购' }).click();
  // Out of the register, by a word of its name; a number that is in no register is told at once.
  const line = page.getByLabel(/^预算指标编号/);
  await line.pressSequentially('设备');
  const offered = page.getByRole('listbox').getByRole('option');
  await offered.filter({ hasText: '设备购置费' }).click();
  expect(await line.inputValue()).toBe('2026-设备');
  await page.getByRole('paragraph').filter({ hasText: '设备购置费' }).waitFor();
  await line.fill('设备');
  await line.blur();
  await page.getByText('台账目录中没有生效的这一编号').waitFor();
  await fillIn(page, {
    采购内容: '防汛抽水设备一批(演示)',
    采购对象: { choose: '货物' },
    品目: { choose: '消防与安防设备' },
    预算指标编号: '2026-设备',
    数量: '10',
    '预算金额（元）': '1200000',
    自然灾害等紧急采购: true,
  });
  await page.getByRole('paragraph').filter({ hasText: '设备购置费' }).waitFor();
  expect(await clerk.barriers()).toEqual([]);
  await answer(page, '采购申请', '提交');

  const head = await people.opens('business-head', '待办', '需求部门审核');
  await deskOf(head, '需求部门审核').getByText('¥1,200,000.00').waitFor();
  await deskOf(head, '需求部门审核').getByRole('button', { name: '同意', exact: true }).click();
  await deskOf(head, '需求部门审核').getByText('缺少必备材料：采购申请表。请补充上传。').waitFor();
  await head.getByRole('tab', { name: '附件(缺 1 项)' }).waitFor();

  await people.opens('clerk-a', '我发起的', '审批中');
  await page.getByRole('link', { name: /^需求部门审核/ }).click();
  await deskOf(page, '需求部门审核').waitFor();
  await handIn(page, '采购申请表');
  await head.getByRole('tab', { name: '附件', exact: true }).waitFor();
  await answer(head, '需求部门审核', '同意');
  const [, instance = ''] = /\/matters\/([^/]+)\//.exec(page.url()) ?? [];
  return instance;
}

/** 紧急采购方案, 应急处置单 by both leaders, and the contract. */
export async function ordered(people: Colleagues): Promise<void> {
  await people.does('purchasing-officer', '紧急采购方案', '提交', async (page) => {
    await fillIn(page, {
      采购方式: { choose: '紧急采购' },
      供应商编号: 'S-5',
      '金额（元）': '1200000',
      合同编号: CONTRACT,
      收款账号: '90000005',
      '付款金额（元），一次付清': '1200000',
      一次付清: true,
      紧急情形与必要性: '教学楼地下室进水，须立即排水(演示)',
    });
    await handIn(page, '紧急情况说明');
  });
  await people.does('discipline-head', '应急处置单', '通报纪检监察');
  for (const leader of ['vice-business', 'vice-finance']) {
    await people.does(leader, '应急处置单', '签字同意', async (page) => {
      await deskOf(page, '应急处置单').getByLabel('办理意见').fill('险情紧急，须立即采购。');
    });
  }
  await people.does('purchasing-officer', '紧急采购签约', '提交', (page) => handIn(page, '紧急采购合同'));
}

const room = (page: Page) => page.getByRole('region', { name: '党委会：会议追认' });

/** 追认报备, and 会议追认 called: everybody signs in, and it is opened not a day too early. */
export async function opened(people: Colleagues, office: Office, instance: string): Promise<void> {
  await people.does('office-secretary', '追认报备', '报备');
  await people.does('discipline-officer', '追认报备', '同意');
  const secretary = await people.opens('office-secretary', '会议议题', '议题确定');
  await answer(secretary, '会议追认', '议题确定');
  for (const member of MEMBERS) await answer(await attends(people, member), '会议追认', '签到');

  await room(secretary).getByText('应到 7 人，到会 5 人，回避 0 人；法定人数 4 人').waitFor();
  const early = deskOf(secretary, '会议追认').getByRole('alert');
  await early.getByText(/报备至会议仅0个工作日，一般应不少于2个。最早可于.*日上会/).waitFor();
  expect(await early.innerText()).toMatch(/依据：/);
  expect(await deskOf(secretary, '会议追认').getByRole('button', { name: '开会' }).isDisabled()).toBe(true);

  expect(await people.later((await earliestMorning(office, instance)) - office.now())).toEqual([]);
  await answer(await attends(people, 'office-secretary'), '会议追认', '开会');
}

/** 会议追认: heard with the chair last, and voted by name. */
export async function ratified(people: Colleagues): Promise<void> {
  const chair = await attends(people, 'director');
  await deskOf(chair, '会议追认').getByText('尚有4位成员未发言，请您最后表态。').waitFor();
  for (const member of MEMBERS) {
    const page = await attends(people, member);
    await deskOf(page, '会议追认').getByLabel('办理意见').fill('情况属实，同意追认。');
    await answer(page, '会议追认', '同意');
  }
  for (const member of MEMBERS) {
    await answer(await attends(people, member), '会议追认：表决', member === 'vice-assets' ? '不同意' : '同意');
  }
  await room(chair).getByText('同意 4 票，不同意 1 票，缓议 0 票', { exact: true }).waitFor();
  await room(chair).getByText('通过', { exact: true }).waitFor();
}

async function attends(people: Colleagues, member: string): Promise<Page> {
  const page = await people.opens(member, '会议议题', '会议追认');
  await deskOf(page, '会议追认').waitFor();
  return page;
}

/** 合同台账: proposed by who signed the contract, confirmed by finance. */
export async function registered(people: Colleagues): Promise<void> {
  const page = await people.pageOf('purchasing-officer');
  await menuLink(page, '台账目录').click();
  await page.getByRole('button', { name: '新增一条' }).click();
  const panel = page.getByRole('dialog');
  for (const [label, value] of [
    ['合同编号', CONTRACT],
    ['合同名称', '防汛抽水设备(演示)'],
    ['供应商', 'S-5'],
    ['合同金额(元)', '1200000'],
    ['期初累计已付(元)', '0'],
    ['签订日期', '2026-11-20'],
    ['文号或事由', '演采〔2026〕10号'],
  ] as const) {
    await panel.getByLabel(label, { exact: true }).first().fill(value);
  }
  await panel.getByRole('button', { name: '提出变更' }).click();
  await panel.getByText('已提出，等待第二人确认').waitFor();

  const second = await people.pageOf('finance-auditor');
  await menuLink(second, '台账目录').click();
  await second.getByText('变更申请', { exact: true }).click();
  await second.getByRole('button', { name: '演采〔2026〕10号' }).click();
  await second.getByRole('button', { name: '确认生效' }).click();
  await second.getByText('已确认，全部生效。').waitFor();
}

/** The day in China, as it is typed. */
function today(): string {
  return new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '/');
}

/** 履约到货, 履约验收 by three, 入库登记资产建卡. */
export async function accepted(people: Colleagues): Promise<void> {
  await people.does('clerk-a', '履约到货', '提交', async (page) => {
    await fillIn(page, {
      到货或完工日期: today(),
      履约情况: '按合同到货',
      '累计验收金额（元），含以前各批和追加的，由验收人确认': '1200000',
    });
    await handIn(page, '送货单');
  });
  await people.does('clerk-b', '履约验收', '同意', (page) => handIn(page, '验收书'));
  for (const login of ['asset-officer', 'systems-head']) await people.does(login, '履约验收', '同意');
  await people.does('storekeeper', '入库登记资产建卡', '提交', (page) => fillIn(page, { 资产卡片编号: '演卡1号' }));
}

export async function appliedForPayment(people: Colleagues): Promise<void> {
  await people.does('clerk-a', '付款申请', '提交', async (page) => {
    await fillIn(page, {
      '本次发票金额（元）': '1200000',
      发票号码: '演票1号',
      '本次付款金额（元）': '1200000',
      付清后没有余款: true,
    });
    await handIn(page, '发票');
  });
}

const PENS = { business: '业务负责人签字', audit: '财务审核', finance: '财务负责人签字' } as const;

/** The first pen signs; the auditor returns it; it is handed in again and signed anew. */
export async function sentBack(people: Colleagues): Promise<void> {
  await people.does('business-head', PENS.business, '签字同意');
  const auditor = await people.opens('finance-auditor', '待办', PENS.audit);
  await sendBack(auditor, PENS.audit, '付款申请', '发票号码与发票不符');
  const clerk = await people.opens('clerk-a', '待办', '付款申请');
  await clerk.getByText('发票号码与发票不符').first().waitFor();
  await fillIn(clerk, { 发票号码: '演票2号' });
  await answer(clerk, '付款申请', '提交');
  await people.does('business-head', PENS.business, '签字同意', async (page) => {
    await deskOf(page, PENS.business)
      .getByText(/原签字已失效，须重新会签：演林深/)
      .waitFor();
  });
  await people.does('finance-auditor', PENS.audit, '同意', async (page) => {
    for (const looked of ['合同', '验收', '发票']) await deskOf(page, PENS.audit).getByLabel(looked).check();
  });
}

/** While the head of finance is away, nobody but the deputy may hold the second pen. */
export async function secondPen(people: Colleagues, office: Office): Promise<void> {
  const head = await people.pageOf('finance-head');
  const until = office.now() + 3 * DAY;
  const toldTo = async (login: string, name: string, document: string): Promise<string> => {
    await delegate(head, { to: name, until, document });
    await delegation(head, document).getByText('生效中').waitFor();
    const page = await people.opens(login, '已办', '政府采购');
    await page.getByRole('link', { name: new RegExp(PENS.finance) }).click();
    const told = await refusalOf(page, PENS.finance, '签字同意');
    await delegation(head, document).getByRole('button', { name: '结束' }).click();
    await delegation(head, document).getByText('已结束').waitFor();
    return told;
  };

  const twice = await toldTo('business-head', '演林深', '演示〔2026〕21号');
  expect(twice).toMatch(/由您办理.*须由其他人员办理/);
  expect(twice).toContain('演观澜');

  const sameDepartment = await toldTo('clerk-b', '演江流', '演示〔2026〕22号');
  expect(sameDepartment).toContain('须由不同部门办理，当前均为“信息学院”。可由财务处处长(演观澜)办理。');
  expect(sameDepartment).toContain('“两支笔”不得委托对方部门人员代签');

  const chief = await toldTo('director', '演知行', '演示〔2026〕23号');
  expect(chief).toContain('按班子分工，“财务”事项由分管领导审批，请财务处处长(演观澜)办理');
  expect(chief).toContain('依据：');

  await delegate(head, { to: '演晓岚', until, document: '演示〔2026〕24号' });
  await delegation(head, '演示〔2026〕24号').getByText('生效中').waitFor();
  await people.does('finance-deputy', PENS.finance, '签字同意', async (page) => {
    await deskOf(page, PENS.finance)
      .getByRole('list', { name: '签署情况' })
      .getByText(/演林深 已签/)
      .waitFor();
  });
}

/** 出纳办理支付; who asked for it sees whose pens it was paid by. */
export async function paid(people: Colleagues): Promise<void> {
  await people.does('cashier', '出纳办理支付', '提交');
  const page = await people.opens('clerk-a', '我发起的', '审批中');
  await page.getByRole('link', { name: /^记账/ }).waitFor();
  await page.getByText('代 演观澜 办理').waitFor();
}
