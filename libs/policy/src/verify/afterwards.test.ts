import { compile, parseBpmn, readScenario, simulate, type Finding } from '@quanheng/engine';
import { lint, type LintContext } from '../lint/index.js';
import { readDrawn } from '../publication/drawn.js';
import { isStale, isUnanswered } from './confirm.js';
import { oracleOf } from './index.js';
import { worldOf, type Drawn } from './judge.js';

const BUDGET = { states: 50_000, milliseconds: 1, clock: () => 0 };
const pen = (name: string): string => `<qh:act name="${name}"><qh:assign role="${name}" department="D"/></qh:act>`;
const SAID = `<extensionElements><qh:protected name="amount" type="money"/><qh:protected name="payee" type="text"/></extensionElements>`;
const NODES: Readonly<Record<string, string>> = {
  S: '<startEvent id="S"/>',
  E: '<endEvent id="E"/>',
  Claim: '<userTask id="Claim" qh:writes="amount"/>',
  Pens: `<userTask id="Pens" name="会签"><extensionElements><qh:control kind="dualSignature">${pen('A')}${pen('B')}</qh:control></extensionElements></userTask>`,
  Check:
    '<userTask id="Check" name="审核"><extensionElements><qh:control kind="check"/></extensionElements></userTask>',
  Again:
    '<userTask id="Again" name="复核"><extensionElements><qh:control kind="check"/></extensionElements></userTask>',
  Write: '<userTask id="Write" name="改收款人" qh:writes="payee"/>',
  Work: '<scriptTask id="Work" scriptFormat="feel" qh:resultVariable="amount"><script>1</script></scriptTask>',
  Look: '<userTask id="Look"/>',
  Pay: '<serviceTask id="Pay" name="付款" qh:handler="pay"/>',
  Fork: '<parallelGateway id="Fork"/>',
  Join: '<parallelGateway id="Join"/>',
  Refused: '<endEvent id="Refused"><terminateEventDefinition/></endEvent>',
  X: '<exclusiveGateway id="X" default="X_XJ"/>',
  XJ: '<exclusiveGateway id="XJ"/>',
  Y: '<exclusiveGateway id="Y" default="Y_YJ"/>',
  YJ: '<exclusiveGateway id="YJ"/>',
  Show: `<userTask id="Show" name="公示"><extensionElements><qh:control kind="publicity"><qh:property name="days" value="5"/><qh:act name="publish"><qh:assign post="publisher"/></qh:act></qh:control></extensionElements></userTask>`,
  Object: '<boundaryEvent id="Object" attachedToRef="Show"><messageEventDefinition messageRef="M"/></boundaryEvent>',
  Beside:
    '<boundaryEvent id="Beside" attachedToRef="Show" cancelActivity="false"><messageEventDefinition messageRef="M"/></boundaryEvent>',
  Handle:
    '<userTask id="Handle" name="处理异议"><extensionElements><qh:assign post="discipline"/></extensionElements></userTask>',
};

