import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import { minute } from './delegations.js';
import { openOffice } from './product.js';

const MINUTE = 60_000;
const NAME = '值班记录(演示)';
const DRAWING = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
  <process id="Duty" name="${NAME}" isExecutable="true"><startEvent id="S"/>
  <userTask id="Write" name="填写值班记录"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask><endEvent id="E"/>
  <sequenceFlow id="a" sourceRef="S" targetRef="Write"/><sequenceFlow id="b" sourceRef="Write" targetRef="E"/></process></definitions>`;

describeWithServer(['chromium'], 'a flow that takes effect later, in a browser', () => {
  const office = openOffice();

  test('is published with the moment, waits until then, and is started from then on', async () => {
    const designer = await office.clerk('designer');
    const resources = [{ name: 'duty.bpmn', text: DRAWING }];
    await designer.call(OPERATIONS.deploy, { body: { name: NAME, resources } });
    const from = Math.ceil((office.now() + 2 * MINUTE) / MINUTE) * MINUTE;

    const publisher = await office.sit('publisher', '/processes');
    const { page } = publisher;
    await page.getByRole('row').filter({ hasText: NAME }).getByRole('button', { name: '发布' }).click();
    const dialog = page.getByRole('dialog');
    const effect = dialog.getByLabel('生效时间(不填即时生效)');
    await effect.fill('2020-01-01 09:00');
    await dialog.getByRole('button', { name: '发布', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await effect.fill(minute(from));
    expect(await publisher.barriers()).toEqual([]);
    await dialog.getByRole('button', { name: '发布', exact: true }).click();
    await dialog.getByText('起生效。此前发起的事项仍按现行版本办理').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await page.getByRole('row').filter({ hasText: NAME }).getByText('起生效').waitFor();
    await page.getByRole('tab', { name: '版本' }).click();
    await page.getByRole('row').filter({ hasText: NAME }).getByText('待生效').waitFor();

    // Not so soon after all: it is taken back with a reason, and published for the moment anew.
    await page.getByRole('tab', { name: '部署' }).click();
    const row = page.getByRole('row').filter({ hasText: NAME });
    await row.getByRole('button', { name: '撤回发布' }).click();
    await dialog.getByRole('button', { name: '撤回发布' }).click();
    await dialog.getByText('请填写理由。').waitFor();
    await dialog.getByLabel('理由').fill('施行日期另定');
    expect(await publisher.barriers()).toEqual([]);
    await dialog.getByRole('button', { name: '撤回发布' }).click();
    await dialog.getByText('已撤回，流程回到待发布。').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await row.getByText('待发布').waitFor();
    await row.getByRole('button', { name: '发布', exact: true }).click();
    await effect.fill(minute(from));
    await dialog.getByRole('button', { name: '发布', exact: true }).click();
    await dialog.getByText('起生效。此前发起的事项仍按现行版本办理').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();

    const clerk = (await office.sit('clerk-a', '/start')).page;
    await clerk
      .getByRole('button', { name: /^发起 / })
      .first()
      .waitFor();
    expect(await clerk.getByRole('button', { name: `发起 ${NAME}` }).count()).toBe(0);
    await office.later(from - office.now());
    // The server sees to it by itself, in a moment.
    const offered = clerk.getByRole('button', { name: `发起 ${NAME}` });
    for (let tries = 0; tries < 30 && (await offered.count()) === 0; tries++) {
      await clerk.reload();
      await clerk
        .getByRole('button', { name: /^发起 / })
        .first()
        .waitFor();
    }
    await offered.click();
    await clerk.getByRole('complementary', { name: '填写值班记录' }).waitFor();
  });
});
