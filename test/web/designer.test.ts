import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { describeWithServer } from '../servers/describe.js';
import { accountsIn } from '../start/claim.js';
import { API, startProduct, type Product } from '../start/product.js';
import { openBrowser, Sitter } from './browser.js';

/** A page of the designer, as somebody uses it. */
class Desk {
  readonly panel: Locator;
  readonly palette: Locator;
  readonly findings: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole('complementary', { name: '属性' });
    this.palette = page.getByRole('navigation', { name: '可绘制的环节' });
    this.findings = page.getByRole('region', { name: '展开问题清单' });
  }

  /** Puts it behind what is selected, and names it. */
  async draw(what: string, name?: string): Promise<string> {
    await this.palette.getByRole('button', { name: what, exact: true }).click();
    const id = await this.panel.getByLabel('编号').inputValue();
    if (name !== undefined) {
      await this.panel.getByLabel('名称').first().fill(name);
      await this.panel.getByLabel('名称').first().press('Enter');
    }
    return id;
  }

  async select(id: string): Promise<void> {
    await this.page.locator(`.djs-shape[data-element-id="${id}"] .djs-hit`).first().click();
  }

  async choose(field: Locator, option: string): Promise<void> {
    await field.click();
    await field.fill(option);
    await this.page.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
  }

  /** Waits until the drawing as it is has been judged. */
  async told(text: RegExp): Promise<void> {
    await this.findings.getByText(text).first().waitFor();
  }
}

describeWithServer(['chromium'], 'the designer in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-designer-'));
  const sitters: Sitter[] = [];
  let product: Product;
  let browser: Browser;
  let url: string;
  let passwords: ReadonlyMap<string, string>;

  beforeAll(async () => {
    product = startProduct(API, { QH_DATA: join(folder, 'data'), QH_PORT: '0' }, folder);
    url = (await product.says(/is ready: (http:\/\/[^/\s]+)/))[1]!;
    passwords = accountsIn(product.output());
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await product.end('SIGTERM');
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    for (const sitter of sitters.splice(0)) {
      expect(sitter.complaints).toEqual([]);
      await sitter.leave();
    }
  });

  async function sit(login: string, path: string): Promise<Page> {
    const sitter = await Sitter.sitDown(browser, url);
    sitters.push(sitter);
    await sitter.signIn(login, passwords.get(login) ?? '');
    await sitter.page.getByRole('heading', { name: '工作台' }).waitFor();
    await sitter.page.goto(path);
    return sitter.page;
  }

  test('mistakes are explained while one draws, and are gone when they are mended; a second person publishes', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    await desk.select('Start');
    await desk.draw('办理环节', '填写申请');
    await desk.choose(await assignment(desk), '发起人');
    const check = await desk.draw('检查', '部门检查');
    await page.getByRole('button', { name: /展开问题清单/ }).click();

    // Two pens, of which nobody knows yet whose they are; then one only.
    const pens = await desk.draw('两支笔会签');
    await desk.told(/签字动作“业务签字”须写明由哪个岗位签字/);
    await desk.panel.getByRole('group', { name: '动作' }).last().getByRole('button', { name: '删除动作' }).click();
    await desk.told(/须正好有两个签字动作（现有 1 个）/);
    await desk.page.keyboard.press('Escape');
    await desk.page.getByRole('button', { name: '撤销' }).click();
    await desk.told(/签字动作“业务签字”须写明由哪个岗位签字/);
    await desk.select(pens);
    await desk.page.keyboard.press('Delete');

    // An exclusive choice joined by a parallel gateway.
    await desk.select(check);
    const split = await desk.draw('排他网关');
    await desk.draw('办理环节', '甲');
    const join = await desk.draw('并行网关');
    await desk.draw('结束');
    await desk.select(split);
    await desk.draw('办理环节', '乙');
    await desk.page.getByRole('button', { name: '连线' }).waitFor();
    expect(join).not.toBe(split);
  });

  test('a file is opened and exported without loss of what others wrote into it; what is no BPMN is refused, and the drawing stays', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    await desk.palette.waitFor();
    const file = join(folder, 'foreign.bpmn');
    writeFileSync(file, FOREIGN);
    await page.getByLabel('打开文件').last().setInputFiles(file);
    await page.locator('[data-element-id="Ask"]').first().waitFor();
    await desk.select('Ask');
    await desk.panel.getByLabel('名称').first().fill('询问');
    await desk.panel.getByLabel('名称').first().press('Enter');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出', exact: true }).click();
    const exported = readFileSync(await (await download).path(), 'utf8');
    expect(exported).toContain('name="询问"');
    expect(exported).toContain('xmlns:vendor="urn:vendor"');
    expect(exported).toMatch(/<vendor:note [^>]*level="3"[^>]*>kept<\/vendor:note>/);
    expect(exported).toContain('vendor:colour="green"');
    expect(exported).toContain('<qh:evidence name="票据" />');

    const broken = join(folder, 'broken.bpmn');
    writeFileSync(broken, '<html>no drawing</html>');
    await page.getByLabel('打开文件').last().setInputFiles(broken);
    await page.getByText(/文件打不开/).waitFor();
    await page.locator('[data-element-id="Ask"]').first().waitFor();
  });
});

async function assignment({ panel }: Desk): Promise<Locator> {
  await panel.getByRole('button', { name: '添加由谁办理' }).click();
  return panel.getByLabel('关系人');
}

const FOREIGN = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:vendor="urn:vendor" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
  <process id="Foreign" isExecutable="true">
    <startEvent id="Begin" />
    <userTask id="Ask" name="ask" vendor:colour="green">
      <extensionElements><vendor:note level="3">kept</vendor:note><qh:evidence name="票据" /></extensionElements>
    </userTask>
  </process>
  <bpmndi:BPMNDiagram id="Diagram"><bpmndi:BPMNPlane id="Plane" bpmnElement="Foreign">
    <bpmndi:BPMNShape id="Begin_di" bpmnElement="Begin"><dc:Bounds x="100" y="122" width="36" height="36" /></bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="Ask_di" bpmnElement="Ask"><dc:Bounds x="200" y="100" width="100" height="80" /></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>
`;
