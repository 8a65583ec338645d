import type { Around, Block, BoundarySpec, HandlerSpec, ModelSpec, ScopeSpec, Trigger } from './blocks.js';
import {
  condition,
  extensions,
  taskAttributes,
  taskContent,
  loopContent,
  triggerKey,
  distinct,
  definition,
} from './texts.js';

/** How a version of the model differs from the one that was started: what `migrate` is tried with. */
export type Edit = 'none' | 'extra task' | 'no boundary events' | 'extra boundary events';

export interface Rendered {
  readonly xml: string;
  readonly process: string;
  /**
   * For each node, the path of concurrent regions around it inside its own container: two nodes can be active side by side only if neither
   * region is a prefix of the other.
   */
  readonly regions: ReadonlyMap<string, string>;
  /** Inclusive splits and the joins that belong to them. */
  readonly inclusiveBlocks: readonly { readonly split: string; readonly join: string }[];
}

/** Elements of one document at most; what goes beyond is drawn as a plain task. */
const MAX_ELEMENTS = 32;
const HOSTILE = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  'then',
  '__defineGetter__',
  'length',
];
/** Conditions read these; tests give them numbers from 0 to 9. */
export const DATA = ['v0', 'v1', 'v2', 'v3'];

interface Piece {
  readonly entry: string;
  readonly exit: string | null;
}

/** The model as BPMN text. The same tree gives the same ids, in every edit. */
export function render(spec: ModelSpec, edit: Edit = 'none', sound = false): Rendered {
  return new Renderer(spec, edit, sound).document();
}

class Renderer {
  private out: string[] = [];
  private region = '';
  private nodes = 0;
  private ids = 0;
  private readonly regions = new Map<string, string>();
  private readonly inclusiveBlocks: { split: string; join: string }[] = [];
  /** Index of the called process under way; -1 in the main one. */
  private level = -1;

  constructor(
    private readonly spec: ModelSpec,
    private readonly edit: Edit,
    private readonly sound: boolean,
  ) {}

  document(): Rendered {
    const processes = [this.spec.main, ...this.spec.called].map((scope, index) => {
      this.level = index - 1;
      this.nodes = index === 0 ? 0 : MAX_ELEMENTS - 8;
      return `<process id="P${index}" isExecutable="true" qh:returns="${this.spec.returns}">${this.container(scope, 'process', index === 0)}</process>`;
    });
    const of = (count: number, write: (n: number) => string): string =>
      Array.from({ length: count }, (_, n) => write(n)).join('');
    const xml =
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
      ` xmlns:qh="urn:quanheng:bpmn:1" id="Doc" targetNamespace="urn:test">` +
      of(3, (n) => `<message id="Message${n}" name="m${n}"${n === 2 ? ' qh:correlation="string(1 + 1)"' : ''}/>`) +
      of(2, (n) => `<signal id="Signal${n}" name="s${n}"/>`) +
      of(2, (n) => `<error id="Error${n}" errorCode="E${n}"/>`) +
      of(2, (n) => `<escalation id="Escalation${n}" escalationCode="X${n}"/>`) +
      `${processes.join('')}</definitions>`;
    return { xml, process: 'P0', regions: this.regions, inclusiveBlocks: this.inclusiveBlocks };
  }

  private container(scope: ScopeSpec, kind: 'process' | 'subProcess', isEdited: boolean): string {
    return this.inside(() => {
      const start = this.node('startEvent');
      const body = this.block(scope.body);
      this.flow(start, kind === 'process' && this.level < 0 ? this.startedAlso(body.entry) : body.entry);
      if (body.exit !== null) {
        let last = body.exit;
        if (isEdited && this.edit === 'extra task') {
          this.raw('<userTask id="Extra"/>');
          this.regions.set('Extra', '');
          this.flow(last, 'Extra');
          last = 'Extra';
        }
        this.flow(last, this.node('endEvent'));
      }
      const seen = new Set<string>();
      for (const handler of scope.handlers) {
        if (kind === 'process' && handler.trigger.kind === 'compensate') continue;
        const key = triggerKey(handler.trigger);
        if (seen.has(key)) continue;
        seen.add(key);
        this.handler(handler);
      }
    });
  }

  /** Other ways into the main process, and where the first one leads then. */
  private startedAlso(entry: string): string {
    const { starts = [] } = this.spec;
    if (starts.length === 0) return entry;
    const merge = this.node('exclusiveGateway');
    this.flow(merge, entry);
    for (const trigger of starts) {
      const task = this.node('userTask');
      this.flow(this.node('startEvent', definition(trigger)), task);
      this.flow(task, merge);
    }
    return merge;
  }

  /** Draws what belongs inside one container and returns it. */
  private inside(draw: () => void): string {
    const { out, region } = this;
    this.out = [];
    this.region = '';
    draw();
    const content = this.out.join('');
    this.out = out;
    this.region = region;
    return content;
  }

