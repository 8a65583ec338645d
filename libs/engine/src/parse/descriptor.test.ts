import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { QH_ELEMENTS, QH_SCALARS } from './descriptor.js';
import { parseBpmn } from './index.js';

const page = readFileSync(join(__dirname, '../../../../docs/extensions.md'), 'utf8');
const rowOf = (name: string): string | undefined =>
  page.split('\n').find((line) => line.startsWith(`| \`qh:${name}\` |`));

describe('docs/extensions.md says what the descriptor says', () => {
  it.each(QH_SCALARS)('$name', (scalar) => {
    const row = rowOf(scalar.name);
    expect(row).toContain(`| ${scalar.reader} |`);
    if (Array.isArray(scalar.type)) for (const value of scalar.type as string[]) expect(row).toContain(`\`${value}\``);
  });

  it.each(QH_ELEMENTS)('$name', (element) => {
    const row = rowOf(element.name);
    expect(row).toContain(`| ${element.reader} |`);
    for (const name of element.required) expect(row).toContain(`**\`${name}\`**`);
    for (const child of element.children) expect(row).toContain(`\`qh:${child}\``);
    if (element.name === 'output') return;
    for (const [name, type] of Object.entries(element.attributes)) {
      expect(row).toContain(`\`${name}\``);
      if (Array.isArray(type)) for (const value of type as string[]) expect(row).toContain(`\`${value}\``);
    }
  });
});

describe('every value is accepted as attribute, element text and element value, everywhere it is declared', () => {
  const tagOf: Readonly<Record<string, (attribute: string, inner: string) => string>> = {
    SequenceFlow: (a, i) => `<task id="x"/><sequenceFlow id="f" sourceRef="x" targetRef="x"${a}>${i}</sequenceFlow>`,
    TimerEventDefinition: (a, i) => `<endEvent id="e"><timerEventDefinition${a}>${i}</timerEventDefinition></endEvent>`,
    CatchEvent: (a, i) => `<startEvent id="s"${a}>${i}<timerEventDefinition/></startEvent>`,
    MultiInstanceLoopCharacteristics: (a, i) =>
      `<task id="x"><multiInstanceLoopCharacteristics${a}>${i}</multiInstanceLoopCharacteristics></task>`,
    Activity: (a, i) => `<task id="x"${a}>${i}<multiInstanceLoopCharacteristics/></task>`,
  };
  const rows = QH_SCALARS.flatMap((scalar) => scalar.on.map((on) => [scalar.name, on, scalar] as const));
  it.each(rows)('%s on %s', async (name, on, scalar) => {
    const samples: Readonly<Record<string, string>> = { binding: 'latest', returnTo: 'y' };
    const value =
      samples[name] ?? (Array.isArray(scalar.type) ? String(scalar.type[0]) : scalar.type === 'Integer' ? '3' : 'a');
    const extension = (element: string): string => `<extensionElements>${element}</extensionElements>`;
    const results: string[] = [];
    for (const [attribute, inner] of [
      [` qh:${name}="${value}"`, ''],
      ['', extension(`<qh:${name}>${value}</qh:${name}>`)],
      ['', extension(`<qh:${name} value="${value}"/>`)],
    ] as const) {
      const tag = on.charAt(0).toLowerCase() + on.slice(1);
      const element = tagOf[on]?.(attribute, inner) ?? `<${tag} id="x"${attribute}>${inner}</${tag}>`;
      const content =
        on === 'Process' || on === 'Message' ? element : `<process id="p">${element}<task id="y"/></process>`;
      const { model, findings } = await parseBpmn(
        `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1">${content}</definitions>`,
      );
      expect(findings).toEqual([]);
      const text = JSON.stringify([model?.processes, [...(model?.messages.values() ?? [])]]);
      expect(text).toContain(scalar.type === 'Integer' ? value : `"${value}"`);
      results.push(text);
    }
    expect(new Set(results).size).toBe(1);
  });
});
