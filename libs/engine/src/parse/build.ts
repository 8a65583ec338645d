import { containerOf } from './container.js';
import { defined, flag, nameOf, requireId, type BuildContext } from './context.js';
import { associationOf } from './data.js';
import { Extensions, stripEquals } from './extensions.js';
import type {
  AssociationModel,
  Collaboration,
  Container,
  Lane,
  Location,
  MessageFlow,
  Model,
  NodeModel,
  Participant,
  ProcessModel,
} from './model.js';
import type { TypedDocument } from './read.js';
import type { Report } from './report.js';
import type { XmlDocument } from './source.js';
import { childOf, childrenOf, referenceOf, referencesOf, walk, type Typed } from './typed.js';

/** Turns the typed tree of a document into the model, reporting what the model cannot hold. */
export function buildModel(source: XmlDocument, document: TypedDocument, report: Report): Model {
  const { root } = document;
  const context = contextOf(source, document, report);
  const roots = childrenOf(root, 'rootElements');
  const identified = <T>(type: string, build: (node: Typed, id: string) => T): Map<string, T> => {
    const result = new Map<string, T>();
    for (const node of roots) {
      const id = node.type === type ? requireId(context, node) : undefined;
      if (id !== undefined && !result.has(id)) result.set(id, build(node, id));
    }
    return result;
  };
  const collaborations = roots.filter((node) => document.metamodel.isA(node.type, 'bpmn:Collaboration'));
  const drawn = drawnBeside(collaborations);
  const processes: ProcessModel[] = [];
  for (const node of roots) {
    const id = node.type === 'bpmn:Process' ? requireId(context, node) : undefined;
    if (id !== undefined) processes.push(processOf(context, node, id, drawn));
  }
  return defined({
    id: root.id ?? '',
    name: nameOf(root),
    targetNamespace: root.attributes.get('targetNamespace'),
    processes,
    collaborations: collaborations.map((node) => collaborationOf(context, node)),
    messages: identified('bpmn:Message', (node, id) => {
      const correlation = context.extensions.scalar('correlation', node);
      return defined({
        id,
        name: nameOf(node),
        correlation: correlation === undefined ? undefined : stripEquals(correlation),
      });
    }),
    signals: identified('bpmn:Signal', (node, id) => defined({ id, name: nameOf(node) })),
    errors: identified('bpmn:Error', (node, id) =>
      defined({ id, name: nameOf(node), errorCode: codeOf(node, 'errorCode') }),
    ),
    escalations: identified('bpmn:Escalation', (node, id) =>
      defined({ id, name: nameOf(node), escalationCode: codeOf(node, 'escalationCode') }),
    ),
    dataStores: dataStoresOf(document),
    locations: new Map<string, Location>([...document.ids].map(([id, node]) => [id, node.xml.location])),
  });
}

function contextOf(source: XmlDocument, document: TypedDocument, report: Report): BuildContext {
  const incoming = new Map<string, string[]>();
  const outgoing = new Map<string, string[]>();
  const dataReferences = new Map<string, Typed[]>();
  for (const node of walk(document.root)) {
    if (node.type === 'bpmn:SequenceFlow' && node.id !== undefined) {
      const [from, to] = [referenceOf(node, 'sourceRef'), referenceOf(node, 'targetRef')];
      if (from === undefined || to === undefined) continue;
      put(outgoing, from, node.id);
      put(incoming, to, node.id);
    } else if (node.type === 'bpmn:DataObjectReference') put(dataReferences, referenceOf(node, 'dataObjectRef'), node);
  }
  return {
    source,
    document,
    report,
    extensions: new Extensions(report),
    language: document.root.attributes.get('expressionLanguage')?.trim(),
    incoming,
    outgoing,
    dataReferences,
  };
}

