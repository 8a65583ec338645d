import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Desk } from '../../web/designer/desk.js';
import { median } from '../measure.js';
import { sound } from '../verify/models.js';
import { seen, type WebOffice } from './office.js';

const CHANGES = 20;
const PROCUREMENT = join(__dirname, '../../../../processes/procurement/process.bpmn');

export interface Judged {
  /** Milliseconds from the change to the judgement of the drawing with it on the screen. */
  readonly value: number;
  readonly p95: number;
  /** Of that, what the judging itself took. */
  readonly judging: number;
}

/** Generated drawings of so many flow nodes, and one that is shipped. */
export const DRAWINGS: readonly (readonly [name: string, xml: () => string])[] = [
  ...[10, 50, 200].map((size) => [`findings-${size}`, () => laidOut(sound(size, size).xml())] as const),
  ['findings-procurement', () => readFileSync(PROCUREMENT, 'utf8')],
];

/** The name of a step is changed in the panel, again and again. */
export async function findings(office: WebOffice, login: string, xml: string): Promise<Judged> {
  const sitter = await office.sit(login);
  const { page } = sitter;
  await page.goto('/designer');
  const desk = new Desk(page);
  await desk.palette.waitFor();
  await page
    .getByLabel('打开文件')
    .last()
    .setInputFiles({
      name: 'bench.bpmn',
      mimeType: 'application/xml',
      buffer: Buffer.from(xml),
    });
  await desk.goTo(firstStep(xml));
  const name = desk.panel.getByLabel('名称').first();
  await name.waitFor();
  await page.evaluate(WATCH_JUDGEMENTS);
  const times: Timed[] = [];
  // The first ones only warm up.
  for (let change = -3; change < CHANGES; change++) {
    await settled(page);
    await page.evaluate('window.judged = undefined');
    await name.fill(`环节 ${change}`);
    await name.press('Enter');
    const timed = await seen<Timed>(page, 'window.judged');
    if (change >= 0) times.push(timed);
  }
  await sitter.leave();
  const totals = times.map(({ total }) => total).sort((a, b) => a - b);
  return {
    value: median(totals),
    p95: totals[Math.ceil(totals.length * 0.95) - 1] ?? NaN,
    judging: median(times.map(({ judging }) => judging)),
  };
}

/** By its name, or by its id where it has none. */
function firstStep(xml: string): string {
  const found = /<(?:bpmn:)?(?:\w+T|t)ask id="([^"]+)"(?: name="([^"]+)")?/.exec(xml);
  if (found === null) throw new Error('there is no task in this drawing');
  return found[2] ?? found[1] ?? '';
}

interface Timed {
  readonly total: number;
  readonly judging: number;
}

async function settled(page: Page): Promise<void> {
  await page.locator('[role="status"][data-working="false"][data-milliseconds]').waitFor();
  await page.waitForTimeout(200);
}

/** From the key that makes the change to the frame after the bar no longer says that it works. */
const WATCH_JUDGEMENTS = `{
  const bar = document.querySelector('[role="status"][data-working]');
  let changed = 0;
  let worked = false;
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Enter') return;
    changed = performance.now();
    worked = false;
  }, true);
  new MutationObserver(() => {
    if (bar.dataset.working === 'true') worked = true;
    else if (worked && changed > 0) {
      const [total, judging] = [performance.now() - changed, Number(bar.dataset.milliseconds)];
      changed = 0;
      window.judged = { total, judging };
    }
  }).observe(bar, { attributes: true, attributeFilter: ['data-working'] });
}`;

/** With a diagram: what is drawn stands in rows, one after the other. */
function laidOut(xml: string): string {
  const nodes = [...xml.matchAll(/<(\w+) id="(N\d+)"/g)].map(([, , id = '']) => id);
  const flows = [...xml.matchAll(/<sequenceFlow id="(F\d+)" sourceRef="(N\d+)" targetRef="(N\d+)"/g)];
  const place = (id: string): readonly [x: number, y: number] => {
    const index = nodes.indexOf(id);
    return [100 + (index % 20) * 160, 100 + Math.floor(index / 20) * 140];
  };
  const shapes = nodes.map((id) => {
    const [x, y] = place(id);
    return `<di:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="100" height="80"/></di:BPMNShape>`;
  });
  const edges = flows.map(([, id = '', from = '', to = '']) => {
    const points = [place(from), place(to)].map(([x, y]) => `<dd:waypoint x="${x + 50}" y="${y + 40}"/>`);
    return `<di:BPMNEdge id="${id}_di" bpmnElement="${id}">${points.join('')}</di:BPMNEdge>`;
  });
  const [, process = ''] = /<process id="([^"]+)"/.exec(xml) ?? [];
  const plane = `<di:BPMNPlane id="Plane" bpmnElement="${process}">${[...shapes, ...edges].join('')}</di:BPMNPlane>`;
  const spaces =
    'xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:dd="http://www.omg.org/spec/DD/20100524/DI"';
  return xml.replace(
    '</definitions>',
    `<di:BPMNDiagram id="Diagram" ${spaces}>${plane}</di:BPMNDiagram></definitions>`,
  );
}
