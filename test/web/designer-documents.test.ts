import { deploymentOperations } from '@quanheng/contracts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describeWithServer } from '../servers/describe.js';
import { Desk } from './designer/desk.js';
import { EVENTFUL } from './designer/drawings.js';
import { openOffice } from './product.js';

const AGAIN = { timeout: 60_000 };

describeWithServer(['chromium'], 'what belongs to a drawing, in a browser', () => {
  const office = openOffice();

  test('a form is made in Chinese without a mouse, kept with the drawing, and chosen for a step', async () => {
    const sitter = await office.sit('designer', '/designer');
    const { page } = sitter;
    const desk = new Desk(page);
    await desk.palette.waitFor();
    await page.getByRole('button', { name: '新建表单' }).click();
    const form = page.getByRole('region', { name: 'form-1.form' });
    const field = form.locator('.fjs-palette-field').filter({ hasText: '数字' });
    await field.waitFor(AGAIN);
    // All of what the editor says itself is in Chinese, but for names: the form's own, and that of the library, as its licence wants.
    const names = ['HTML', 'form', 'Powered', 'bpmn'];
    await form.getByTitle('添加“数字”').waitFor();
    await form.getByText('把左侧的控件拖到这里').waitFor();
    const english = (text: string): readonly string[] => text.match(/[A-Za-z]{3,}/g) ?? [];
    const said = [...english(await form.locator('.fjs-editor-container').innerText())];
    const named = await form.locator('.fjs-editor-container [title], .fjs-editor-container [placeholder]').all();
    for (const each of named) {
      said.push(...english((await each.getAttribute('title')) ?? (await each.getAttribute('placeholder')) ?? ''));
    }
    expect(said.filter((word) => !names.includes(word))).toEqual([]);
    await field.focus();
    await field.press('Enter');
    const drawn = form.locator('.fjs-element[data-field-type="number"]');
    await drawn.focus();
    await drawn.press('Enter');
    const panel = form.locator('.fjs-properties-panel');
    const open = async (group: string): Promise<void> => {
      const header = panel.locator('.bio-properties-panel-group-header').filter({ hasText: group });
      if (!(await header.getAttribute('class'))?.includes('open'))
        await header.getByRole('button').last().press('Enter');
    };
    await open('基本');
    const label = panel.locator('[data-entry-id="label"]').filter({ hasText: '标签' });
    await label.locator('[contenteditable="true"]').fill('金额(元)');
    await panel.getByLabel('数据名称', { exact: true }).fill('amount');
    await drawn.getByText('金额(元)').waitFor();
    expect(await sitter.barriers()).toEqual([]);

    const text = form.locator('.fjs-palette-field').filter({ hasText: '单行文字' });
    await text.press('Enter');
    const numbered = form.locator('.fjs-element[data-field-type="textfield"]');
    await numbered.focus();
    await numbered.press('Enter');
    await open('基本');
    await panel.getByLabel('编号取自台账').selectOption('预算指标');
    expect(await panel.getByLabel('编号取自台账').inputValue()).toBe('budgetLine');

    await page.getByRole('button', { name: 'process.bpmn' }).click();
    await desk.select('Start');
    await desk.draw('办理环节', '填写申请');
    await desk.choose(desk.panel.getByLabel('表单'), 'form-1');
    // Kept a second after the last change.
    const kept = (): Promise<string | null> =>
      page.evaluate<string | null>(`localStorage.getItem('quanheng-design:new')`);
    for (let turns = 0; turns < 50 && (await kept())?.includes('qh:form') !== true; turns++) await after(200);
    await page.reload();
    await page.getByText(/已恢复/).waitFor();
    await page.getByRole('button', { name: 'form-1.form' }).click();
    await form.getByText('金额(元)').first().waitFor(AGAIN);
    const { project } = JSON.parse((await kept()) ?? '{}') as { project: { xml: string; others: { text: string }[] } };
    expect(project.xml).toContain('qh:form="form-1"');
    expect(JSON.parse(project.others[0]?.text ?? '{}')).toMatchObject({
      components: [
        { type: 'number', label: '金额(元)', key: 'amount' },
        { type: 'textfield', properties: { register: 'budgetLine' } },
      ],
    });
  });

  test('what the process says is translated text by text, and a file of translations is taken and given', async () => {
    const sitter = await office.sit('designer', '/designer');
    const { page } = sitter;
    const desk = new Desk(page);
    await desk.palette.waitFor();
    await desk.select('Start');
    await desk.draw('办理环节', '填写申请');
    await page.getByRole('button', { name: '新建英文译文' }).click();
    const texts = page.getByRole('region', { name: 'texts.en.json' });
    const row = texts.getByRole('row').filter({ hasText: '填写申请' });
    await row.getByText('未译').waitFor(AGAIN);
    await row.getByRole('textbox', { name: '“填写申请”的译文' }).fill('Fill in the request');
    await row.getByRole('textbox').blur();
    await row.getByText('未译').waitFor({ state: 'detached' });
    expect(await sitter.barriers()).toEqual([]);

    const file = (name: string, text: string) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    });
    const choose = texts.locator('input[type="file"]');
    await choose.setInputFiles(file('broken.json', '{"填写申请": 1}'));
    await texts.getByText(/不能导入/).waitFor();
    await choose.setInputFiles(file('texts.en.json', '{"填写申请": "Request", "旧环节": "Old step"}'));
    const old = texts.getByRole('row').filter({ hasText: '旧环节' });
    await old.getByText('流程和表单中没有此文字').waitFor();
    expect(await row.getByRole('textbox').inputValue()).toBe('Request');
    await old.getByRole('button', { name: '删除' }).click();
    await old.waitFor({ state: 'detached' });
    const given = page.waitForEvent('download');
    await texts.getByRole('button', { name: '导出' }).click();
    const stream = await (await given).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    expect(JSON.parse(Buffer.concat(chunks).toString())).toEqual({ 填写申请: 'Request' });
  });

  test('a decision table is filled in, and what it decides is asked by a step', async () => {
    const sitter = await office.sit('designer', '/designer');
    const { page } = sitter;
    const desk = new Desk(page);
    await desk.palette.waitFor();
    await page.getByRole('button', { name: '新建决策表' }).click();
    const table = page.getByRole('region', { name: 'decision-1.dmn' });
    const open = table.getByTitle('打开决策表');
    await open.waitFor(AGAIN);
    await open.press('Enter');
    await table.locator('.tjs-container').waitFor();
    await table.getByText('命中策略：').waitFor();
    await table.locator('.add-rule').first().click();
    for (const text of ['> 1000', '"大额"']) {
      await page.keyboard.type(text);
      await page.keyboard.press('Tab');
    }
    await table.getByText('"大额"').waitFor();
    expect(await sitter.barriers()).toEqual([]);
    await page.getByText(/已在本机保存/).waitFor();

    await page.getByRole('button', { name: 'process.bpmn' }).click();
    await desk.select('Start');
    await desk.draw('决策表', '大小');
    await page.getByRole('button', { name: /展开问题清单/ }).click();
    await desk.told(/没有写明用哪张决策表/);
    await desk.type(desk.panel.getByLabel('决策'), 'decision-1');
    await desk.findings.getByText(/没有写明用哪张决策表/).waitFor({ state: 'detached' });
    expect(await desk.findings.getByText(/找不到这个决策/).count()).toBe(0);
  });

  test('versions are compared side by side, and what was changed is found', async () => {
    const designer = await office.clerk('designer');
    const changed = EVENTFUL.replace('name="填写申请"', 'name="填写付款申请"').replace(
      '<qh:protected name="amount" type="money"/>',
      '<qh:protected name="amount" type="text"/>',
    );
    for (const [name, text] of [
      ['第一版', EVENTFUL],
      ['第二版', changed],
    ] as const) {
      const body = { name, resources: [{ name: 'process.bpmn', text }] };
      await designer.call(deploymentOperations.deploy, { body });
    }
    const sitter = await office.sit('designer', '/processes');
    const { page } = sitter;
    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByRole('button', { name: '与第 1 版比较' }).click();
    const compared = page.getByRole('region', { name: '版本比较' });
    for (const side of ['原版本', '新版本']) {
      await compared.getByRole('group', { name: side }).locator('.qh-changed[data-element-id="Fill"]').waitFor();
    }
    const lines = await compared.getByRole('listitem').allInnerTexts();
    expect(lines.map((line) => line.replaceAll(/\s+/g, ' '))).toEqual(
      expect.arrayContaining([expect.stringMatching(/修改 填写付款申请 名称/), expect.stringMatching(/修改 Eventful/)]),
    );
    const line = compared.getByRole('button', { name: /填写付款申请/ });
    await line.focus();
    await line.press('Enter');
    await compared.locator('.qh-chosen[data-element-id="Fill"]').first().waitFor();
    expect(await line.getAttribute('aria-pressed')).toBe('true');
    expect(await sitter.barriers()).toEqual([]);
    await compared.getByRole('button', { name: '返回版本列表' }).click();
    await page.getByRole('button', { name: '与第 1 版比较' }).waitFor();
  });

  test('a separation is drawn between two steps by two clicks, shown as a line, and taken away again', async () => {
    const sitter = await office.sit('designer', '/designer');
    const { page } = sitter;
    const desk = new Desk(page);
    const file = join(office.folder, 'pair.bpmn');
    writeFileSync(
      file,
      EVENTFUL.replace('<serviceTask id="Pay"', '<userTask id="Pay"').replace('qh:handler="pay"/>', '/>'),
    );
    await desk.open(file);
    const line = page.locator('[data-constraint="separation"][data-between="Fill Pay"]');
    await desk.goTo('填写申请');
    await page.locator('.djs-context-pad [data-pair="separation"]').click();
    // At a corner, where no flow lies over it.
    await page
      .locator('.djs-shape[data-element-id="Pay"] .djs-hit')
      .first()
      .click({ position: { x: 10, y: 10 } });
    await desk.goTo('支付');
    await line.waitFor({ state: 'attached' });
    const constraints = desk.section('与其他环节的约束');
    await constraints.getByText(/填写申请、支付/).waitFor();
    expect(await line.getByText('≠').count()).toBe(1);

    // The same from the panel, and the other kind beside it.
    await desk.choose(constraints.getByLabel('须同一人'), '填写申请');
    await page.locator('[data-constraint="binding"][data-between="Pay Fill"]').waitFor({ state: 'attached' });
    expect(await sitter.barriers()).toEqual([]);
    await constraints.getByRole('button', { name: '删除职责分离' }).click();
    await line.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '撤销' }).click();
    await line.waitFor({ state: 'attached' });
  });
});
