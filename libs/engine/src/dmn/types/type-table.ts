import {
  simpleType,
  ANY,
  constrainedType,
  contextType,
  functionType,
  listType,
  rangeType,
  renamedType,
  type DmnType,
} from './type.js';
import { type Compiling, Names } from '../compiling.js';
import type { ItemDefinition, Place } from '../model.js';
import type { SourceText } from '../source-text.js';

/** The types of FEEL by the names that the versions of DMN and their tools give them. */
const BUILT_IN: ReadonlyMap<string, DmnType> = new Map<string, DmnType>([
  ['any', ANY],
  ...(
    [
      ['number', 'number'],
      ['string', 'string'],
      ['boolean', 'boolean'],
      ['date', 'date'],
      ['time', 'time'],
      ['date and time', 'date and time'],
      ['datetime', 'date and time'],
      ['days and time duration', 'days and time duration'],
      ['daytimeduration', 'days and time duration'],
      ['years and months duration', 'years and months duration'],
      ['yearmonthduration', 'years and months duration'],
      ['context', 'context'],
      ['list', 'list'],
      ['function', 'function'],
      ['range', 'range'],
      ['null', 'null'],
    ] as const
  ).map(([name, type]) => [name, simpleType(type)] as const),
]);

/** Types nested deeper are refused: reading them must not need a stack without bound. */
const MAX_DEPTH = 64;
/** Names that one type may bring with it: types that use each other twice grow exponentially. */
const MAX_NAMES = 10_000;

/** The types that a document can refer to: those of FEEL, its own item definitions, and those it imports. */
export class TypeTable {
  private readonly definitions = new Map<string, ItemDefinition>();
  private readonly built = new Map<string, DmnType | 'building'>();
  private readonly imported = new Map<string, TypeTable>();
  private depth = 0;

  constructor(
    definitions: readonly ItemDefinition[],
    private readonly compiling: Compiling,
  ) {
    for (const definition of definitions) {
      if (!this.definitions.has(definition.name)) this.definitions.set(definition.name, definition);
    }
    compiling.types = (name) => this.defined(name);
  }

  /** Makes the types of another document visible as `prefix.name`, or as they are when the prefix is empty. */
  addImport(prefix: string, table: TypeTable): void {
    this.imported.set(prefix, table);
  }

  /** Builds every item definition, so that a fault in one is found even where nothing uses it. */
  checkAll(): void {
    for (const name of this.definitions.keys()) this.definition(name);
  }

  /** The type of a `typeRef`; without one, or when it names no type (a finding then), any value will do. */
  resolve(typeRef: string | null, place: Place): DmnType {
    if (typeRef === null) return ANY;
    const type = this.find(typeRef);
    if (type) return type;
    const message = `There is no type "${typeRef}"; values are not checked. Define it, or use one of FEEL's types.`;
    this.compiling.warn('dmn-unknown-type', place, message, 'DMN 1.5 §7.3.3');
    return ANY;
  }

  /** The allowed values that an item definition lists; null for any other type. */
  allowedValues(typeRef: string | null): SourceText | null {
    const seen = new Set<string>();
    for (let name = typeRef; name !== null && !seen.has(name);) {
      seen.add(name);
      const definition = this.definitions.get(name);
      if (definition?.allowedValues) return definition.allowedValues;
      name = definition?.typeRef ?? null;
    }
    return null;
  }

  private find(typeRef: string): DmnType | undefined {
    const defined = this.defined(typeRef);
    if (defined) return defined;
    const simple = BUILT_IN.get(typeRef.toLowerCase());
    if (simple) return simple;
    const generic = /^(list|range)\s*<(.*)>$/s.exec(typeRef);
    if (generic?.[1] !== undefined && generic[2] !== undefined) {
      const element = this.nested(() => this.find(generic[2]?.trim() ?? ''));
      return element && (generic[1] === 'list' ? listType(element) : rangeType(element));
    }
    // Until DMN 1.1 type references were qualified names of XML, and some tools still write them: `feel:number`.
    const colon = typeRef.indexOf(':');
    return colon < 0 ? undefined : this.find(typeRef.slice(colon + 1));
  }

  /** The type that an item definition of this document or of an imported one makes. */
  private defined(typeRef: string): DmnType | undefined {
    const own = this.definition(typeRef);
    if (own) return own;
    for (const [prefix, table] of this.imported) {
      const inner =
        prefix === '' ? typeRef : typeRef.startsWith(`${prefix}.`) ? typeRef.slice(prefix.length + 1) : null;
      const type = inner === null ? undefined : table.definition(inner);
      if (type) return prefix === '' ? type : renamedType(typeRef, type);
    }
    return undefined;
  }

  private definition(name: string): DmnType | undefined {
    const known = this.built.get(name);
    if (known !== undefined && known !== 'building') return known;
    const definition = this.definitions.get(name);
    if (!definition) return undefined;
    if (known === 'building') {
      this.compiling.error('dmn-type-cycle', definition.place, `The type "${name}" contains itself. Break the circle.`);
      return ANY;
    }
    this.built.set(name, 'building');
    const type =
      this.nested(() => this.build(definition)) ?? this.tooLarge(definition, `nested deeper than ${MAX_DEPTH}`);
    const bounded = type.size > MAX_NAMES ? this.tooLarge(definition, `larger than ${MAX_NAMES} names`) : type;
    this.built.set(name, bounded);
    return bounded;
  }

  private nested(make: () => DmnType | undefined): DmnType | undefined {
    if (this.depth >= MAX_DEPTH) return undefined;
    this.depth++;
    try {
      return make();
    } finally {
      this.depth--;
    }
  }

  private tooLarge({ name, place }: ItemDefinition, why: string): DmnType {
    this.compiling.error('dmn-type-too-large', place, `The type "${name}" is ${why}, the limit. Make it simpler.`);
    return ANY;
  }

  private build(definition: ItemDefinition): DmnType {
    const { name, place, isCollection, allowedValues, typeConstraint } = definition;
    const single = this.constrain(name, this.base(definition), allowedValues, place);
    const type = isCollection ? listType(single, name) : renamedType(name, single);
    return this.constrain(name, type, typeConstraint, place);
  }

  private base(definition: ItemDefinition): DmnType {
    const { name, place, components, functionItem, typeRef } = definition;
    if (functionItem) return functionType(name, this.resolve(functionItem.outputTypeRef, place));
    if (components.length === 0) return this.resolve(typeRef, place);
    return contextType(
      name,
      new Map(
        components.map((component) => [
          component.name,
          this.nested(() => this.build(component)) ?? this.tooLarge(component, `nested deeper than ${MAX_DEPTH}`),
        ]),
      ),
    );
  }

  private constrain(name: string, type: DmnType, text: SourceText | null, place: Place): DmnType {
    const tests = text && this.compiling.unaryTests(text, place, Names.NONE);
    return tests === null || typeof tests === 'string' ? type : constrainedType(name, type, tests);
  }
}
