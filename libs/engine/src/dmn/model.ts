import type { SourceText } from './source-text.js';

/**
 * The typed model of one DMN document (DMN 1.5 §6 to §10): what the file says, before its expressions are compiled.
 * References are `href`s as written; `graph.ts` resolves them.
 */
export interface DmnModel {
  /** `namespace` of the definitions: what imports and qualified references name. */
  readonly namespace: string;
  readonly name: string;
  /** Version of the specification whose namespace the document uses, e.g. `1.5`. */
  readonly version: string;
  readonly imports: readonly DmnImport[];
  readonly itemDefinitions: readonly ItemDefinition[];
  /** In document order. */
  readonly elements: readonly DrgElement[];
}

/** Where something stands, for findings: the nearest id at or above it, and its line and column from 1. */
export interface Place {
  readonly elementId: string | null;
  readonly line: number;
  readonly column: number;
}

export interface DmnImport {
  readonly place: Place;
  /** Prefix under which the imported names are visible. */
  readonly name: string;
  readonly namespace: string;
  readonly importType: string;
  readonly locationURI: string | null;
}

/** DMN 1.5 §7.3.3. */
export interface ItemDefinition {
  readonly place: Place;
  readonly name: string;
  readonly typeRef: string | null;
  readonly isCollection: boolean;
  /** Unary tests on the value, or on each element of a collection. */
  readonly allowedValues: SourceText | null;
  /** Unary tests on the whole value, also for a collection (since DMN 1.5). */
  readonly typeConstraint: SourceText | null;
  readonly components: readonly ItemDefinition[];
  /** Present when the values are functions. */
  readonly functionItem: { readonly outputTypeRef: string | null } | null;
}

/** DMN 1.5 §7.3.4: a typed name. */
export interface InformationItem {
  readonly place: Place;
  readonly name: string;
  readonly typeRef: string | null;
}

export type DrgElement = InputData | Decision | BusinessKnowledgeModel | DecisionService;

interface DrgBase {
  readonly place: Place;
  /** Own id; null when the document gives none, which makes the element unreachable by requirements. */
  readonly id: string | null;
  readonly name: string;
  /** The variable that carries the value; its name is the element's own when the document leaves it out. */
  readonly variable: InformationItem;
}

export interface InputData extends DrgBase {
  readonly kind: 'inputData';
}

export interface Decision extends DrgBase {
  readonly kind: 'decision';
  readonly informationRequirements: readonly Reference[];
  readonly knowledgeRequirements: readonly Reference[];
  /** null: a decision without logic, known to have none. */
  readonly logic: BoxedExpression | null;
}

export interface BusinessKnowledgeModel extends DrgBase {
  readonly kind: 'businessKnowledgeModel';
  readonly knowledgeRequirements: readonly Reference[];
  readonly encapsulatedLogic: FunctionDefinition | null;
}

export interface DecisionService extends DrgBase {
  readonly kind: 'decisionService';
  readonly outputDecisions: readonly Reference[];
  readonly encapsulatedDecisions: readonly Reference[];
  readonly inputDecisions: readonly Reference[];
  readonly inputData: readonly Reference[];
}

/** A `href`: `#id`, `namespace#id`, or an absolute URI of this very document. */
export interface Reference {
  readonly place: Place;
  readonly href: string;
}

/** DMN 1.5 §7.3.1 and §10.2. `place` and `typeRef` are common to all. */
export type BoxedExpression =
  | LiteralExpression
  | DecisionTable
  | BoxedContext
  | BoxedInvocation
  | BoxedList
  | Relation
  | FunctionDefinition
  | Conditional
  | Filter
  | Iterator
  | Unsupported;

interface ExpressionBase {
  readonly place: Place;
  readonly typeRef: string | null;
}

export interface LiteralExpression extends ExpressionBase {
  readonly kind: 'literalExpression';
  readonly text: SourceText;
}

export interface BoxedContext extends ExpressionBase {
  readonly kind: 'context';
  /** An entry without a variable is the result of the whole context. */
  readonly entries: readonly { readonly variable: InformationItem | null; readonly value: BoxedExpression }[];
}

export interface BoxedInvocation extends ExpressionBase {
  readonly kind: 'invocation';
  readonly calledFunction: BoxedExpression;
  readonly bindings: readonly { readonly parameter: InformationItem; readonly formula: BoxedExpression | null }[];
}

export interface BoxedList extends ExpressionBase {
  readonly kind: 'list';
  readonly elements: readonly BoxedExpression[];
}

export interface Relation extends ExpressionBase {
  readonly kind: 'relation';
  readonly columns: readonly InformationItem[];
  readonly rows: readonly (readonly BoxedExpression[])[];
}

export interface FunctionDefinition extends ExpressionBase {
  readonly kind: 'functionDefinition';
  readonly parameters: readonly InformationItem[];
  /** null: a function without a body, which gives null. */
  readonly body: BoxedExpression | null;
}

export interface Conditional extends ExpressionBase {
  readonly kind: 'conditional';
  readonly if: BoxedExpression;
  readonly then: BoxedExpression;
  readonly else: BoxedExpression;
}

export interface Filter extends ExpressionBase {
  readonly kind: 'filter';
  readonly in: BoxedExpression;
  readonly match: BoxedExpression;
}

export interface Iterator extends ExpressionBase {
  readonly kind: 'for' | 'some' | 'every';
  readonly iteratorVariable: string;
  readonly in: BoxedExpression;
  /** `return` of a `for`, `satisfies` of a quantifier. */
  readonly body: BoxedExpression;
}

/** Already a finding of the reader; evaluating it gives null and reports `message`. */
export interface Unsupported extends ExpressionBase {
  readonly kind: 'unsupported';
  readonly message: string;
}

export type HitPolicy = 'UNIQUE' | 'ANY' | 'PRIORITY' | 'FIRST' | 'RULE ORDER' | 'OUTPUT ORDER' | 'COLLECT';
export type Aggregation = 'SUM' | 'COUNT' | 'MIN' | 'MAX';

/** DMN 1.5 §8.3. */
export interface DecisionTable extends ExpressionBase {
  readonly kind: 'decisionTable';
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly InputClause[];
  readonly outputs: readonly OutputClause[];
  readonly rules: readonly DecisionRule[];
}

export interface InputClause {
  readonly place: Place;
  readonly expression: LiteralExpression;
  readonly inputValues: SourceText | null;
}

export interface OutputClause {
  readonly place: Place;
  readonly name: string | null;
  readonly typeRef: string | null;
  readonly outputValues: SourceText | null;
  readonly defaultOutput: LiteralExpression | null;
}

export interface DecisionRule {
  readonly place: Place;
  readonly inputEntries: readonly { readonly place: Place; readonly text: SourceText }[];
  readonly outputEntries: readonly LiteralExpression[];
}
