import type { XmlElement } from '../../parse/source.js';
import { attribute, type Reading } from './reading.js';

const EXPRESSIONS =
  'literalExpression decisionTable context invocation list relation functionDefinition conditional filter for some every';
const DRG = 'decision inputData businessKnowledgeModel decisionService knowledgeSource';
const REQUIREMENTS = 'authorityRequirement knowledgeRequirement';

/** Attributes and children of each element of DMN 1.1 to 1.6, apart from what every element may have. */
const VOCABULARY: ReadonlyMap<
  string,
  { readonly attributes: ReadonlySet<string>; readonly children: ReadonlySet<string> }
> = new Map(
  (
    [
      [
        'definitions',
        'name namespace expressionLanguage typeLanguage exporter exporterVersion',
        `import itemDefinition drgElement ${DRG} artifact textAnnotation association group elementCollection businessContextElement performanceIndicator organizationUnit`,
      ],
      ['import', 'name namespace importType locationURI', ''],
      [
        'itemDefinition',
        'name typeRef typeLanguage isCollection',
        'typeRef allowedValues typeConstraint itemComponent functionItem',
      ],
      [
        'itemComponent',
        'name typeRef typeLanguage isCollection',
        'typeRef allowedValues typeConstraint itemComponent functionItem',
      ],
      ['functionItem', 'outputTypeRef', 'parameters'],
      ['parameters', 'name typeRef', ''],
      ['inputData', 'name href', 'variable'],
      [
        'decision',
        'name',
        `question allowedAnswers variable informationRequirement ${REQUIREMENTS} supportedObjective impactedPerformanceIndicator decisionMaker decisionOwner usingProcess usingTask ${EXPRESSIONS}`,
      ],
      ['businessKnowledgeModel', 'name', `variable encapsulatedLogic ${REQUIREMENTS}`],
      ['decisionService', 'name', 'variable outputDecision encapsulatedDecision inputDecision inputData'],
      ['knowledgeSource', 'name locationURI', 'authorityRequirement type owner'],
      ['variable', 'name typeRef', 'typeRef'],
      ['informationRequirement', '', 'requiredDecision requiredInput variable'],
      ['knowledgeRequirement', '', 'requiredKnowledge'],
      ['authorityRequirement', '', 'requiredDecision requiredInput requiredAuthority'],
      ['literalExpression', 'typeRef expressionLanguage', 'text importedValues typeRef'],
      ['inputExpression', 'typeRef expressionLanguage', 'text importedValues typeRef'],
      ['outputEntry', 'typeRef expressionLanguage', 'text importedValues typeRef'],
      ['defaultOutputEntry', 'typeRef expressionLanguage', 'text importedValues typeRef'],
      ['inputEntry', 'typeRef expressionLanguage', 'text'],
      ['inputValues', 'typeRef expressionLanguage', 'text'],
      ['outputValues', 'typeRef expressionLanguage', 'text'],
      ['allowedValues', 'typeRef expressionLanguage kind', 'text'],
      ['typeConstraint', 'typeRef expressionLanguage kind', 'text'],
      ['importedValues', 'name namespace importType locationURI expressionLanguage', 'importedElement'],
      [
        'decisionTable',
        'typeRef hitPolicy aggregation preferredOrientation outputLabel',
        'input output annotation rule',
      ],
      ['input', '', 'inputExpression inputValues'],
      ['output', 'name typeRef', 'outputValues defaultOutputEntry typeRef'],
      ['annotation', 'name', ''],
      ['rule', '', 'inputEntry outputEntry annotationEntry'],
      ['annotationEntry', '', 'text'],
      ['context', 'typeRef', 'contextEntry'],
      ['contextEntry', '', `variable ${EXPRESSIONS}`],
      ['invocation', 'typeRef', `binding ${EXPRESSIONS}`],
      ['binding', '', `parameter ${EXPRESSIONS}`],
      ['parameter', 'name typeRef', 'typeRef'],
      ['list', 'typeRef', EXPRESSIONS],
      ['relation', 'typeRef', 'column row'],
      ['column', 'name typeRef', 'typeRef'],
      ['row', 'typeRef', EXPRESSIONS],
      ['functionDefinition', 'kind typeRef', `formalParameter ${EXPRESSIONS}`],
      ['encapsulatedLogic', 'kind typeRef', `formalParameter ${EXPRESSIONS}`],
      ['formalParameter', 'name typeRef', 'typeRef'],
      ['conditional', 'typeRef', 'if then else'],
      ['filter', 'typeRef', 'in match'],
      ['for', 'typeRef iteratorVariable', 'in return'],
      ['some', 'typeRef iteratorVariable', 'in satisfies'],
      ['every', 'typeRef iteratorVariable', 'in satisfies'],
      ...['if', 'then', 'else', 'in', 'match', 'return', 'satisfies'].map(
        (name) => [name, 'typeRef', EXPRESSIONS] as const,
      ),
    ] as const
  ).map(([name, attributes, children]) => [name, { attributes: words(attributes), children: words(children) }]),
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' ').filter((word) => word !== ''));
}

const EVERYWHERE = {
  attributes: words('id label'),
  children: words('description extensionElements extensionAttribute'),
};

/**
 * What the document says in a word that DMN does not have there must not be overlooked: a misspelt element is an
 * error, a misspelt attribute a warning. Elements of other namespaces are extensions; drawings have their own.
 */
export function checkVocabulary(reading: Reading, root: XmlElement): void {
  const foreign = new Map<string, XmlElement>();
  const pending = [root];
  for (let element = pending.pop(); element; element = pending.pop()) {
    const known = VOCABULARY.get(element.name);
    if (!known) continue;
    for (const { name, namespace, tag } of element.attributes) {
      if (namespace !== '' || known.attributes.has(name) || EVERYWHERE.attributes.has(name)) continue;
      reading.warn(
        'unknown-attribute',
        reading.place(element),
        `<${element.tag}> has the attribute "${tag}", which DMN does not know there. It has no effect.`,
      );
    }
    for (let index = element.children.length - 1; index >= 0; index--) {
      const child = element.children[index];
      if (!child) continue;
      if (child.namespace !== reading.namespace) foreign.set(child.namespace, child);
      else if (known.children.has(child.name)) pending.push(child);
      else if (!EVERYWHERE.children.has(child.name)) {
        reading.error(
          'unknown-element',
          reading.place(child),
          `<${child.tag}> is not an element of DMN inside <${element.tag}>. Correct or remove it.`,
        );
      }
    }
  }
  for (const [namespace, element] of foreign) {
    if (namespace.endsWith('/DMNDI/')) continue;
    reading.info(
      'foreign-extension',
      { elementId: attribute(element, 'id'), ...element.location },
      `Elements of the namespace "${namespace}", such as <${element.tag}>, are extensions and have no effect.`,
    );
  }
}
