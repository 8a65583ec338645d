import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from '@quanheng/contracts';
import type { Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { PHONE } from './browser.js';
import { openOffice } from './product.js';
import { earliestMorning, filedProposal } from './proposals.js';
import { answer, deskOf, fillIn, handIn, menuLink } from './steps.js';

/** Of the body `committee`, besides its chair and those who act in the browser here. */
const OTHERS = ['vice-party', 'vice-business', 'vice-infra', 'discipline-secretary'];

describeWithServer(['chromium'], 'a meeting in a browser', () => {
  const office = openOffice();
  const desk = (page: Page) => page.getByRole('complementary', { name: /^集体表决/ });
  const room = (page: Page) => page.getByRole('region', { name: '党委会：集体表决' });

  /** The same by all of them, without a browser. */
  async function each(logins: readonly string[], instance: string, body: object): Promise<void> {
    for (const login of logins) {
      const member = await office.clerk(login);
      const { items } = await member.call(OPERATIONS.listItems, { query: { box: 'open' } });
      const own = (items as { instance: string; item: string }[]).find((item) => item.instance === instance);
      await member.call(OPERATIONS.completeItem, { params: { instance, item: own?.item ?? '' }, body });
    }
  }

  test('is proposed with its papers: without them the proposal stays where it is', async () => {
    const clerk = await office.sit('students-clerk', '/start');
    const { page } = clerk;
    await page.getByRole('button', { name: '发起 “三重一大”集体决策' }).click();
    await deskOf(page, '填写议题').waitFor();
    await fillIn(page, { 议题: '实验楼修缮(演示)', 方案: '方案一；方案二', 涉及金额: '800000' });
    await deskOf(page, '填写议题').getByRole('button', { name: '提交', exact: true }).click();
    await deskOf(page, '填写议题')
      .getByText(/议题材料/)
      .waitFor();
    await handIn(page, '议题材料');
    expect(await clerk.barriers()).toEqual([]);
    await answer(page, '填写议题', '提交');
  });

  test('is filed, opened with a quorum and not a day too early, heard with the chair last, and voted on paper', async () => {
    const instance = await filedProposal(office);
    const address = `/meetings/${instance}`;
    const secretary = await office.sit('office-secretary', '/meetings');
    await secretary.page.getByRole('link', { name: /集体决策.*议题确定/ }).click();
    await room(secretary.page)
      .getByText(/至今 0 个工作日，应不少于 2 个。最早可于\d+年\d+月\d+日开会/)
      .waitFor();
    await desk(secretary.page).getByRole('button', { name: '议题确定' }).click();

    const member = await office.sit('vice-finance', address, PHONE);
    await desk(member.page).getByRole('button', { name: '签到' }).click();
    await room(member.page)
      .getByRole('row', { name: /演致远 到会/ })
      .waitFor();
    expect(await member.barriers()).toEqual([]);
    const recused = await office.sit('vice-assets', address);
    await desk(recused.page).getByLabel('办理意见').fill('供应商与本人有亲属关系');
    await desk(recused.page).getByRole('button', { name: '回避', exact: true }).click();
    await room(recused.page)
      .getByRole('row', { name: /演博文 回避/ })
      .waitFor();
    await room(secretary.page).getByText('应到 7 人，到会 1 人，回避 1 人；法定人数 4 人').waitFor();
    await room(secretary.page).getByText('还差 3 人').waitFor();

    const early = desk(secretary.page).getByRole('alert');
    await early.getByText(/报备至会议仅0个工作日，.*最早可于\d+月\d+日上会|报备至会议仅0个工作日/).waitFor();
    await early.getByText(/未达法定人数/).waitFor();
    expect(await desk(secretary.page).getByRole('button', { name: '开会' }).isDisabled()).toBe(true);
    await each([...OTHERS, 'director'], instance, { outcome: 'approve', attendance: 'inPerson' });

    await office.later((await earliestMorning(office, instance)) - office.now());
    expect(await office.clear()).toEqual([]);
    const opening = await office.sit('office-secretary', address);
    await room(opening.page)
      .getByText(/提前 \d+ 个工作日\(应不少于 2 个\)|至今/)
      .waitFor();
    await desk(opening.page).getByRole('button', { name: '开会' }).click();

    const chair = await office.sit('director', address, PHONE);
    await desk(chair.page).getByText('尚有5位成员未发言，请您最后表态。').waitFor();
    expect(await desk(chair.page).getByRole('button', { name: '同意', exact: true }).isDisabled()).toBe(true);
    await each([...OTHERS, 'vice-finance'], instance, { outcome: 'approve', opinion: '同意方案一' });
    const agree = desk(chair.page).getByRole('button', { name: '同意', exact: true });
    await desk(chair.page).getByLabel('办理意见').fill('同意方案一');
    await agree.click();
    await room(chair.page)
      .getByRole('row', { name: /演知行 主持人 到会 .* 同意/ })
      .waitFor();
    expect(await chair.barriers()).toEqual([]);

    const scan = join(office.folder, '选票.txt');
    writeFileSync(scan, '选票扫描件(演示)');
    await opening.page.reload();
    await desk(opening.page).getByLabel('上传选票扫描件').first().setInputFiles(scan);
    await desk(opening.page).getByText('“选票.txt”已存入附件').waitFor();
    await enter(opening.page, [7, 0, 0]);
    await desk(opening.page)
      .getByText(/票数合计 7 张，多于到会的 6 人|票数合计 7 张/)
      .waitFor();
    await enter(opening.page, [5, 1, 0]);
    await opening.page.getByText('“计票”已办好').waitFor();

    const witness = await office.sit('discipline-officer', address);
    await enter(witness.page, [6, 0, 0]);
    await desk(witness.page)
      .getByText(/计票与监票的票数不一致/)
      .waitFor();
    await enter(witness.page, [5, 1, 0]);
    // The minutes, which come in a moment, say it within a text.
    await room(witness.page).getByText('同意 5 票，不同意 1 票，缓议 0 票', { exact: true }).waitFor();
    await room(witness.page).getByText('通过', { exact: true }).waitFor();
    expect(await witness.barriers()).toEqual([]);
    await minuted(opening.page, instance, '演致远：同意。同意方案一');
    await room(witness.page).getByText('地点：行政楼会议室').waitFor();
    const paper = witness.page.waitForEvent('download');
    await room(witness.page).getByRole('link', { name: '下载会议纪要(PDF)' }).click();
    expect((await paper).suggestedFilename()).toMatch(/-纪要\.pdf$/);
    expect(await witness.barriers()).toEqual([]);
  });

  /** The secretary writes the minutes, which begin with what is on record, and keeps them as a paper; a member and the chair confirm them. */
  async function minuted(page: Page, instance: string, recorded: string): Promise<void> {
    await menuLink(page, '待办').click();
    await page.locator('a[data-line]').filter({ hasText: '起草纪要' }).click();
    await deskOf(page, '起草纪要').waitFor();
    const text = page.getByRole('textbox', { name: /^纪要/ });
    const draft = await text.inputValue();
    expect(draft).toContain(recorded);
    expect(draft).toContain('回避：演博文（供应商与本人有亲属关系）');
    expect(draft).toContain('同意 5 票，不同意 1 票，缓议 0 票');
    await text.fill(draft.replace('地点：（待填写）', '地点：行政楼会议室'));
    await answer(page, '起草纪要', '提交');

    await page.goto(`/matters/${instance}`);
    await page
      .getByRole('link', { name: /^确认纪要/ })
      .first()
      .click();
    await page.getByRole('tab', { name: '附件(缺 1 项)' }).click();
    await page.getByRole('button', { name: '存入系统生成的纪要' }).click();
    await page.getByRole('link', { name: '党委会会议纪要.pdf' }).waitFor();
    await page.getByRole('tab', { name: '附件', exact: true }).waitFor();
    await each(['vice-finance', 'director'], instance, { outcome: 'approve' });
  }

  async function enter(page: Page, votes: readonly [number, number, number]): Promise<void> {
    for (const [index, name] of ['同意票', '不同意票', '缓议票'].entries()) {
      await desk(page).getByLabel(name, { exact: true }).fill(String(votes[index]));
    }
    await desk(page)
      .getByRole('button', { name: /(?:计票|监票)$/ })
      .click();
  }
});
