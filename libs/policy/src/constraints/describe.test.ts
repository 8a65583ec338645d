import { parseBpmn } from '@quanheng/engine';
import { readPolicy, type PolicyModel } from '../model/index.js';
import { describe as describeAct, pastActsOf } from './describe.js';

async function modelOf(nodes: string): Promise<PolicyModel> {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="P" isExecutable="true">${nodes}</process></definitions>`;
  const { model, findings } = await parseBpmn(xml);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return readPolicy(model!).policy;
}
const task = (id: string, attributes: string, control = '') =>
  `<userTask id="${id}" name="名${id}" ${attributes}><extensionElements>${control}</extensionElements></userTask>`;
const control = (kind: string, inside = '') => `<qh:control kind="${kind}">${inside}</qh:control>`;

test('an act is what the drawing makes of it', async () => {
  const model = await modelOf(
    task('Plain', 'qh:phase="decide" qh:duty="X"') +
      task('Check', 'qh:phase="decide"', control('check')) +
      task('Do', 'qh:phase="execute"') +
      task('Meet', 'qh:phase="decide"', control('collectiveDecision')) +
      task('Sign', 'qh:phase="decide"', control('countersign')) +
      task(
        'Pens',
        'qh:phase="decide" qh:duty="X"',
        control('dualSignature', '<qh:act name="first" duty="Y X"/><qh:act name="second"/>'),
      ),
  );
  const flags = (activity: string, act = 'complete') => {
    const { name, duties, phase, isVoteInBody, soleApproval, isPen } = describeAct(model, activity, act);
    return [name, duties.join(), phase, isVoteInBody ? 'vote' : '', soleApproval ? 'alone' : '', isPen ? 'pen' : '']
      .join(' ')
      .trim();
  };
  expect(flags('Plain')).toBe('名Plain X decide  alone');
  expect(flags('Check')).toBe('名Check  decide  alone');
  expect(flags('Do')).toBe('名Do  execute');
  expect(flags('Meet')).toBe('名Meet  decide vote');
  expect(flags('Sign')).toBe('名Sign  decide');
  expect(flags('Pens', 'first')).toBe('名Pens X,Y decide   pen');
  expect(flags('Pens', 'second')).toBe('名Pens X decide   pen');
  expect(flags('Gone')).toBe('Gone');
});

test('of a trail, what was done counts: taking work and passing it on does not', async () => {
  const model = await modelOf(task('A', 'qh:duty="X"'));
  const record = (seq: number, act: string) => ({
    seq,
    at: seq,
    activity: 'A',
    element: 1,
    act,
    person: 'p',
    account: 'a',
  });
  const trail = [
    record(1, 'claim'),
    record(2, 'release'),
    { ...record(3, 'return'), onBehalfOf: 'q', post: 'clerk', department: 'D' },
    { ...record(4, 'complete'), outcome: 'passed' },
    { ...record(5, 'start'), activity: 'P' },
  ];
  const shared = { process: 'P', person: 'p', phase: null, isVoteInBody: false, soleApproval: false, isPen: false };
  const a = { ...shared, activity: 'A', name: '名A', duties: ['X'] };
  expect(pastActsOf(trail, 'P', model)).toEqual([
    { ...a, act: 'return', at: 3, onBehalfOf: ['q'], post: 'clerk', department: 'D', voided: true },
    { ...a, act: 'complete', at: 4, onBehalfOf: [] },
    { ...shared, activity: 'P', name: 'P', duties: [], act: 'start', at: 5, onBehalfOf: [] },
  ]);
});

test('an opinion counts as the act that it was asked on, also for whoever asked, and towards nothing', async () => {
  const model = await modelOf(
    task('C', '', control('countersign', '<qh:act name="one" duty="Y"/><qh:act name="two"/>')),
  );
  const said = { seq: 1, at: 1, activity: 'C', element: 1, act: 'advise', adviceOn: 'one', person: 'p', account: 'a' };
  expect(pastActsOf([{ ...said, alsoFor: ['q'] }], 'P', model)).toMatchObject([
    { activity: 'C', act: 'one', duties: ['Y'], person: 'p', alsoFor: ['q'], voided: true },
  ]);
  const handled = ['transfer', 'addSign', 'removeSign', 'recuse', 'retrieve'].map((act) => ({ ...said, act }));
  expect(pastActsOf(handled, 'P', model)).toEqual([]);
});
