import type { Metamodel, ModdleProperty } from './metamodel.js';
import type { Report } from './report.js';
import type { Typed } from './typed.js';

interface Reference<T extends Typed> {
  readonly from: T;
  readonly property: ModdleProperty;
  readonly written: string;
  readonly settle: (id: string) => void;
}

/** References to types, interfaces and categories: they document a process and do not steer it. */
const DOCUMENTARY = new Set([
  'itemSubjectRef',
  'structureRef',
  'itemRef',
  'evaluatesToTypeRef',
  'categoryValueRef',
  'type',
  'import',
  'interfaceRef',
  'supportedInterfaceRef',
  'endPointRefs',
  'operationRef',
  'definitionalCollaborationRef',
  'supports',
  'partitionElementRef',
  'resourceRef',
  'parameterRef',
]);
/** Incoming and outgoing repeat what the sequence flows say; the flows count. */
const REDUNDANT = new Set(['incoming', 'outgoing', 'boundaryEventRefs']);
/** Exporters list data objects and artifacts of a lane beside its flow nodes. */
const LOOSELY_TYPED = new Set(['flowNodeRef', ...REDUNDANT]);

/** Collects references while a document is read and resolves them when all ids are known. */
export class References<T extends Typed> {
  private readonly pending: Reference<T>[] = [];

  constructor(
    private readonly metamodel: Metamodel,
    private readonly report: Report,
  ) {}

  add(from: T, property: ModdleProperty, written: string, settle: (id: string) => void): void {
    this.pending.push({ from, property, written, settle });
  }

  resolve(ids: ReadonlyMap<string, Typed>, targetNamespace: string | undefined): void {
    for (const reference of this.pending) {
      const { from, property, written } = reference;
      const id = this.idOf(ids, from, written);
      const target = ids.get(id);
      const picture = !from.type.startsWith('bpmn:');
      if (!target) {
        const soft = picture || DOCUMENTARY.has(property.name) || REDUNDANT.has(property.name);
        this.report.add(
          'unresolved-reference',
          soft ? 'warning' : 'error',
          from.xml,
          `"${property.name}" of <${from.xml.tag}> names "${written}", which ${this.elsewhere(from, written, targetNamespace)}.`,
        );
      } else {
        reference.settle(id);
        if (property.type !== 'Element' && !this.metamodel.isA(target.type, property.type)) {
          this.report.add(
            'wrong-reference',
            picture || LOOSELY_TYPED.has(property.name) || DOCUMENTARY.has(property.name) ? 'warning' : 'error',
            from.xml,
            `"${property.name}" of <${from.xml.tag}> must name a ${plain(property.type)}, but "${id}" is a ${plain(target.type)}.`,
          );
        }
      }
    }
  }

  /** References are qualified names in the schema: exporters write `tns:Message_1`. */
  private idOf(ids: ReadonlyMap<string, Typed>, from: Typed, written: string): string {
    const colon = written.indexOf(':');
    if (colon < 0 || ids.has(written)) return written;
    return from.xml.scope.uri(written.slice(0, colon)) === undefined ? written : written.slice(colon + 1);
  }

  private elsewhere(from: Typed, written: string, targetNamespace: string | undefined): string {
    const colon = written.indexOf(':');
    const uri = colon < 0 ? undefined : from.xml.scope.uri(written.slice(0, colon));
    return uri === undefined || uri === targetNamespace
      ? 'does not exist in this document. Correct the reference or remove it'
      : `belongs to the namespace "${uri}": other documents are not read. Move it into this one`;
  }
}

function plain(type: string): string {
  const name = type.replace(/^\w+:/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}
