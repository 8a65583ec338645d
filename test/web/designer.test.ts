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

  test('mistakes are explained while one draws', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    await desk.select('Start');
    await desk.draw('办理环节', '填写申请');
    await desk.choose(await assignment(desk), '发起人');
    await desk.draw('检查', '部门检查');
    await page.getByRole('button', { name: /展开问题清单/ }).click();

    // Two pens of which nobody knows yet whose they are, then one only.
    await desk.draw('两支笔会签');
    await desk.told(/签字动作“业务签字”须写明由哪个岗位签字/);
    const acts = desk.panel.getByRole('group', { name: '动作' });
    await acts.last().getByRole('button', { name: '删除动作' }).first().click();
    await desk.told(/须正好有两个签字动作（现有 1 个）/);
    await page.getByRole('button', { name: '撤销' }).click();
    await desk.told(/签字动作“业务签字”须写明由哪个岗位签字/);
  });

  test('gateways that do not fit are shown by a counterexample; mended, the drawing is deployed, and a second person publishes it', async () => {
    const page = await sit('designer', '/designer');
    const desk = new Desk(page);
    await desk.palette.waitFor();
    const file = join(folder, 'stuck.bpmn');
    writeFileSync(file, STUCK);
    await page.getByLabel('打开文件').last().setInputFiles(file);
    await desk.findings.getByText('可靠性 ✗').waitFor();
    await page.getByRole('button', { name: /展开问题清单/ }).click();
    await desk.told(/流程会停在“汇合”/);
    await desk.findings.getByRole('button', { name: '演示', exact: true }).click();
    const player = page.getByRole('group', { name: '演示' });
    await player.getByText(/第 \d+ 步,共 \d+ 步/).waitFor();
    await player.getByRole('button', { name: '停止' }).click();

    await desk.select('J');
    await page.locator('.djs-context-pad .entry[data-action="replace"]').click();
    await page.locator('.djs-popup .entry').filter({ hasText: '排他网关' }).first().click();
    await desk.findings.getByText('可靠性 ✓').waitFor();

    await page.getByRole('button', { name: '部署为草案' }).click();
    await page.getByLabel('本次部署的说明').fill('急件流程');
    await page.getByRole('dialog').getByRole('button', { name: '部署为草案' }).click();
    await page.getByText('已部署。服务器检查结果:错误 0 个。').waitFor();
    await page.getByRole('button', { name: '去流程管理' }).click();
    const own = await publish(page);
    expect(own).toContain('流程须由设计人以外的人员发布');

    expect(await publish(await sit('publisher', '/processes'))).toContain('已发布');
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

/** What the server says to whoever publishes. */
async function publish(page: Page): Promise<string> {
  await page.getByRole('row').filter({ hasText: '急件流程' }).getByRole('button', { name: '发布' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await dialog.getByRole('alert').waitFor();
  return dialog.getByRole('alert').innerText();
}

const STUCK = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="Urgent" name="急件" isExecutable="true"><startEvent id="S"/><exclusiveGateway id="G" default="b"/><userTask id="A" name="加急办理"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask><userTask id="B" name="普通办理"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask><parallelGateway id="J" name="汇合"/><endEvent id="E"/>
<sequenceFlow id="s" sourceRef="S" targetRef="G"/><sequenceFlow id="a" sourceRef="G" targetRef="A"><conditionExpression xsi:type="tFormalExpression">urgent</conditionExpression></sequenceFlow><sequenceFlow id="b" sourceRef="G" targetRef="B"/><sequenceFlow id="c" sourceRef="A" targetRef="J"/><sequenceFlow id="d" sourceRef="B" targetRef="J"/><sequenceFlow id="e" sourceRef="J" targetRef="E"/></process>
<bpmndi:BPMNDiagram id="X"><bpmndi:BPMNPlane id="Y" bpmnElement="Urgent"><bpmndi:BPMNShape id="S_di" bpmnElement="S"><dc:Bounds x="100" y="182" width="36" height="36"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="G_di" bpmnElement="G"><dc:Bounds x="180" y="175" width="50" height="50"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="A_di" bpmnElement="A"><dc:Bounds x="280" y="80" width="100" height="80"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="B_di" bpmnElement="B"><dc:Bounds x="280" y="240" width="100" height="80"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="J_di" bpmnElement="J"><dc:Bounds x="430" y="175" width="50" height="50"/></bpmndi:BPMNShape><bpmndi:BPMNShape id="E_di" bpmnElement="E"><dc:Bounds x="540" y="182" width="36" height="36"/></bpmndi:BPMNShape><bpmndi:BPMNEdge id="s_di" bpmnElement="s"><di:waypoint x="136" y="200"/><di:waypoint x="180" y="200"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="a_di" bpmnElement="a"><di:waypoint x="205" y="175"/><di:waypoint x="205" y="120"/><di:waypoint x="280" y="120"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="b_di" bpmnElement="b"><di:waypoint x="205" y="225"/><di:waypoint x="205" y="280"/><di:waypoint x="280" y="280"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="c_di" bpmnElement="c"><di:waypoint x="380" y="120"/><di:waypoint x="455" y="120"/><di:waypoint x="455" y="175"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="d_di" bpmnElement="d"><di:waypoint x="380" y="280"/><di:waypoint x="455" y="280"/><di:waypoint x="455" y="225"/></bpmndi:BPMNEdge><bpmndi:BPMNEdge id="e_di" bpmnElement="e"><di:waypoint x="480" y="200"/><di:waypoint x="540" y="200"/></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></definitions>`;

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
