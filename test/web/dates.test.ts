import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import { openOffice } from './product.js';
import { answer, deskOf, fillIn } from './steps.js';

const DAY = 86_400_000;
const dated = (key: string, subtype: string, label: object, more: object = {}): object => ({
  ...{ type: 'datetime', id: `day_${key}`, key, subtype },
  ...label,
  ...more,
});
const FORM = {
  ...{ type: 'default', id: 'day', schemaVersion: 18 },
  components: [
    dated('held', 'date', { dateLabel: '会议日期' }, { validate: { required: true } }),
    dated(
      'opened',
      'datetime',
      { dateLabel: '开标时间' },
      { disallowPassedDates: true, timeSerializingFormat: 'utc_offset' },
    ),
    dated('daily', 'time', { timeLabel: '每日开始时间' }),
  ],
};
const STEP = '<extensionElements><qh:assign of="initiator"/></extensionElements>';
const DRAWING = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
  <process id="Days" name="日期登记(演示)" isExecutable="true"><startEvent id="S"/>
  <userTask id="Write" name="填写日期" qh:form="day">${STEP}</userTask><userTask id="Look" name="核对日期" qh:form="day">${STEP}</userTask><endEvent id="E"/>
  <sequenceFlow id="a" sourceRef="S" targetRef="Write"/><sequenceFlow id="b" sourceRef="Write" targetRef="Look"/>
  <sequenceFlow id="c" sourceRef="Look" targetRef="E"/></process></definitions>`;

describeWithServer(['chromium'], 'dates in a form', () => {
  const office = openOffice();

  test('are typed as an office writes them, refused with the field where they are none, and read again by the next step', async () => {
    const designer = await office.clerk('designer');
    const resources = [
      { name: 'days.bpmn', text: DRAWING },
      { name: 'day.form', text: JSON.stringify(FORM) },
    ];
    const { result } = await designer.call(OPERATIONS.deploy, { body: { name: '日期登记', resources } });
    const { deployment } = result as { deployment: string };
    await (await office.clerk('publisher')).call(OPERATIONS.publish, { params: { deployment } });

    const clerk = await office.sit('clerk-a', '/start');
    const { page } = clerk;
    await page.getByRole('button', { name: '发起 日期登记(演示)' }).click();
    const desk = deskOf(page, '填写日期');
    await desk.waitFor();
    await fillIn(page, { 会议日期: '2026年12月', 开标时间: '2020-1-1 9:00', 每日开始时间: '9:30' });
    await desk.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('格式不对，请写成 2026-01-31 的样子。').waitFor();
    await page.getByText('不得早于今天。').waitFor();
    expect(await clerk.barriers()).toEqual([]);

    const opened = new Date(office.now() + 30 * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
    await fillIn(page, { 会议日期: '2026年12月1日', 开标时间: `${opened.replaceAll('-', '/')} 9:05` });
    await page.getByLabel(/^每日开始时间/).focus();
    expect(await page.getByLabel(/^会议日期/).inputValue()).toBe('2026-12-01');
    await answer(page, '填写日期', '提交');

    await page.locator('a[data-line]').filter({ hasText: '核对日期' }).click();
    await deskOf(page, '核对日期').waitFor();
    const shown = await Promise.all(
      ['会议日期', '开标时间', '每日开始时间'].map((label) => page.getByLabel(new RegExp(`^${label}`)).inputValue()),
    );
    expect(shown).toEqual(['2026-12-01', `${opened} 09:05`, '09:30']);
    await answer(page, '核对日期', '提交');
    await page.goto('/done');
    await page.locator('a[data-line]').filter({ hasText: '核对日期' }).click();
    await page.getByText('2026年12月1日', { exact: true }).waitFor();
  });
});
