import { OPERATIONS } from '@quanheng/contracts';
import { describeWithServer } from '../servers/describe.js';
import { meddled } from './claims.js';
import { openOffice } from './product.js';

describeWithServer(['chromium'], "discipline inspection's desk in a browser", () => {
  const office = openOffice({ QH_PROOF_SECONDS: '300' });

  /** A matter for a meeting, filed with discipline inspection and not noted yet. */
  async function filed(): Promise<string> {
    const clerk = await office.clerk('students-clerk');
    const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'CollectiveDecision' } });
    const { instance } = result as { instance: string };
    await clerk.attach(instance, '议题材料.txt', '议题材料');
    await clerk.completeOpenItem(instance, { title: '购置设备(演示)', content: '方案一；方案二', amount: 800_000 });
    for (const login of ['legal-officer', 'finance-head', 'vice-party', 'office-secretary']) {
      await (await office.clerk(login)).completeOpenItem(instance);
    }
    return instance;
  }

  test('what is filed is there to be noted, and is objected to with a reason', async () => {
    await filed();
    const { page, barriers } = await seated('discipline-officer', '/inspection');
    await page.getByRole('table', { name: '报备与待办' }).getByRole('button').first().click();
    const panel = page.getByRole('dialog');
    await panel.getByText('购置设备(演示)').first().waitFor();
    // What one may do comes last.
    const desk = panel.getByRole('complementary').first();
    await desk
      .getByRole('button', { name: /不同意|程序异议/ })
      .first()
      .click();
    await desk
      .getByText(/理由|意见/)
      .first()
      .waitFor();
    expect(await barriers()).toEqual([]);
    await desk.getByRole('textbox').first().fill('议题材料缺少论证(演示)');
    await desk
      .getByRole('button', { name: /不同意|程序异议/ })
      .first()
      .click();
    await page.getByText('没有待办理的报备').waitFor();
  });

  test('a refusal tells who, when and by which rule; the matter is opened with a reason, which auditors see, and frozen', async () => {
    await meddled(office);
    const { page, ...desk } = await seated('discipline-officer', '/inspection/refusal');
    const row = page.getByRole('row').filter({ hasText: '演南星' });
    await row.getByText(/费用报销/).waitFor();
    expect(await desk.barriers()).toEqual([]);
    await row.getByRole('button').click();
    const panel = page.getByRole('dialog');
    await panel.getByText('NOT_OFFERED').waitFor();
    await panel.getByText(/本件留痕 第 \d+ 条/).waitFor();
    await panel.getByRole('button', { name: '调阅本件' }).click();
    await panel.getByText('请填写理由').waitFor();
    await panel.getByLabel('调阅理由').fill('核实越权办理(演示)');
    await panel.getByRole('button', { name: '调阅本件' }).click();
    await panel.getByRole('link', { name: '查看本件' }).waitFor();
    expect(await desk.barriers()).toEqual([]);

    await panel.getByLabel('冻结或解除的理由').fill('核实期间暂停(演示)');
    await panel.getByRole('button', { name: '冻结', exact: true }).click();
    await panel.getByText(/纪检监察核实.*自动解除/).waitFor();
    await panel.getByRole('link', { name: '查看本件' }).click();
    await page.getByRole('heading', { name: /费用报销/ }).waitFor();

    const auditor = await seated('auditor', '/inspection/reading');
    await auditor.page.getByRole('row').filter({ hasText: '演景行' }).getByText('核实越权办理(演示)').waitFor();
    await auditor.page.goto('/inspection/exception');
    await auditor.page.getByRole('row').filter({ hasText: '冻结' }).getByText('核实期间暂停(演示)').waitFor();
    expect(await auditor.page.getByRole('button', { name: '调阅本件' }).count()).toBe(0);
  });

  test('nobody else is offered it, and who asks all the same is told why not', async () => {
    const { page } = await seated('clerk-a', '/');
    expect(await page.getByRole('link', { name: '纪检监督台' }).count()).toBe(0);
    await page.goto('/inspection/refusal');
    await page.getByText('您的岗位没有此项权限').waitFor();
  });

  async function seated(login: string, path: string) {
    const sitter = await office.sit(login, path);
    return { page: sitter.page, barriers: () => sitter.barriers() };
  }
});
