import type { Locator, Page } from 'playwright-core';
import { take } from '../steps.js';

/** A page of the designer, as somebody uses it. */
export class Desk {
  readonly panel: Locator;
  readonly palette: Locator;
  readonly findings: Locator;

  constructor(readonly page: Page) {
    this.panel = page.getByRole('complementary', { name: '属性' });
    this.palette = page.getByRole('navigation', { name: '可绘制的环节' });
    this.findings = page.getByRole('region', { name: '展开问题清单' });
  }

  /** Opens a file of this machine. */
  async open(path: string): Promise<void> {
    await this.palette.waitFor();
    await this.page.getByLabel('打开文件').last().setInputFiles(path);
  }

  /** Puts it behind what is selected, and names it. */
  async draw(what: string, name?: string): Promise<string> {
    await this.palette.getByRole('button', { name: what, exact: true }).click();
    const id = await this.panel.getByLabel('编号', { exact: true }).inputValue();
    if (name !== undefined) await this.type(this.panel.getByLabel('名称').first(), name);
    return id;
  }

  async select(id: string): Promise<void> {
    await this.page.locator(`.djs-shape[data-element-id="${id}"] .djs-hit`).first().click();
  }

  /** By its name, without a mouse on the drawing. */
  async goTo(name: string): Promise<void> {
    await this.choose(this.panel.getByLabel('选择环节'), name);
  }

  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    await field.press('Tab');
  }

  /** One of a list. */
  async choose(field: Locator, option: string): Promise<void> {
    await field.click();
    await this.page.keyboard.type(option);
    await take(this.page, option);
  }

  /** Several of a list, or of one's own. */
  async words(field: Locator, ...words: readonly string[]): Promise<void> {
    await field.click();
    for (const word of words) {
      await field.fill(word);
      // The list takes up what was typed a moment later; nobody is as quick as a test.
      const offered = this.page.locator('.ant-select-item-option-active').filter({ hasText: word, visible: true });
      await offered.first().waitFor();
      await field.press('Enter');
    }
    await field.press('Escape');
    await field.press('Tab');
  }

  section(name: string): Locator {
    return this.panel.locator('section').filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  /** A new one of that kind, with its fields. */
  async add(name: string, within: Locator = this.panel): Promise<Locator> {
    await within
      .getByRole('button', { name: `添加${name}` })
      .last()
      .click();
    return within.getByRole('group', { name, exact: true }).last();
  }

  async assign(way: string, what?: readonly [field: string, option: string], within = this.panel): Promise<void> {
    const group = await this.add('由谁办理', within);
    await this.choose(group.getByLabel('方式'), way);
    if (what !== undefined) await this.choose(group.getByLabel(what[0], { exact: true }), what[1]);
  }

  /** What nearly every step says. */
  async describe(phase: string, days: string, duty: string): Promise<void> {
    await this.choose(this.panel.getByLabel('权力阶段'), phase);
    await this.words(this.panel.getByLabel('职责代码').last(), duty);
    await this.type((await this.add('时限')).getByLabel('工作日数'), days);
  }

  /** What a control says besides its acts. */
  async basedOn(evidence: string, article: string): Promise<void> {
    await this.type((await this.add('材料')).getByLabel('名称'), evidence);
    const basis = await this.add('依据', this.section('监督制约'));
    await this.type(basis.getByLabel('条款'), article);
    await this.type(basis.getByLabel('证据标记'), 'D');
  }

  /** Draws a flow to an element that is there. */
  async leadTo(name: string): Promise<void> {
    await this.choose(this.panel.getByLabel('连到'), name);
  }

  /** Selects the flow that leads on to it, and waits until the panel is about the flow: what leads on from it is no list. */
  async flowTo(name: string): Promise<void> {
    const onward = this.section('下一环节');
    await onward.getByRole('button', { name }).click();
    await onward.waitFor({ state: 'detached' });
  }

  /** Waits until the drawing as it is has been judged so. */
  async told(text: RegExp): Promise<void> {
    const line = this.findings.getByText(text).first();
    const unseen = async (cause: unknown): Promise<never> => {
      throw new Error(`${String(text)} is not told, but: ${await this.findings.innerText()}`, { cause });
    };
    await line.waitFor().catch(unseen);
  }
}
