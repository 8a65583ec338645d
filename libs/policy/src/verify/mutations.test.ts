import { compile, parseBpmn, type Finding } from '@quanheng/engine';
import { lint, type LintContext } from '../lint/index.js';
import { readDrawn } from '../publication/drawn.js';
import { readProfile } from '../profiles/index.js';
import { oracleOf, prove } from './index.js';

const BUDGET = { states: 50_000, milliseconds: 1, clock: () => 0 };
const READ = { article: '《测试规定》第3条', mark: 'C:TEST' };
const { profile } = readProfile({
  name: 'test-payment',
  title: '测试付款',
  power: {
    kind: 'reimbursement',
    item: null,
    descriptors: { conditions: null, posts: null, procedure: null, disclosure: null },
    complaintChannel: null,
    majorFour: null,
    disclosure: null,
  },
  riskLevel: 'low',
  effects: ['payment'],
  keyElements: [{ effect: 'payment', data: 'amount', name: '金额', basis: [{ article: '本单位规定', mark: 'D' }] }],
  effectOf: { pay: 'payment' },
  steps: [
    { id: 'check', name: '审核', duties: ['CHECKED'], guards: ['payment'], basis: [READ] },
    { id: 'sign', name: '会签', control: ['dualSignature'], guards: ['payment'], basis: [READ] },
  ],
  articles: [],
});

/** A drawing as lists of nodes and flows, which mutations change. */
class Sketch {
  readonly nodes = new Map<string, string>();
  readonly flows: { from: string; to: string; outcome?: string; condition?: string }[] = [];