  private handler({ trigger, interrupting, body }: HandlerSpec): void {
    const id = this.id();
    const alwaysInterrupts = trigger.kind === 'error' || trigger.kind === 'compensate';
    const content = this.inside(() => {
      const start = this.node(
        'startEvent',
        definition(trigger),
        alwaysInterrupts ? '' : ` isInterrupting="${interrupting}"`,
      );
      this.ended(start, body);
    });
    this.raw(`<subProcess id="${id}" triggeredByEvent="true">${content}</subProcess>`);
    this.regions.set(id, `${this.region}/handler ${id}`);
  }

  private block(block: Block): Piece {
    if (this.nodes >= MAX_ELEMENTS) return this.single(this.node('task'));
    switch (block.kind) {
      case 'sequence':
        return this.sequence(block.blocks);
      case 'task':
        return this.activity(
          block.type,
          taskContent(block.type, block.n, this.sound),
          taskAttributes(block.type, block.n, this.sound),
          block.around,
        );
      case 'subProcess':
        return this.activity('subProcess', this.container(block.scope, 'subProcess', false), '', block.around);
      case 'call':
        return this.call(block);
      case 'split':
        return this.split(block);
      case 'race':
        return this.race(block.branches);
      case 'loop':
        return this.loop(block.body, block.times);
      case 'catch':
        return this.single(this.node('intermediateCatchEvent', definition(block.trigger)));
      case 'throw':
        return this.single(
          this.node('intermediateThrowEvent', block.trigger === null ? '' : definition(block.trigger, true)),
        );
      case 'link':
        return this.link();
      case 'stop': {
        const content = block.terminate
          ? '<terminateEventDefinition/>'
          : block.trigger === null
            ? ''
            : definition(block.trigger, true);
        return { entry: this.node('endEvent', content), exit: null };
      }
    }
  }

  private single(id: string): Piece {
    return { entry: id, exit: id };
  }

  private sequence(blocks: readonly Block[]): Piece {
    const [head, ...rest] = blocks;
    if (head === undefined) return this.single(this.node('task'));
    const first = this.block(head);
    let exit = first.exit;
    for (const next of rest) {
      if (exit === null) break;
      const piece = this.block(next);
      this.flow(exit, piece.entry);
      exit = piece.exit;
    }
    return { entry: first.entry, exit };
  }

  private call(block: Extract<Block, { kind: 'call' }>): Piece {
    const behind = this.spec.called.length - (this.level + 1);
    if (behind <= 0) return this.activity('userTask', '', '', block.around);
    const target = this.level + 1 + (block.n % behind) + 1;
    const inputs = block.mapped ? DATA.map((name) => `<qh:input target="${name}" source="${name}"/>`).join('') : '';
    return this.activity('callActivity', extensions(inputs), ` calledElement="P${target}"`, {
      ...block.around,
      mapped: false,
    });
  }

  private activity(type: string, content: string, attributes: string, around: Around): Piece {
    const isTask = !['subProcess', 'callActivity', 'scriptTask'].includes(type);
    const mapped = around.mapped && isTask && this.nodes < MAX_ELEMENTS;
    const mapping = mapped
      ? extensions(`<qh:input target="in0" source="v0 + 1"/><qh:output target="out0" source="in0"/>`)
      : '';
    const loop = around.loop === null ? '' : loopContent(around.loop);
    const id = this.node(type, mapping + content + loop, attributes);
    if (this.edit === 'extra boundary events' && this.level < 0) this.extraBoundary(id);
    if (around.compensated) this.compensation(id);
    return this.withBoundaries(id, distinct(around.boundaries));
  }

  private extraBoundary(host: string): void {
    this.raw(
      `<boundaryEvent id="Late_${host}" attachedToRef="${host}" cancelActivity="false">${definition({ kind: 'message', n: 0 })}</boundaryEvent>`,
    );
    this.raw(`<endEvent id="LateEnd_${host}"/>`);
    this.flow(`Late_${host}`, `LateEnd_${host}`);
    for (const id of [`Late_${host}`, `LateEnd_${host}`]) this.regions.set(id, `${this.region}/boundary ${id}`);
  }

  private compensation(host: string): void {
    const event = this.node('boundaryEvent', '<compensateEventDefinition/>', ` attachedToRef="${host}"`);
    const handler = this.node('userTask', '', ' isForCompensation="true"');
    this.raw(`<association id="A${handler}" sourceRef="${event}" targetRef="${handler}" associationDirection="One"/>`);
  }

  private withBoundaries(host: string, boundaries: readonly BoundarySpec[]): Piece {
    const merging: string[] = [];
    const { length } = this.out;
    for (const { trigger, interrupting, path } of boundaries) {
      const interrupts = interrupting || trigger.kind === 'error';
      const { region } = this;
      const attributes = ` attachedToRef="${host}" cancelActivity="${interrupts}"`;
      if (!interrupts) this.region = `${region}/boundary ${this.ids}`;
      const event = this.node('boundaryEvent', definition(trigger), attributes);
      if (interrupts) {
        const piece = this.block(path);
        this.flow(event, piece.entry);
        if (piece.exit !== null) merging.push(piece.exit);
      } else {
        this.ended(event, path);
      }
      this.region = region;
    }
    if (this.edit === 'no boundary events') this.out.length = length;
    if (merging.length === 0) return this.single(host);
    const merge = this.node('exclusiveGateway');
    for (const from of this.edit === 'no boundary events' ? [host] : [host, ...merging]) this.flow(from, merge);
    return { entry: host, exit: merge };
  }