/** @param flows `A B`, `A B|passed` with an outcome, `A B?amount > 5` with a condition */
async function drawn(flows: readonly string[], returns = 'none'): Promise<{ whole: Drawn; context: LintContext }> {
  const ids = new Set(flows.flatMap((flow) => flow.split(/[|?]/)[0]?.split(' ') ?? []));
  const lines = flows.map((flow) => {
    const [ends = '', outcome] = flow.split('?')[0]?.split('|') ?? [];
    const [from = '', to = ''] = ends.split(' ');
    const condition = flow.split('?')[1];
    const inside = condition === undefined ? '' : `<conditionExpression><![CDATA[${condition}]]></conditionExpression>`;
    const said = outcome === undefined ? '' : ` qh:outcome="${outcome}"`;
    return `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"${said}>${inside}</sequenceFlow>`;
  });
  const nodes = [...ids].map((id) => NODES[id] ?? '').join('');
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><message id="M" name="异议"/><process id="P" isExecutable="true" qh:returns="${returns}">${SAID}${nodes}${lines.join('')}</process></definitions>`;
  const { model, findings } = await parseBpmn(xml);
  if (model === undefined) throw new Error(JSON.stringify(findings));
  const { definition, findings: faults } = compile(model, { digest: 'd' });
  if (definition === undefined) throw new Error(JSON.stringify(faults));
  const whole = { definition, models: new Map([['', model]]) };
  const { policy } = readDrawn(model);
  const effects = (key: string): 'payment' | undefined => (key === 'pay' ? 'payment' : undefined);
  const oracle = oracleOf(whole, BUDGET);
  return {
    whole,
    context: { ...{ model, policy, profile: null, organisation: null, profiles: null, effects }, oracle },
  };
}

const of = (rule: string, context: LintContext): Finding[] => lint(context).filter((finding) => finding.rule === rule);

/** The scenario of a finding, played by the engine. */
function played({ definition, models }: Drawn, { scenario }: Finding) {
  const process = definition.processes.get('P');
  const { scenario: read } = readScenario(JSON.stringify(scenario));
  if (process === undefined || read === undefined) throw new Error('no scenario');
  const trace: Parameters<typeof isStale>[0]['trace'][number][] = [];
  const world = worldOf({ definition, models }, process);
  const { result, waiting } = simulate(world, read, { maxEvents: 1000, onEvent: (line) => trace.push(line) });
  return { trace, waiting, result };
}

const SIGNED = ['Pens Join|passed', 'Pens Refused|failed'];

describe('L16: what was signed and then changed is signed again', () => {
  test('changed behind the pens: the engine pays what nobody signed', async () => {
    const { whole, context } = await drawn([
      'S Claim',
      'Claim Pens',
      'Pens Write|passed',
      'Pens E|failed',
      'Write Pay',
      'Pay E',
    ]);
    const [finding] = of('L16', context);
    expect(finding).toMatchObject({ elementId: 'Write', certainty: 'confirmed' });
    expect(isStale(played(whole, finding!), 'Pay', new Set(['Pens']), new Set(['Write', 'Claim']))).toBe(true);
  });

  test('changed behind the pens by the drawing itself', async () => {
    const { context } = await drawn([
      'S Claim',
      'Claim Pens',
      'Pens Work|passed',
      'Pens E|failed',
      'Work Pay',
      'Pay E',
    ]);
    const [finding] = of('L16', context);
    expect(finding).toMatchObject({ elementId: 'Work', certainty: 'confirmed' });
    expect(finding?.message).toContain('修改关键要素（amount）');
  });

  test('changed beside the pens, which no path through the drawing shows', async () => {
    const flows = ['S Claim', 'Claim Fork', 'Fork Pens', 'Fork Write', ...SIGNED, 'Write Join', 'Join Pay', 'Pay E'];
    const { whole, context } = await drawn(flows);
    const [finding] = of('L16', context);
    expect(finding).toMatchObject({ elementId: 'Write', certainty: 'confirmed' });
    expect(finding?.message).toContain('“改收款人”(Write)可以在“会签”(Pens)之后修改关键要素（payee）');
    expect(isStale(played(whole, finding!), 'Pay', new Set(['Pens']), new Set(['Write', 'Claim']))).toBe(true);
    const { oracle: _oracle, ...byPaths } = context;
    expect(of('L16', byPaths)).toEqual([]);
  });

  test('changed before the pens: nothing is found, with returns and without', async () => {
    const flows = ['S Claim', 'Claim Write', 'Write Pens', 'Pens Look|passed', 'Pens E|failed', 'Look Pay', 'Pay E'];
    for (const returns of ['none', 'all']) expect(of('L16', (await drawn(flows, returns)).context)).toEqual([]);
  });

  test('a loop that leads back behind the pens', async () => {
    const flows = [
      'S Claim',
      'Claim Pens',
      'Pens XJ|passed',
      'Pens E|failed',
      'XJ Look',
      'Look Y',
      'Y Write?again',
      'Write XJ',
      'Y YJ',
      'YJ Pay',
      'Pay E',
    ];
    const [finding] = of('L16', (await drawn(flows)).context);
    expect(finding).toMatchObject({ elementId: 'Write', certainty: 'confirmed' });
    expect(finding?.scenario).toBeDefined();
  });

  test('what data prevent is no counterexample, where the paths would show one', async () => {
    const flows = (last: string): string[] => [
      ...[
        'S Claim',
        'Claim Check',
        'Check X|passed',
        'Check Refused|failed',
        'X Write?amount > 5',
        'Write XJ',
        'X XJ',
        'XJ Y',
      ],
      ...[`Y Again?${last}`, 'Again YJ|passed', 'Again Refused|failed', 'Y YJ', 'YJ Pay', 'Pay E'],
    ];
    const { context } = await drawn(flows('amount > 3'));
    expect(of('L16', context)).toEqual([]);
    const { oracle: _oracle, ...byPaths } = context;
    expect(of('L16', byPaths)).toMatchObject([{ elementId: 'Write' }]);
    expect(of('L16', (await drawn(flows('amount > 7'))).context)).toMatchObject([{ certainty: 'confirmed' }]);
  });

  test('where the search does not know, the paths answer', async () => {
    const { context } = await drawn([
      'S Claim',
      'Claim Pens',
      'Pens Write|passed',
      'Pens E|failed',
      'Write Pay',
      'Pay E',
    ]);
    const silent = { canFail: () => false, writtenBy: () => [], ask: () => ({ holds: 'unknown' as const }) };
    const [finding] = of('L16', { ...context, oracle: silent });
    expect(finding).toMatchObject({ elementId: 'Write' });
    expect(finding).not.toHaveProperty('scenario');
  });
});

describe('L14: an objection is answered before the matter ends', () => {
  const HEARD = ['S Show', 'Show E', 'Object X'];
  test('a way around the answer is told, and the engine goes it', async () => {
    const { whole, context } = await drawn([...HEARD, 'X Handle?amount > 5', 'Handle XJ', 'X XJ', 'XJ Refused']);
    const [finding] = of('L14', context);
    expect(finding).toMatchObject({ elementId: 'Show', certainty: 'confirmed' });
    expect(finding?.message).toContain('收到异议后可以不经公示人以外的岗位处理就办结');
    expect(isUnanswered(played(whole, finding!), 'Object', new Set(['Handle']))).toBe(true);
  });

  test('every way through the answer, also where it stands beside the publicity', async () => {
    for (const flows of [
      [...HEARD.slice(0, 2), 'Object Handle', 'Handle Refused'],
      ['S Show', 'Show E', 'Beside Handle', 'Handle XJ', 'XJ Look', 'Look E'],
    ]) {
      expect(of('L14', (await drawn(flows)).context)).toEqual([]);
    }
  });

  test('a termination that cuts the answer off', async () => {
    const { context } = await drawn(['S Show', 'Show Refused', 'Beside Handle', 'Handle E']);
    expect(of('L14', context)).toMatchObject([{ elementId: 'Show', certainty: 'confirmed' }]);
  });
});