  xml(): string {
    const last = new Map<string, number>();
    for (const [index, { from }] of this.flows.entries()) last.set(from, index);
    const nodes = [...this.nodes].map(([id, text]) =>
      text.startsWith('<exclusiveGateway') &&
      this.flows.some(({ from, condition }) => from === id && condition !== undefined)
        ? text.replace('/>', ` default="f${last.get(id) ?? 0}"/>`)
        : text,
    );
    const flows = this.flows.map(({ from, to, outcome, condition }, index) => {
      const said = outcome === undefined ? '' : ` qh:outcome="${outcome}"`;
      const inside = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`;
      return `<sequenceFlow id="f${index}" sourceRef="${from}" targetRef="${to}"${said}>${inside}</sequenceFlow>`;
    });
    return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">${nodes.join('')}${flows.join('')}</process></definitions>`;
  }
}

const pen = (name: string): string => `<qh:act name="${name}"><qh:assign role="${name}" department="D"/></qh:act>`;
const CONTROLS: Readonly<Record<string, string>> = {
  Check: `<userTask id="Check" name="审核" qh:duty="CHECKED"><extensionElements><qh:control kind="check"/></extensionElements></userTask>`,
  Sign: `<userTask id="Sign" name="会签"><extensionElements><qh:control kind="dualSignature">${pen('A')}${pen('B')}</qh:control></extensionElements></userTask>`,
};

/** Claim, check (refused: ends), in parallel a signature and a note, then paid; the note has a choice in it. */
function sketch(): Sketch {
  const drawn = new Sketch();
  const node = (id: string, type = 'userTask'): unknown => drawn.nodes.set(id, `<${type} id="${id}"/>`);
  node('S', 'startEvent');
  node('Claim');
  for (const [id, text] of Object.entries(CONTROLS)) drawn.nodes.set(id, text);
  node('Begin', 'exclusiveGateway');
  node('Fork', 'parallelGateway');
  node('Signed', 'exclusiveGateway');
  node('Which', 'exclusiveGateway');
  node('Long');
  node('Short');
  node('Merge', 'exclusiveGateway');
  node('Join', 'parallelGateway');
  drawn.nodes.set('Pay', '<serviceTask id="Pay" name="付款" qh:handler="pay"/>');
  node('E', 'endEvent');
  node('Refused', 'endEvent');
  const flow = (from: string, to: string, more: { outcome?: string; condition?: string } = {}): unknown =>
    drawn.flows.push({ from, to, ...more });
  flow('S', 'Claim');
  flow('Claim', 'Check');
  flow('Check', 'Begin', { outcome: 'passed' });
  flow('Begin', 'Fork');
  flow('Check', 'Refused', { outcome: 'failed' });
  flow('Fork', 'Sign');
  flow('Fork', 'Which');
  flow('Which', 'Long', { condition: 'long' });
  flow('Which', 'Short');
  flow('Long', 'Merge');
  flow('Short', 'Merge');
  flow('Merge', 'Join');
  flow('Sign', 'Signed', { outcome: 'passed' });
  flow('Signed', 'Join');
  flow('Sign', 'Refused2', { outcome: 'failed' });
  node('Refused2', 'endEvent');
  drawn.nodes.set('Refused2', '<endEvent id="Refused2"><terminateEventDefinition/></endEvent>');
  flow('Join', 'Pay');
  flow('Pay', 'E');
  return drawn;
}

async function judged(drawn: Sketch): Promise<{ findings: readonly Finding[]; sound: unknown }> {
  const { model } = await parseBpmn(drawn.xml());
  if (model === undefined || profile === undefined) throw new Error('not read');
  const { definition, findings } = compile(model, { digest: 'd' });
  if (definition === undefined) throw new Error(JSON.stringify(findings));
  const whole = { definition, models: new Map([['', model]]) };
  const { policy } = readDrawn(model);
  const context: LintContext = {
    ...{ model, policy, profile, organisation: null, profiles: null, effects: () => undefined },
    oracle: oracleOf(whole, BUDGET),
  };
  const rules = lint(context).filter(({ rule }) => rule === 'P01' || rule === 'L07');
  const proof = prove(whole, BUDGET);
  return { findings: [...rules, ...proof.findings], sound: proof.sound };
}

const refusing = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'error');

/** The control stays drawn, but beside the way: it leads where it led, and what led to it does too. */
function leadAround(drawn: Sketch, control: string): void {
  const behind = drawn.flows.find(({ from, outcome }) => from === control && outcome === 'passed')?.to ?? '';
  for (const flow of drawn.flows) if (flow.to === control) flow.to = behind;
}

test('the drawing itself is sound, and nothing is paid without both controls', async () => {
  const { findings, sound } = await judged(sketch());
  expect([refusing(findings), sound]).toEqual([[], true]);
});

describe.each(['Check', 'Sign'])('without %s on every way', (control) => {
  const mutations: [string, (drawn: Sketch) => void][] = [
    [
      'removed',
      (drawn) => {
        leadAround(drawn, control);
        drawn.nodes.delete(control);
        const left = drawn.flows.filter(({ from }) => from !== control);
        drawn.flows.splice(0, drawn.flows.length, ...left);
      },
    ],
    ['become a task', (drawn) => drawn.nodes.set(control, `<userTask id="${control}"/>`)],
    ['bypassed by a choice before it', (drawn) => bypass(drawn, control)],
    [
      'passed when it failed',
      (drawn) => {
        const failed = drawn.flows.find(({ from, outcome }) => from === control && outcome === 'failed');
        if (failed !== undefined) failed.to = control === 'Check' ? 'Begin' : 'Signed';
      },
    ],
    [
      'moved behind the payment',
      (drawn) => {
        leadAround(drawn, control);
        const [passed, failed] = ['passed', 'failed'].map((kind) =>
          drawn.flows.find(({ from, outcome }) => from === control && outcome === kind),
        );
        for (const flow of drawn.flows) if (flow.from === 'Pay') flow.to = control;
        if (passed !== undefined) passed.to = 'E';
        if (failed !== undefined) failed.to = 'E';
      },
    ],
    [
      'interrupted by a timer that leads past it',
      (drawn) => {
        drawn.nodes.set(
          'Late',
          `<boundaryEvent id="Late" attachedToRef="${control}"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>`,
        );
        drawn.flows.push({ from: 'Late', to: control === 'Check' ? 'Begin' : 'Signed' });
      },
    ],
  ];
  test.each(mutations)('%s', async (_name, mutate) => {
    const drawn = sketch();
    mutate(drawn);
    const { findings } = await judged(drawn);
    const found = refusing(findings);
    expect(found).not.toEqual([]);
    const cited = found.filter(({ article }) => article?.includes('《测试规定》第3条') === true);
    expect(cited).not.toEqual([]);
    for (const { certainty, code } of cited)
      if (code === 'P01-required-step' && certainty !== undefined) expect(certainty).toBe('confirmed');
  });
});

function bypass(drawn: Sketch, control: string): void {
  drawn.nodes.set('Skip', '<exclusiveGateway id="Skip"/>');
  drawn.nodes.set('After', '<exclusiveGateway id="After"/>');
  for (const flow of drawn.flows) if (flow.to === control) flow.to = 'Skip';
  const passed = drawn.flows.find(({ from, outcome }) => from === control && outcome === 'passed');
  const behind = passed?.to ?? '';
  if (passed !== undefined) passed.to = 'After';
  drawn.flows.push(
    { from: 'Skip', to: 'After', condition: 'skip' },
    { from: 'Skip', to: control },
    { from: 'After', to: behind },
  );
}

test.each([
  ['Fork', 'parallelGateway', 'exclusiveGateway'],
  ['Join', 'parallelGateway', 'exclusiveGateway'],
  ['Which', 'exclusiveGateway', 'parallelGateway'],
  ['Merge', 'exclusiveGateway', 'parallelGateway'],
])('%s as %s becoming %s is not sound', async (id, from, to) => {
  const drawn = sketch();
  drawn.nodes.set(id, (drawn.nodes.get(id) ?? '').replace(from, to));
  if (to === 'parallelGateway') for (const flow of drawn.flows) if (flow.from === id) delete flow.condition;
  const { sound, findings } = await judged(drawn);
  expect(sound).toBe(false);
  expect(refusing(findings).some(({ certainty }) => certainty === 'confirmed')).toBe(true);
});
