import type { XmlElement } from '../../parse/source.js';
import type {
  BusinessKnowledgeModel,
  Decision,
  DecisionService,
  DmnImport,
  DmnModel,
  DrgElement,
  InformationItem,
  InputData,
  ItemDefinition,
} from '../model.js';
import { readExpressionIn, readFunctionDefinition } from './expression.js';
import { attribute, nameOf, type Reading } from './reading.js';
import { checkVocabulary } from './vocabulary.js';

type DrgReader = (reading: Reading, element: XmlElement) => DrgElement;

const DRG_READERS: ReadonlyMap<string, DrgReader> = new Map<string, DrgReader>([
  ['inputData', readInputData],
  ['decision', readDecision],
  ['businessKnowledgeModel', readBusinessKnowledgeModel],
  ['decisionService', readDecisionService],
]);

/** `definitions`, the root of a DMN document (DMN 1.5 §6.3.2). */
export function readDefinitions(reading: Reading, root: XmlElement, version: string): DmnModel {
  reading.registerIds(root);
  checkVocabulary(reading, root);
  const imports: DmnImport[] = [];
  const itemDefinitions: ItemDefinition[] = [];
  const elements: DrgElement[] = [];
  for (const child of reading.children(root)) {
    const reader = DRG_READERS.get(child.name);
    if (reader) elements.push(reader(reading, child));
    else if (child.name === 'import') imports.push(readImport(reading, child));
    else if (child.name === 'itemDefinition') itemDefinitions.push(readItemDefinition(reading, child));
  }
  uniqueNames(reading, elements, 'Decisions, input data, knowledge models and services share one set of names');
  uniqueNames(reading, itemDefinitions, 'Item definitions need different names');
  uniqueNames(
    reading,
    imports.filter(({ name }) => name !== ''),
    'Imports need different names',
  );
  return {
    namespace: attribute(root, 'namespace') ?? '',
    name: attribute(root, 'name') ?? '',
    version,
    imports,
    itemDefinitions,
    elements,
  };
}

function uniqueNames(
  reading: Reading,
  items: readonly { name: string; place: DmnImport['place'] }[],
  why: string,
): void {
  const seen = new Map<string, number>();
  for (const { name, place } of items) {
    const earlier = seen.get(name);
    if (name === '') continue;
    if (earlier !== undefined) {
      reading.error(
        'duplicate-name',
        place,
        `The name "${name}" is already used in line ${earlier}. ${why}: rename one.`,
      );
    } else seen.set(name, place.line);
  }
}

function readImport(reading: Reading, element: XmlElement): DmnImport {
  const namespace = attribute(element, 'namespace') ?? '';
  const place = reading.place(element);
  if (namespace === '') reading.error('dmn-import', place, 'The import names no namespace.');
  return {
    place,
    name: nameOf(element),
    namespace,
    importType: attribute(element, 'importType') ?? '',
    locationURI: attribute(element, 'locationURI'),
  };
}

function readItemDefinition(reading: Reading, element: XmlElement): ItemDefinition {
  const place = reading.place(element);
  const name = nameOf(element);
  if (name === '') reading.error('dmn-missing-name', place, `An ${element.name} has no name.`);
  const functionItem = reading.child(element, 'functionItem');
  const components = reading
    .children(element, 'itemComponent')
    .map((component) => readItemDefinition(reading, component));
  const seen = new Set<string>();
  for (const component of components) {
    if (seen.has(component.name)) {
      reading.error('duplicate-name', component.place, `"${name}" has two components "${component.name}". Rename one.`);
    }
    seen.add(component.name);
  }
  return {
    place,
    name,
    typeRef: reading.typeRef(element),
    isCollection: attribute(element, 'isCollection') === 'true' || attribute(element, 'isCollection') === '1',
    allowedValues: reading.innerText(reading.child(element, 'allowedValues')),
    typeConstraint: reading.innerText(reading.child(element, 'typeConstraint')),
    components,
    functionItem: functionItem && { outputTypeRef: attribute(functionItem, 'outputTypeRef') },
  };
}

/** What every element of a requirements graph has. */
function base(reading: Reading, element: XmlElement) {
  const place = reading.place(element);
  const name = nameOf(element);
  if (name === '')
    reading.error('dmn-missing-name', place, `A <${element.name}> has no name. Expressions refer to it by name.`);
  const variable = reading.child(element, 'variable');
  return {
    place,
    id: attribute(element, 'id'),
    name,
    variable: variable ? variableOf(reading, variable, name) : { place, name, typeRef: null },
  };
}

function variableOf(reading: Reading, element: XmlElement, owner: string): InformationItem {
  const item = reading.informationItem(element);
  if (item.name === '') return { ...item, name: owner };
  if (item.name !== owner) {
    const message = `The variable is called "${item.name}", but its element "${owner}". Both names can be used; give them one.`;
    reading.warn('dmn-variable-name', item.place, message, 'DMN 1.5 §6.3.7');
  }
  return item;
}

function readInputData(reading: Reading, element: XmlElement): InputData {
  return { kind: 'inputData', ...base(reading, element) };
}

function readDecision(reading: Reading, element: XmlElement): Decision {
  const logic = readExpressionIn(reading, element);
  const common = base(reading, element);
  if (!logic)
    reading.warn('dmn-no-logic', common.place, `The decision "${common.name}" has no logic; its value is null.`);
  return {
    kind: 'decision',
    ...common,
    informationRequirements: reading
      .children(element, 'informationRequirement')
      .flatMap((requirement) => reading.references(requirement, 'requiredDecision', 'requiredInput')),
    knowledgeRequirements: knowledgeRequirements(reading, element),
    logic,
  };
}

function readBusinessKnowledgeModel(reading: Reading, element: XmlElement): BusinessKnowledgeModel {
  const logic = reading.child(element, 'encapsulatedLogic');
  const common = base(reading, element);
  if (!logic)
    reading.warn(
      'dmn-no-logic',
      common.place,
      `The business knowledge model "${common.name}" has no logic; it gives null.`,
    );
  return {
    kind: 'businessKnowledgeModel',
    ...common,
    knowledgeRequirements: knowledgeRequirements(reading, element),
    encapsulatedLogic: logic && readFunctionDefinition(reading, logic),
  };
}

function readDecisionService(reading: Reading, element: XmlElement): DecisionService {
  const outputDecisions = reading.references(element, 'outputDecision');
  const common = base(reading, element);
  if (outputDecisions.length === 0) {
    reading.error(
      'dmn-missing-output',
      common.place,
      `The decision service "${common.name}" has no output decision.`,
      'DMN 1.5 §6.3.13',
    );
  }
  return {
    kind: 'decisionService',
    ...common,
    outputDecisions,
    encapsulatedDecisions: reading.references(element, 'encapsulatedDecision'),
    inputDecisions: reading.references(element, 'inputDecision'),
    inputData: reading.references(element, 'inputData'),
  };
}

function knowledgeRequirements(reading: Reading, element: XmlElement) {
  return reading
    .children(element, 'knowledgeRequirement')
    .flatMap((requirement) => reading.references(requirement, 'requiredKnowledge'));
}