function processOf(
  context: BuildContext,
  node: Typed,
  id: string,
  drawn: ReadonlyMap<string, readonly AssociationModel[]>,
): ProcessModel {
  const returns = context.extensions.scalar('returns', node);
  return defined({
    ...adopt(containerOf(context, node, id), drawn),
    name: nameOf(node),
    isExecutable: flag(node, 'isExecutable', false),
    lanes: childrenOf(node, 'laneSets').flatMap(lanesOf),
    returns: returns === 'none' || returns === 'listed' || returns === 'all' ? returns : undefined,
    series: context.extensions.scalar('series', node),
    extensions: context.extensions.policy(node),
  });
}

function lanesOf(laneSet: Typed): Lane[] {
  return childrenOf(laneSet, 'lanes').map((lane) => {
    const inner = childOf(lane, 'childLaneSet');
    return defined({
      id: lane.id ?? '',
      name: nameOf(lane),
      nodeRefs: referencesOf(lane, 'flowNodeRef'),
      lanes: inner ? lanesOf(inner) : [],
    });
  });
}

/** Some editors keep the associations of all pools in the collaboration: by the element they begin at. */
function drawnBeside(collaborations: readonly Typed[]): Map<string, AssociationModel[]> {
  const bySource = new Map<string, AssociationModel[]>();
  for (const node of collaborations.flatMap((collaboration) => childrenOf(collaboration, 'artifacts'))) {
    const association = associationOf(node);
    if (association) put(bySource, association.sourceRef, association);
  }
  return bySource;
}

/** Gives each container the associations, drawn elsewhere, that begin at one of its nodes. */
function adopt(container: Container, drawn: ReadonlyMap<string, readonly AssociationModel[]>): Container {
  if (drawn.size === 0) return container;
  return {
    ...container,
    nodes: container.nodes.map((node): NodeModel =>
      'container' in node ? { ...node, container: adopt(node.container, drawn) } : node,
    ),
    associations: [...container.associations, ...container.nodes.flatMap((node) => drawn.get(node.id) ?? [])],
  };
}

function put<T>(map: Map<string, T[]>, key: string | undefined, value: T): void {
  if (key === undefined) return;
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function collaborationOf(context: BuildContext, node: Typed): Collaboration {
  const participants: Participant[] = [];
  for (const child of childrenOf(node, 'participants')) {
    const id = requireId(context, child);
    if (id !== undefined)
      participants.push(defined({ id, name: nameOf(child), processRef: referenceOf(child, 'processRef') }));
  }
  const messageFlows: MessageFlow[] = [];
  for (const child of childrenOf(node, 'messageFlows')) {
    const id = requireId(context, child);
    const sourceRef = referenceOf(child, 'sourceRef');
    const targetRef = referenceOf(child, 'targetRef');
    if (id === undefined) continue;
    if (sourceRef === undefined || targetRef === undefined) {
      context.report.error(
        'missing-reference',
        child.xml,
        `The message flow "${id}" has no ${sourceRef === undefined ? 'sourceRef' : 'targetRef'}. Connect it at both ends.`,
        'BPMN 2.0.2 §9.3',
      );
    } else {
      messageFlows.push(
        defined({ id, name: nameOf(child), sourceRef, targetRef, messageRef: referenceOf(child, 'messageRef') }),
      );
    }
  }
  return { id: node.id ?? '', participants, messageFlows };
}

/** Data stores by their own id and by the ids of the references drawn for them; a reference may stand alone. */
function dataStoresOf(document: TypedDocument): Map<string, { id: string; name?: string }> {
  const stores = new Map<string, { id: string; name?: string }>();
  const references: Typed[] = [];
  for (const node of document.ids.values()) {
    if (node.type === 'bpmn:DataStore' && node.id !== undefined) {
      stores.set(node.id, defined({ id: node.id, name: nameOf(node) }));
    } else if (node.type === 'bpmn:DataStoreReference') references.push(node);
  }
  for (const node of references) {
    if (node.id === undefined) continue;
    const store = stores.get(referenceOf(node, 'dataStoreRef') ?? '');
    stores.set(node.id, store ?? defined({ id: node.id, name: nameOf(node) }));
  }
  return stores;
}

function codeOf(node: Typed, attribute: string): string | undefined {
  const code = node.attributes.get(attribute)?.trim();
  return code === '' ? undefined : code;
}
