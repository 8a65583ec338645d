/** The models of the comparison, as one text that both engines read. Element ids are shared with the scripts of `peer.ts`. */
export interface BenchModel {
  readonly name: string;
  readonly xml: string;
  readonly variables?: Readonly<Record<string, number>>;
  /** User tasks that are completed one after another, the instance being saved to JSON and read back at each. */
  readonly waits?: number;
}

export function sequence(tasks: number): string {
  const nodes = Array.from({ length: tasks }, (_, i) => `<task id="t${i}"/>`).join('');
  const names = ['start', ...Array.from({ length: tasks }, (_, i) => `t${i}`), 'end'];
  return document(`<startEvent id="start"/>${nodes}<endEvent id="end"/>${chain(names)}`);
}

export function parallel(branches: number): string {
  const ids = Array.from({ length: branches }, (_, i) => `b${i}`);
  const nodes = ids.map((id) => `<task id="${id}"/>`).join('');
  const flows = ids.map((id) => `${flow('fork', id)}${flow(id, 'join')}`).join('');
  return document(
    `<startEvent id="start"/><parallelGateway id="fork"/>${nodes}<parallelGateway id="join"/><endEvent id="end"/>` +
      `${flow('start', 'fork')}${flows}${flow('join', 'end')}`,
  );
}

/** Counts `i` up in a script and goes round until it has reached `rounds`. */
export function loop(rounds: number): string {
  return document(
    `<startEvent id="start"/><scriptTask id="count" scriptFormat="FEEL" qh:resultVariable="i"><script>i + 1</script></scriptTask>` +
      `<exclusiveGateway id="more" default="done"/><endEvent id="end"/>${flow('start', 'count')}${flow('count', 'more')}` +
      `<sequenceFlow id="again" sourceRef="more" targetRef="count">` +
      `<conditionExpression xsi:type="tFormalExpression" language="FEEL">i &lt; ${rounds}</conditionExpression></sequenceFlow>` +
      `<sequenceFlow id="done" sourceRef="more" targetRef="end"/>`,
  );
}

export function multiInstance(instances: number, task = 'task'): string {
  return document(
    `<startEvent id="start"/><${task} id="each"><multiInstanceLoopCharacteristics isSequential="false">` +
      `<loopCardinality xsi:type="tFormalExpression">${instances}</loopCardinality></multiInstanceLoopCharacteristics></${task}>` +
      `<endEvent id="end"/>${chain(['start', 'each', 'end'])}`,
  );
}

export function userTasks(count: number): string {
  const ids = Array.from({ length: count }, (_, i) => `u${i}`);
  return document(
    `<startEvent id="start"/>${ids.map((id) => `<userTask id="${id}"/>`).join('')}<endEvent id="end"/>${chain(['start', ...ids, 'end'])}`,
  );
}

/** A user task that is done again and again. */
export function userTaskLoop(): string {
  return document(
    `<startEvent id="start"/><userTask id="again"/><exclusiveGateway id="more" default="done"/><endEvent id="end"/>` +
      `${flow('start', 'again')}${flow('again', 'more')}<sequenceFlow id="round" sourceRef="more" targetRef="again">` +
      `<conditionExpression xsi:type="tFormalExpression">true</conditionExpression></sequenceFlow>` +
      `<sequenceFlow id="done" sourceRef="more" targetRef="end"/>`,
  );
}

export function nested(depth: number): string {
  let inner = '<task id="work"/>';
  for (let level = depth; level > 0; level--) {
    const child = level === depth ? 'work' : `sub${level + 1}`;
    inner = `<subProcess id="sub${level}"><startEvent id="s${level}"/>${inner}<endEvent id="e${level}"/>${chain([`s${level}`, child, `e${level}`])}</subProcess>`;
  }
  return document(`<startEvent id="start"/>${inner}<endEvent id="end"/>${chain(['start', 'sub1', 'end'])}`);
}

export const MODELS: readonly BenchModel[] = [
  { name: 'sequence10', xml: sequence(10) },
  { name: 'parallel8', xml: parallel(8) },
  { name: 'loop20', xml: loop(20), variables: { i: 0 } },
  { name: 'multiInstance100', xml: multiInstance(100) },
  { name: 'saveRecover2', xml: userTasks(2), waits: 2 },
  { name: 'nested5', xml: nested(5) },
];

function chain(ids: readonly string[]): string {
  return ids
    .slice(1)
    .map((id, i) => flow(ids[i] ?? '', id))
    .join('');
}

function flow(source: string, target: string): string {
  return `<sequenceFlow id="f_${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`;
}

function document(content: string): string {
  return (
    `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" ` +
    `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:qh="urn:quanheng:bpmn:1" id="bench" ` +
    `targetNamespace="urn:bench"><process id="p" isExecutable="true">${content}</process></definitions>`
  );
}