  private split({ gateway, branches, n, hasDefault, byOutcome }: Extract<Block, { kind: 'split' }>): Piece {
    const { region } = this;
    const split = this.id();
    const isConditional = gateway !== 'parallelGateway';
    const defaultFlow = isConditional && hasDefault ? `F${split}default` : null;
    this.emit(gateway, split, defaultFlow === null ? '' : ` default="${defaultFlow}"`, '');
    const exits: string[] = [];
    branches.forEach((branch, index) => {
      if (gateway !== 'exclusiveGateway') this.region = `${region}/${split}.${index}`;
      const piece = this.block(branch);
      const isDefault = defaultFlow !== null && index === branches.length - 1;
      const asks = isConditional && !isDefault;
      this.flow(
        split,
        piece.entry,
        asks && byOutcome !== true ? condition(n + index) : undefined,
        isDefault ? defaultFlow : undefined,
        asks && byOutcome === true ? `o${index}` : undefined,
      );
      if (piece.exit !== null) exits.push(piece.exit);
    });
    this.region = region;
    if (exits.length === 0) return { entry: split, exit: null };
    const join = this.node(gateway);
    for (const exit of exits) this.flow(exit, join);
    if (gateway === 'inclusiveGateway') this.inclusiveBlocks.push({ split, join });
    return { entry: split, exit: join };
  }

  private race(branches: readonly { readonly trigger: Trigger; readonly body: Block }[]): Piece {
    const gateway = this.node('eventBasedGateway');
    const exits: string[] = [];
    const seen = new Set<string>();
    for (const { trigger, body } of branches) {
      const key = triggerKey(trigger);
      const chosen: Trigger = seen.has(key) ? { kind: 'timer', n: seen.size } : trigger;
      seen.add(triggerKey(chosen));
      const event = this.node('intermediateCatchEvent', definition(chosen));
      this.flow(gateway, event);
      const piece = this.block(body);
      this.flow(event, piece.entry);
      if (piece.exit !== null) exits.push(piece.exit);
    }
    if (exits.length === 0) return { entry: gateway, exit: null };
    const merge = this.node('exclusiveGateway');
    for (const exit of exits) this.flow(exit, merge);
    return { entry: gateway, exit: merge };
  }

  /** `body` again and again, by a flow that leads back: a counter of its own decides how often. */
  private loop(body: Block, times: number): Piece {
    const counter = `c${this.ids}`;
    const init = this.node('scriptTask', '<script>0</script>', ` qh:resultVariable="${counter}"`);
    const again = this.node('exclusiveGateway');
    this.flow(init, again);
    const piece = this.block(body);
    this.flow(again, piece.entry);
    if (piece.exit === null) return { entry: init, exit: null };
    const count = this.node('scriptTask', `<script>${counter} + 1</script>`, ` qh:resultVariable="${counter}"`);
    this.flow(piece.exit, count);
    const split = this.id();
    this.emit('exclusiveGateway', split, ` default="F${split}default"`, '');
    this.flow(count, split);
    this.flow(split, again, `${counter} &lt; ${times}`);
    const after = this.node('task');
    this.flow(split, after, undefined, `F${split}default`);
    return { entry: init, exit: after };
  }

  private link(): Piece {
    const name = `link${this.ids}`;
    const entry = this.node('intermediateThrowEvent', `<linkEventDefinition name="${name}"/>`);
    const exit = this.node('intermediateCatchEvent', `<linkEventDefinition name="${name}"/>`);
    return { entry, exit };
  }

  /** A path that leads from `from` to an end of its own. */
  private ended(from: string, path: Block): void {
    const piece = this.block(path);
    this.flow(from, piece.entry);
    if (piece.exit !== null) this.flow(piece.exit, this.node('endEvent'));
  }

  private node(type: string, content = '', attributes = ''): string {
    const id = this.id();
    this.emit(type, id, attributes, content);
    return id;
  }

  private emit(type: string, id: string, attributes: string, content: string): void {
    this.raw(`<${type} id="${id}"${attributes}>${content}</${type}>`);
    this.regions.set(id, this.region);
  }

  private id(): string {
    this.nodes++;
    const n = this.ids++;
    return (this.spec.hostileIds ? HOSTILE[n] : undefined) ?? `n${n}`;
  }

  private flow(from: string, to: string, when?: string, id = `F_${from}_${to}`, outcome?: string): void {
    const content = when === undefined ? '' : `<conditionExpression>${when}</conditionExpression>`;
    const attribute = outcome === undefined ? '' : ` qh:outcome="${outcome}"`;
    this.raw(`<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"${attribute}>${content}</sequenceFlow>`);
  }

  private raw(xml: string): void {
    this.out.push(xml);
  }
}
