import type { Shape } from './names.js';

/** Place of a node in the source: offsets in UTF-16 code units, `end` exclusive. */
interface Placed {
  readonly start: number;
  readonly end: number;
  /** Names known to exist within the value, where the parser can tell. */
  readonly shape?: Shape | undefined;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** The syntax tree of an expression (DMN 1.5 §10.3.1.2). Chains of one operator are flat, so depth means nesting. */
export type Node =
  | Literal
  | (Placed & { readonly kind: 'string'; readonly text: string })
  | (Placed & { readonly kind: 'temporal'; readonly text: string })
  | Variable
  | (Placed & { readonly kind: 'input' })
  | (Placed & { readonly kind: 'negation'; readonly operand: Node })
  | Arithmetic
  | (Placed & { readonly kind: 'and' | 'or'; readonly operands: readonly Node[] })
  | Comparison
  | (Placed & { readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node })
  | (Placed & { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Test[] })
  | (Placed & { readonly kind: 'instance of'; readonly value: Node; readonly type: TypeNode })
  | (Placed & { readonly kind: 'if'; readonly condition: Node; readonly then: Node; readonly otherwise: Node })
  | (Placed & { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Node })
  | (Placed & { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Node })
  | (Placed & { readonly kind: 'path'; readonly base: Node; readonly name: string })
  | (Placed & { readonly kind: 'filter'; readonly list: Node; readonly condition: Node })
  | Invocation
  | FunctionDefinition
  | (Placed & { readonly kind: 'list'; readonly elements: readonly Node[] })
  | (Placed & { readonly kind: 'context'; readonly entries: readonly ContextEntry[] })
  | Interval
  | (Placed & { readonly kind: 'half range'; readonly operator: ComparisonOperator; readonly endpoint: Node });

export type NodeOf<K extends Node['kind']> = Extract<Node, { readonly kind: K }>;

export type Literal = Placed &
  (
    | { readonly kind: 'null' }
    | { readonly kind: 'boolean'; readonly value: boolean }
    | { readonly kind: 'number'; readonly text: string }
  );

export type Variable = Placed & { readonly kind: 'variable'; readonly name: string };

export type Arithmetic = Placed & {
  readonly kind: 'arithmetic';
  readonly first: Node;
  /** Applied from left to right. */
  readonly rest: readonly { readonly operator: ArithmeticOperator; readonly operand: Node; readonly at: number }[];
};

export type Comparison = Placed & {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Node;
  readonly right: Node;
};

export type Interval = Placed & {
  readonly kind: 'interval';
  readonly low: Node;
  readonly lowIncluded: boolean;
  readonly high: Node;
  readonly highIncluded: boolean;
};

export interface Iterator {
  readonly name: string;
  readonly from: Node;
  /** Second end of `from..to`. */
  readonly to: Node | undefined;
}

export interface ContextEntry {
  readonly name: string;
  readonly value: Node;
}

export type Invocation = Placed & {
  readonly kind: 'invocation';
  readonly callee: Node;
  readonly arguments: readonly Argument[];
};

/** `name` is set on all arguments of an invocation or on none. */
export interface Argument {
  readonly name: string | undefined;
  readonly value: Node;
}

export type FunctionDefinition = Placed & {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly type: TypeNode | undefined }[];
  readonly body: Node;
};

/** A positive unary test: a comparison with the input, or an expression (an interval included). */
export type Test =
  | (Placed & { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly endpoint: Node })
  | (Placed & { readonly kind: 'value'; readonly value: Node });

export type UnaryTestsNode =
  { readonly kind: 'any' } | { readonly kind: 'tests'; readonly negated: boolean; readonly tests: readonly Test[] };

export type TypeNode = Placed &
  (
    | { readonly kind: 'named'; readonly name: string }
    | { readonly kind: 'list' | 'range'; readonly element: TypeNode }
    | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly type: TypeNode }[] }
    | { readonly kind: 'function'; readonly parameters: readonly TypeNode[]; readonly result: TypeNode }
  );
