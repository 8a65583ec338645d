import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBpmn } from '@quanheng/engine';
import fc from 'fast-check';
import { planOf } from '../controls/plan.js';
import { readPolicy } from '../model/index.js';
import { readProfile } from '../profiles/index.js';
import { citation, lint, readOrganisation, type LintContext } from './index.js';
import { contextFrom } from './testing/context.js';

const PROFILES = join(__dirname, '../../../../processes/profiles');
const diagrams = readdirSync(join(__dirname, 'diagrams'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.bpmn'))
  .map((file) => readFileSync(join(__dirname, 'diagrams', file), 'utf8'));
const profiles = readdirSync(PROFILES)
  .filter((name) => name !== 'profile.schema.json')
  .flatMap((name) => readProfile(JSON.parse(readFileSync(join(PROFILES, name), 'utf8'))).profile ?? []);
const EFFECTS = new Map([
  ['treasury-payment', 'payment'],
  ['form:claim', 'something-new'],
]);

test('whatever refers to whatever, under every profile, there are findings and no fault', async () => {
  const { organisation } = readOrganisation({});
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...diagrams),
      fc.constantFrom(null, ...profiles),
      fc.boolean(),
      fc.infiniteStream(fc.nat(9)),
      async (diagram, profile, knowsOrganisation, choices) => {
        const ids = [...diagram.matchAll(/ id="(\w+)"/g)].map((match) => match[1] ?? '');
        const next = () => Number(choices.next().value);
        // References are mixed up, and so is what stands in conditions and properties.
        const mixed = diagram.replace(/(\w+)="(\w+)"/g, (attribute, name: string) => {
          if (name === 'id' || name === 'kind' || next() > 3) return attribute;
          return `${name}="${ids[(next() * 10 + next()) % ids.length]}"`;
        });
        const { model } = await parseBpmn(mixed);
        if (model === undefined) return;
        const context: LintContext = {
          model,
          policy: readPolicy(model).policy,
          profile,
          organisation: knowsOrganisation ? (organisation ?? null) : null,
          effects: (key) => EFFECTS.get(key),
          profiles: null,
        };
        for (const finding of lint(context)) {
          expect(finding).toMatchObject({ elementId: expect.any(String), message: expect.stringMatching(/。$/) });
          expect(finding.message).not.toMatch(/undefined|null|NaN|\[object/);
        }
        expect(lint(context)).toEqual(lint({ ...context }));
      },
    ),
    { numRuns: 300, verbose: fc.VerbosityLevel.Verbose },
  );
});

test('an exception of the profile makes information of a finding, and says which', async () => {
  const timed = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
    <process id="P"><startEvent id="S"/><userTask id="C" name="受理" qh:duty="ACCEPT_GATE"><extensionElements>
    <qh:control kind="check"/><qh:limit workingDays="5" atEnd="approve"/></extensionElements></userTask><endEvent id="E"/>
    <sequenceFlow id="a" sourceRef="S" targetRef="C"/><sequenceFlow id="b" sourceRef="C" targetRef="E"/></process></definitions>`;
  const basis = [{ article: '《行政许可法》第32条', mark: 'C:APL' }];
  const exceptions = [{ rule: 'L17', duty: 'ACCEPT_GATE', name: '视为受理', basis }];
  const [finding, ...others] = lint(await contextFrom(timed, { profile: { exceptions } }));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({ rule: 'L17', severity: 'info', article: '《行政许可法》第32条 [C:APL]' });
  expect(finding?.message).toContain('例外“视为受理”');
  const other = [{ ...exceptions[0], duty: 'REVIEW_GATE' }];
  expect(lint(await contextFrom(timed, { profile: { exceptions: other } }))).toMatchObject([{ severity: 'error' }]);
});

test('silence is consent where the shipped profile of cadres excepts it, and under no other duty', async () => {
  const silent = readFileSync(join(__dirname, 'diagrams/L17-time-is-no-answer/invalid-3.bpmn'), 'utf8');
  const exceptions = profiles.find(({ name }) => name === 'cadre-appointment')?.exceptions ?? [];
  const found = async (text: string) =>
    lint(await contextFrom(text, { profile: { exceptions } })).filter(({ rule }) => rule === 'L17');
  expect(await found(silent)).toMatchObject([
    { severity: 'info', article: expect.stringContaining('第34条'), message: expect.stringContaining('31 日') },
  ]);
  const other = silent.replace('CO_MANAGER_OPINION', 'DISCIPLINE_OPINION');
  expect(await found(other)).toMatchObject([{ severity: 'error' }]);
});

test('silence is no consent without the article that says so', async () => {
  const silent = readFileSync(join(__dirname, 'diagrams/L17-time-is-no-answer/invalid-3.bpmn'), 'utf8');
  const { model } = await parseBpmn(silent.replace(/<qh:basis [^>]*>/, ''));
  if (model === undefined) throw new Error('no model');
  const activity = readPolicy(model).policy.activities.get('C');
  expect(activity && planOf(activity)).toMatchObject({
    wrong: { code: 'control-acts', message: expect.stringContaining('qh:basis') },
  });
});

test('what is only remembered is never cited as if it had been read', () => {
  expect(citation([])).toBeUndefined();
  expect(
    citation([
      { article: '《会计法》第25条', mark: 'C:ACC' },
      { article: '内控规范第29条', mark: 'R' },
    ]),
  ).toBe('《会计法》第25条 [C:ACC]；内控规范第29条 [R 待确认]');
});

const AMOUNT = { effect: 'payment', data: 'amount', name: '金额', basis: [{ article: '本单位规定', mark: 'D' }] };

test('a drawing of a thousand steps is judged in a moment', async () => {
  const ids = Array.from({ length: 1000 }, (_, i) => `T${i}`);
  const nodes = ids.map((id, i) =>
    i % 10 === 0
      ? `<userTask id="${id}"><extensionElements><qh:control kind="check"/></extensionElements></userTask>`
      : `<userTask id="${id}" qh:writes="amount"/>`,
  );
  const chain = ['S', ...ids, 'Pay', 'E'];
  const flows = chain.slice(1).map((to, i) => `<sequenceFlow id="f${i}" sourceRef="${chain[i]}" targetRef="${to}"/>`);
  const context = await contextFrom(
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
    <process id="P" isExecutable="true"><extensionElements><qh:protected name="amount" type="money"/></extensionElements><startEvent id="S"/>${nodes.join('')}
    <serviceTask id="Pay" qh:handler="treasury-payment"/><endEvent id="E"/>${flows.join('')}</process></definitions>`,
    { effects: Object.fromEntries(EFFECTS), profile: { effects: ['payment'], keyElements: [AMOUNT] } },
  );
  expect(lint(context).some(({ rule }) => rule === 'L07')).toBe(true);
}, 20_000);
