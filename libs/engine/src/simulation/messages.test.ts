import { bpmn, elements, play, processOf } from './testing/play.js';

const MESSAGES =
  '<message id="M" name="付款通知"/><message id="K" name="按合同" qh:correlation="contract"/><signal id="Sig" name="停止"/>';
const catchM = (id: string, ref = 'M') =>
  `<intermediateCatchEvent id="${id}"><messageEventDefinition messageRef="${ref}"/></intermediateCatchEvent>`;
const throwM = (id: string, ref = 'M') =>
  `<intermediateThrowEvent id="${id}"><messageEventDefinition messageRef="${ref}"/></intermediateThrowEvent>`;
const catchS = (id: string) =>
  `<intermediateCatchEvent id="${id}"><signalEventDefinition signalRef="Sig"/></intermediateCatchEvent>`;
const throwS = (id: string) =>
  `<intermediateThrowEvent id="${id}"><signalEventDefinition signalRef="Sig"/></intermediateThrowEvent>`;
const startM = (id: string) => `<startEvent id="${id}"><messageEventDefinition messageRef="M"/></startEvent>`;
const startS = (id: string) => `<startEvent id="${id}"><signalEventDefinition signalRef="Sig"/></startEvent>`;

describe('messages', () => {
  const waits = bpmn(MESSAGES + processOf('P', `<startEvent id="S"/>${catchM('C')}<endEvent id="E"/>`, ['S C', 'C E']));

  it('wait until somebody sends them', async () => {
    const { result } = await play(waits);
    expect(result).toMatchObject({ result: 'waiting', waiting: ['C'] });
  });

  it.each(['付款通知', 'M'])('are sent by name or id: %s', async (message) => {
    const { result } = await play(waits, { steps: [{ message, variables: { paid: 3 } }] });
    expect(result).toMatchObject({ result: 'completed', variables: { paid: 3 } });
  });

  it('that come too early are kept, in order', async () => {
    const xml = bpmn(
      MESSAGES +
        processOf('P', `<startEvent id="S"/><userTask id="A"/>${catchM('C')}${catchM('D')}<endEvent id="E"/>`, [
          'S A',
          'A C',
          'C D',
          'D E',
        ]),
    );
    const { result } = await play(xml, {
      behaviours: { A: { wait: true } },
      steps: [
        { message: 'M', variables: { first: 1, last: 1 } },
        { message: 'M', variables: { last: 2 } },
        { complete: 'A' },
      ],
    });
    expect(result).toMatchObject({ result: 'completed', variables: { first: 1, last: 2 } });
  });

  it('reach only the subscription whose key fits', async () => {
    const xml = bpmn(
      MESSAGES + processOf('P', `<startEvent id="S"/>${catchM('C', 'K')}<endEvent id="E"/>`, ['S C', 'C E']),
    );
    const other = await play(xml, {
      variables: { contract: 'HT-1' },
      steps: [{ message: '按合同', correlation: 'HT-2' }],
    });
    expect(other.result.result).toBe('waiting');
    const own = await play(xml, { variables: { contract: 'HT-1' }, steps: [{ message: 'K', correlation: 'HT-1' }] });
    expect(own.result.result).toBe('completed');
  });

  it('reach one receiver: the one that has waited longest', async () => {
    const { result } = await play(waits, { process: ['P', 'P'], steps: [{ message: 'M' }] });
    expect(result.instances.map((instance) => instance.result)).toEqual(['completed', 'waiting']);
    expect(result.result).toBe('waiting');
  });

  it('start a process when nobody waits for them', async () => {
    const xml = bpmn(MESSAGES + processOf('P', `${startM('S')}<endEvent id="E"/>`, ['S E']));
    const idle = await play(xml);
    expect(idle.result).toEqual({ result: 'waiting', variables: {}, waiting: ['S'], instances: [] });
    const { result } = await play(xml, { variables: { a: 1 }, steps: [{ message: 'M', variables: { b: 2 } }] });
    expect(result).toMatchObject({ result: 'completed', variables: { a: 1, b: 2 } });
  });

  it('are what a process is started by that could be started otherwise, where the scenario starts none', async () => {
    const nodes = `<startEvent id="S"/>${startM('T')}<userTask id="A"/><userTask id="B"/><endEvent id="E"/>`;
    const xml = bpmn(MESSAGES + processOf('P', nodes, ['S A', 'T B', 'A E', 'B E']));
    const scenario = { process: [], variables: { told: 1 }, steps: [{ message: 'M' }] };
    const { result, trace } = await play(xml, scenario);
    expect(result).toMatchObject({ result: 'completed', variables: { told: 1 } });
    expect(elements(trace, 'elementActivated')).toEqual(['T', 'B', 'E']);
  });

  it('thrown by one process reach the other processes of the file, and come back', async () => {
    const xml = bpmn(
      MESSAGES +
        '<message id="R" name="回执"/>' +
        processOf('P', `<startEvent id="S"/>${throwM('T')}${catchM('C', 'R')}<endEvent id="E"/>`, [
          'S T',
          'T C',
          'C E',
        ]) +
        processOf('Q', `${startM('QS')}${throwM('QT', 'R')}<endEvent id="QE"/>`, ['QS QT', 'QT QE']),
    );
    const { result } = await play(xml, { process: 'P' });
    expect(result.result).toBe('completed');
    expect(result.instances.map(({ instance, process }) => [instance, process])).toEqual([
      ['1', 'P'],
      ['2', 'Q'],
    ]);
  });

  it('go where the message flow leads', async () => {
    const receiver = (id: string) =>
      processOf(id, `<startEvent id="${id}S"/>${catchM(`${id}C`)}<endEvent id="${id}E"/>`, [
        `${id}S ${id}C`,
        `${id}C ${id}E`,
      ]);
    const xml = bpmn(
      MESSAGES +
        `<collaboration id="Col"><participant id="pP" processRef="P"/><participant id="pQ" processRef="Q"/><participant id="pR" processRef="R"/>
          <messageFlow id="mf" sourceRef="T" targetRef="RC"/></collaboration>` +
        processOf('P', `<startEvent id="S"/>${throwM('T')}<endEvent id="E"/>`, ['S T', 'T E']) +
        receiver('Q') +
        receiver('R'),
    );
    const { result } = await play(xml, { process: ['Q', 'R', 'P'] });
    expect(result.waiting).toEqual(['QC']);
  });
});

