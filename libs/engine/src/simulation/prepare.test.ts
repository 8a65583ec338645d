import { prepareWorld } from './prepare.js';
import { checkScenario } from './scenario-check.js';
import { readScenario } from './scenario-reader.js';
import { bpmn, elements, play, processOf, source } from './testing/play.js';

const CALLER = bpmn(
  processOf('P', '<startEvent id="S"/><callActivity id="C" calledElement="Called"/><endEvent id="E"/>', ['S C', 'C E']),
);
const called = (id: string, inside = '<userTask id="T"/>') =>
  processOf(id, `<startEvent id="CS"/>${inside}<endEvent id="CE"/>`, ['CS T', 'T CE']);

describe('called processes', () => {
  it('are found in the document first, and are a scope of their caller', async () => {
    const xml = CALLER.replace('</definitions>', `${called('Called')}</definitions>`);
    const { result, trace } = await play(
      xml,
      {
        process: 'P',
        behaviours: { T: { wait: true } },
      },
      {
        surroundings: {
          documents: () => {
            throw new Error('nobody should ask');
          },
        },
      },
    );
    expect(result).toMatchObject({ result: 'waiting', waiting: ['T'], instances: [{ process: 'P' }] });
    expect(trace.find((line) => line.element === 'T')).toMatchObject({ process: 'Called', instance: '1' });
  });

  it('are found in other documents, in their order, which are read no further than needed', async () => {
    const read: string[] = [];
    const documents = function* () {
      for (const [name, id] of [
        ['a', 'Other'],
        ['b', 'Called'],
        ['c', 'Called'],
      ] as const) {
        read.push(name);
        yield source(name, bpmn(called(id)));
      }
    };
    const { result, trace } = await play(CALLER, {}, { surroundings: { documents } });
    expect(result.result).toBe('completed');
    expect(elements(trace, 'elementCompleted')).toEqual(['S', 'CS', 'T', 'CE', 'C', 'E']);
    expect(read).toEqual(['a', 'b']);
  });

  it('may call further documents, and themselves', async () => {
    const next = bpmn(called('Called', '<callActivity id="T" calledElement="Deep"/>'));
    const documents = () => [source('deep', bpmn(called('Deep'))), source('next', next)];
    const { result } = await play(CALLER, {}, { surroundings: { documents } });
    expect(result.result).toBe('completed');
    const itself = bpmn(called('Called', '<callActivity id="T" calledElement="Called"/>'));
    const endless = await play(CALLER, {}, { surroundings: { documents: () => [source('x', itself)] } });
    expect(['incident', 'limit']).toContain(endless.result.result);
  });

  it('are an error when nobody has them, and their mistakes are told with their document', async () => {
    const missing = await prepareWorld(source('main', CALLER), { documents: () => [source('broken', '<nonsense')] });
    expect(missing.world).toBeUndefined();
    expect(missing.findings).toEqual([
      { document: 'main', finding: expect.objectContaining({ code: 'called-process-missing', elementId: 'C' }) },
      {
        document: 'broken',
        finding: expect.objectContaining({ code: 'called-document-unreadable', severity: 'warning', line: 1 }),
      },
    ]);
    const wrong = bpmn('<process id="Called" isExecutable="true"><startEvent id="CS"/></process>');
    const judged = await prepareWorld(source('main', CALLER), { documents: () => [source('wrong', wrong)] });
    expect(judged.world).toBeUndefined();
    expect(judged.findings.map(({ document }) => document)).toContain('wrong');
  });
});

describe('the process that is played', () => {
  const none = (id: string, executable: boolean) =>
    processOf(id, `<startEvent id="${id}S"/><endEvent id="${id}E"/>`, [`${id}S ${id}E`]).replace(
      '"true"',
      `"${executable}"`,
    );
  const message = (id: string, executable: boolean) =>
    `<process id="${id}" isExecutable="${executable}"><startEvent id="${id}S"><signalEventDefinition signalRef="Sig"/></startEvent><endEvent id="${id}E"/><sequenceFlow id="${id}f" sourceRef="${id}S" targetRef="${id}E"/></process>`;

  it.each([
    ['the only executable one', none('P', false) + message('Q', true), 'Q'],
    ['else the first with a none start event', message('P', true) + none('Q', true), 'Q'],
    ['also when none is executable', message('P', false) + none('Q', false), 'Q'],
    ['else the first', message('P', true) + message('Q', true), 'P'],
  ])('is %s', async (_what, processes, expected) => {
    const { world } = await prepareWorld(source('main', bpmn('<signal id="Sig"/>' + processes)));
    expect(world?.defaultProcess).toBe(expected);
  });

  it('must exist', async () => {
    const { world, findings } = await prepareWorld(source('main', bpmn('')));
    expect(world).toBeUndefined();
    expect(findings[0]?.finding.code).toBe('no-process');
  });
});

describe('checkScenario', () => {
  const check = async (scenario: object) => {
    const { world } = await prepareWorld(
      source('main', CALLER.replace('</definitions>', `${called('Called')}</definitions>`)),
    );
    return checkScenario(readScenario(JSON.stringify(scenario)).scenario!, world!.definition, world!.names);
  };

  it('accepts elements of the document and of what it calls', async () => {
    expect(
      await check({ process: 'Called', behaviours: { T: { wait: true } }, expect: { path: ['S', 'CE'] } }),
    ).toEqual([]);
  });

  it('refuses a behaviour of an event sub-process, which nothing would ever ask for', async () => {
    const inside =
      '<subProcess id="ES" triggeredByEvent="true"><startEvent id="ESS"><errorEventDefinition/></startEvent><endEvent id="ESE"/><sequenceFlow id="es" sourceRef="ESS" targetRef="ESE"/></subProcess>';
    const xml = bpmn(processOf('P', `<startEvent id="S"/><task id="A"/><endEvent id="E"/>${inside}`, ['S A', 'A E']));
    const { world } = await prepareWorld(source('main', xml));
    const { scenario } = readScenario('{"behaviours": {"ES": {"wait": true}}}');
    expect(checkScenario(scenario!, world!.definition, world!.names)).toHaveLength(1);
  });

  it.each([
    [{ process: 'X' }, 'no process of the document. Known: P, Called'],
    [{ behaviours: { X: { wait: true } } }, 'no activity of the document. Known: C, T'],
    [{ behaviours: { S: { wait: true } } }, 'no activity of the document'],
    [
      { steps: [{ complete: 'X' }] },
      '"steps[0]" in the scenario names "X", which is no element of the document. Known: S, C, E',
    ],
    [{ steps: [{ return: 'T', to: 'X' }] }, 'names "X"'],
    [{ expect: { completed: ['X'] } }, '"expect.completed" in the scenario names "X"'],
    [{ expect: { path: ['X'] } }, '"expect.path"'],
    [{ expect: { waiting: ['P'] } }, '"expect.waiting"'],
  ])('refuses %j', async (scenario, message) => {
    const findings = await check(scenario);
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringContaining(message) }),
    ]);
  });

  it.each([
    [{ steps: [{ message: 'X' }] }, 'no message of the document is called "X". Known: none'],
    [{ steps: [{ signal: 'X' }] }, 'no signal of the document is called "X"'],
  ])('warns of %j', async (scenario, message) => {
    const findings = await check(scenario);
    expect(findings).toEqual([
      expect.objectContaining({ severity: 'warning', message: expect.stringContaining(message) }),
    ]);
  });
});
