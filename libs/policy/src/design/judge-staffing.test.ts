import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { officeOf } from '../staffing/process/testing/drawn.js';
import { readOrganisation } from '../lint/organisation-file/read.js';
import { readProfile } from '../profiles/index.js';
import { ANONYMOUS_MOMENT, anonymousOrganisation, peopled } from '../staffing/process/index.js';
import { judgeStaffing } from './index.js';

const OFFICE = officeOf(
  { wei: ['head'], fang: ['clerk'], hua: ['clerk'] },
  { head: 'WORKS', clerk: 'WORKS', vacant: 'WORKS' },
);
const PROFILES = join(__dirname, '../../../../processes/profiles');
const { profile: PROFILE } = readProfile(JSON.parse(readFileSync(join(PROFILES, 'small-purchase.json'), 'utf8')));

function present() {
  const { organisation } = readOrganisation(OFFICE);
  if (organisation === undefined) throw new Error('there is no such office');
  return { view: peopled(anonymousOrganisation(organisation.view, organisation.at)), at: ANONYMOUS_MOMENT };
}

const assign = (post: string): string => `<qh:assign post="${post}"/>`;
const drawing = (
  assigns: string,
  end = '<endEvent id="E"/><sequenceFlow id="b" sourceRef="A" targetRef="E"/>',
): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">
    <startEvent id="S"/><userTask id="A" name="审批"><extensionElements>${assigns}</extensionElements></userTask><sequenceFlow id="a" sourceRef="S" targetRef="A"/>${end}</process></definitions>`;
const ask = (text: string, profile?: typeof PROFILE) =>
  judgeStaffing({ text, decisions: [], called: [], profile: profile ?? null }, present(), () => 0);

describe('who there is to do what is drawn', () => {
  test('one alone is told by their post; once others may do it, too, nothing is', async () => {
    expect(await ask(drawing(assign('head')))).toMatchObject([
      { code: 'staffing-indispensable', severity: 'info', elementId: 'A', message: expect.stringContaining('“head”') },
    ]);
    expect(await ask(drawing(assign('head') + assign('clerk')))).toEqual([]);
  });

  test('nobody at all is an error where the process exercises a power', async () => {
    expect(await ask(drawing(assign('vacant')))).toMatchObject([
      { code: 'staffing-impossible', severity: 'warning', elementId: 'A' },
    ]);
    expect(PROFILE).toBeDefined();
    expect(await ask(drawing(assign('vacant')), PROFILE)).toMatchObject([{ severity: 'error' }]);
  });

  test('of what cannot be run nothing is told', async () => {
    expect(await ask('<no')).toEqual([]);
    expect(await ask(drawing(assign('vacant'), '<endEvent id="E"/>'))).toEqual([]);
  });
});
