import { prepareWorld, type SourceDocument, type Surroundings } from '../prepare.js';
import { checkScenario } from '../scenario-check.js';
import { readScenario } from '../scenario-reader.js';
import { simulate, type SimulationResult } from '../simulate.js';
import type { TraceLine } from '../trace.js';
import type { WorldOptions } from '../world.js';

/** A BPMN document around what is given. */
export function bpmn(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:qh="urn:quanheng:bpmn:1" id="Definitions" targetNamespace="urn:test">${content}</definitions>`;
}

/** A process whose nodes are given, with flows as pairs `"A B"` whose ids are `A_B`; `"A B|x > 1"` adds a condition. */
export function processOf(id: string, nodes: string, flows: readonly string[], attributes = ''): string {
  const drawn = flows.map((flow) => {
    const [pair = '', condition] = flow.split('|');
    const [source = '', target = ''] = pair.split(' ');
    const inside =
      condition === undefined
        ? ''
        : `<conditionExpression xsi:type="tFormalExpression"><![CDATA[${condition}]]></conditionExpression>`;
    return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${inside}</sequenceFlow>`;
  });
  return `<process id="${id}" isExecutable="true" ${attributes}>${nodes}${drawn.join('')}</process>`;
}

export interface Played {
  readonly result: SimulationResult;
  readonly trace: readonly TraceLine[];
}

export function source(name: string, content: string): SourceDocument {
  return { name, content, digest: name };
}

/** Plays a document; fails the test when document or scenario is refused. */
export async function play(
  xml: string,
  scenario: object = {},
  options: WorldOptions & { readonly surroundings?: Surroundings } = {},
): Promise<Played> {
  const { world, findings } = await prepareWorld(source('main.bpmn', xml), options.surroundings);
  if (world === undefined) throw new Error(`refused: ${JSON.stringify(findings)}`);
  const reading = readScenario(JSON.stringify(scenario));
  if (reading.scenario === undefined) throw new Error(`scenario refused: ${JSON.stringify(reading.findings)}`);
  const mistakes = checkScenario(reading.scenario, world.definition, world.names);
  if (mistakes.some(({ severity }) => severity === 'error')) throw new Error(JSON.stringify(mistakes));
  const trace: TraceLine[] = [];
  const result = simulate(world, reading.scenario, { ...options, onEvent: (line) => trace.push(line) });
  return { result, trace };
}

/** Ids of the elements of all events of one kind, in order. */
export function elements(trace: readonly TraceLine[], event: string): string[] {
  return trace.filter((line) => line.event === event).map((line) => line.element);
}