describe('signals', () => {
  it('reach everybody who waits, and start processes', async () => {
    const xml = bpmn(
      MESSAGES +
        processOf('P', `<startEvent id="S"/>${catchS('C')}<endEvent id="E"/>`, ['S C', 'C E']) +
        processOf('Q', `${startS('QS')}<endEvent id="QE"/>`, ['QS QE']),
    );
    const { result } = await play(xml, { process: ['P', 'P'], steps: [{ signal: '停止' }] });
    expect(result.instances.map(({ process, result: outcome }) => `${process} ${outcome}`)).toEqual([
      'P completed',
      'P completed',
      'Q completed',
    ]);
  });

  it('are not kept for later', async () => {
    const xml = bpmn(
      MESSAGES +
        processOf('P', `<startEvent id="S"/><userTask id="A"/>${catchS('C')}<endEvent id="E"/>`, ['S A', 'A C', 'C E']),
    );
    const { result } = await play(xml, {
      behaviours: { A: { wait: true } },
      steps: [{ signal: 'Sig' }, { complete: 'A' }],
    });
    expect(result).toMatchObject({ result: 'waiting', waiting: ['C'] });
  });

  it('reach other branches of their thrower, but not what it waits for afterwards', async () => {
    const later = bpmn(
      MESSAGES +
        processOf('P', `<startEvent id="S"/>${throwS('T')}${catchS('C')}<endEvent id="E"/>`, ['S T', 'T C', 'C E']),
    );
    expect((await play(later)).result).toMatchObject({ result: 'waiting', waiting: ['C'] });
    const beside = bpmn(
      MESSAGES +
        processOf(
          'P',
          `<startEvent id="S"/><parallelGateway id="G"/>${catchS('C')}<userTask id="A"/>${throwS('T')}<endEvent id="E"/>`,
          ['S G', 'G C', 'G A', 'A T', 'C E', 'T E'],
        ),
    );
    const { result, trace } = await play(beside);
    expect(result.result).toBe('completed');
    expect(elements(trace, 'signalThrown')).toEqual(['T']);
  });
});
