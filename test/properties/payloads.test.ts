import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { Command, Payload } from '@quanheng/engine';
import { checkedStep, unplayed } from './checked-step.js';
import { compiled } from './models.js';
import { tried } from './runs.js';
import { envAt, EPOCH } from './walk.js';

const XML = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="Doc" targetNamespace="urn:test">
<message id="M" name="m"/><process id="P0" isExecutable="true"><startEvent id="start"/>
<userTask id="work"/><boundaryEvent id="news" attachedToRef="work" cancelActivity="false"><messageEventDefinition messageRef="M"/></boundaryEvent><endEvent id="heard"/>
<boundaryEvent id="rich" attachedToRef="work" cancelActivity="false"><conditionalEventDefinition><condition>a &gt; 1 and b = a</condition></conditionalEventDefinition></boundaryEvent><endEvent id="seen"/>
<scriptTask id="copy" qh:resultVariable="copied"><script>[a, b, {c: c}]</script></scriptTask><userTask id="last"/><endEvent id="end"/>
<sequenceFlow id="f0" sourceRef="start" targetRef="work"/><sequenceFlow id="f1" sourceRef="work" targetRef="copy"/><sequenceFlow id="f2" sourceRef="copy" targetRef="last"/>
<sequenceFlow id="f3" sourceRef="last" targetRef="end"/><sequenceFlow id="f4" sourceRef="news" targetRef="heard"/><sequenceFlow id="f5" sourceRef="rich" targetRef="seen"/>
</process></definitions>`;

const name = fc.oneof(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor', '$feel', 'value', '0', '10', '', 'a b', '变量', '\ud800'),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(NaN, Infinity, -Infinity, -0, 5e-324, Number.MAX_VALUE, 2 ** 53, 1e21, 0.1 + 0.2, 123456789012345680),
  fc
    .constantFrom(
      '1',
      '12345678901234567890.5',
      '1e6144',
      '1e-6176',
      '-0',
      '1e9000',
      'NaN',
      'Infinity',
      '0.1234567890123456789012345678901234567890',
    )
    .map((text) => new Decimal(text)),
);
/** What can reach the engine through JSON, through the host's own code, and by mistake. */
const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(null, true, false, '', 'text', '\ud800', '__proto__'),
    number,
    fc.string(),
    fc.constantFrom<unknown>(
      undefined,
      10n,
      Symbol('s'),
      () => 1,
      new Date(0),
      new Map([[1, 2]]),
      /x/,
      new Proxy({}, {}),
    ),
    fc.integer({ min: 1, max: 700 }).map((depth) => nested(depth)),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.sparseArray(tie('value'), { maxLength: 4, maxNumElements: 2 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map(objectOf),
    fc
      .array(fc.tuple(name, tie('value')), { maxLength: 4 })
      .map((entries) => Object.assign(Object.create(null), objectOf(entries)) as unknown),
  ),
})).value;
const payload = fc.array(fc.tuple(name, value), { maxLength: 5 }).map((entries) => objectOf(entries) as Payload);

/** Own properties, `__proto__` included. */
function objectOf(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { in: value };
  return value;
}

describe('whatever values come with a command', () => {
  test('are kept without loss or refused, and harm nothing', async () => {
    const { definition } = await compiled(XML, 'payloads');
    let kept = 0;
    const give = (played: ReturnType<typeof unplayed>, command: Command): ReturnType<typeof unplayed> => {
      const { after, result } = checkedStep(played, command, envAt(EPOCH));
      if (result.rejection !== undefined)
        expect(['invalid-variables', 'not-waiting', 'no-incident']).toContain(result.rejection.code);
      else kept++;
      return after;
    };
    fc.assert(
      fc.property(fc.array(payload, { minLength: 5, maxLength: 5 }), ([first, second, third, fourth, fifth]) => {
        let played = give(unplayed(definition), { type: 'start', process: 'P0', variables: first! });
        if (played.state.nextId === 0) played = give(played, { type: 'start', process: 'P0' });
        played = give(played, { type: 'setVariables', variables: second! });
        played = give(played, { type: 'correlateMessage', name: 'm', variables: third! });
        played = give(played, { type: 'correlateMessage', name: 'later', expiresAt: EPOCH + 1, variables: third! });
        const work = played.state.elements.values().find(({ element }) => element === 'work');
        played = give(played, { type: 'throwError', id: work!.id, code: 'none', variables: fourth! });
        played = give(played, { type: 'resolveIncident', id: work!.id });
        give(played, { type: 'complete', id: work!.id, variables: fifth! });
      }),
      tried(250),
    );
    expect(kept).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 600_000);
});
