import { compile } from '../compile/compile.js';
import { parseBpmn } from '../parse/index.js';
import { bpmn, processOf } from '../simulation/testing/play.js';
import { UNBORN } from '../state/draft.js';
import type { EngineEvent } from '../state/events.js';
import { step } from './step.js';

/** The events of a process that evaluates `script` into x again and again. */
async function growing(script: string): Promise<readonly EngineEvent[]> {
  const nodes = `<startEvent id="S" /><scriptTask id="Grow" qh:resultVariable="x"><script>${script}</script></scriptTask>
    <exclusiveGateway id="More" default="More_E" /><endEvent id="E" />`;
  const flows = ['S Grow', 'Grow More', 'More Grow|x != null', 'More E'];
  const { model } = await parseBpmn(bpmn(processOf('P', nodes, flows)));
  const definition = model === undefined ? undefined : compile(model, { digest: 'd' }).definition;
  if (definition === undefined) throw new Error('the process does not compile');
  const start = { type: 'start', process: 'P', variables: { x: 'a' } } as const;
  return step(definition, UNBORN, start, { at: 0, zone: '+00:00' }).events;
}

describe('what a variable can keep', () => {
  test.each([
    ['a list that doubles', '[x, x]', 'limit-exceeded', 15],
    ['a context that doubles', '{ a: x, b: x }', 'limit-exceeded', 15],
    ['a text that doubles, which FEEL itself bounds', 'x + x', 'expression-failed', 10],
    ['a list that nests deeper with every round', '[x]', 'expression-failed', 100],
  ])('%s ends in an incident', async (_name, script, code, rounds) => {
    const events = await growing(script);
    const last = events.at(-1);
    expect(last).toMatchObject({ type: 'incidentRaised', element: 'Grow', incident: { code } });
    const completed = events.filter((event) => event.type === 'elementCompleted' && event.element === 'Grow');
    expect(completed.length).toBeGreaterThanOrEqual(rounds);
  });
});
