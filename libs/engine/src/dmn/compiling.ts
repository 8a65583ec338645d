import type { Compiled, DefinedType, Expression, FeelFault, FeelOptions, NameTree, UnaryTests } from '../feel/api.js';
import { compileExpression, compileUnaryTests } from '../feel/index.js';
import type { Finding } from '../findings/finding.js';
import type { Place } from './model.js';
import type { SourceText } from './source-text.js';

/** The names visible at a place of the model, for the FEEL parser. Inner scopes are made from outer ones. */
export class Names {
  private constructor(readonly tree: NameTree) {}

  static readonly NONE = new Names(Object.create(null) as NameTree);

  /** The names inside the variable of that name. */
  inside(name: string): NameTree | true {
    return Object.hasOwn(this.tree, name) ? (this.tree[name] ?? true) : true;
  }

  /** With further names; those of the same name are hidden. */
  with(names: Iterable<readonly [string, NameTree | true]>): Names {
    const tree = Object.assign(Object.create(null) as Record<string, NameTree | true>, this.tree);
    for (const [name, inner] of names) if (name !== '') tree[name] = inner;
    return new Names(tree);
  }
}

/** Where compiling reports, and how it compiles FEEL texts. One for each document. */
export class Compiling {
  readonly findings: Finding[] = [];
  /** The types of the document, which FEEL texts may name. Set by what reads them, and compiles on the way. */
  types: (name: string) => DefinedType | undefined = () => undefined;
  /** One place may be compiled for several purposes; what is wrong with it is said once. */
  private readonly told = new Set<string>();

  error(code: string, place: Place, message: string, rule?: string): void {
    this.add('error', code, place, message, rule);
  }

  warn(code: string, place: Place, message: string, rule?: string): void {
    this.add('warning', code, place, message, rule);
  }

  private add(severity: Finding['severity'], code: string, place: Place, message: string, rule?: string): void {
    const { elementId, line, column } = place;
    const key = `${code} ${line} ${column} ${message}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    this.findings.push({ code, severity, elementId, line, message, ...(rule === undefined ? {} : { rule }) });
  }

  /** The compiled expression, or why there is none; each fault has become a finding at its place in the file. */
  expression(text: SourceText, place: Place, names: Names): Expression | string {
    return this.compile(compileExpression, text, place, names);
  }

  unaryTests(text: SourceText, place: Place, names: Names): UnaryTests | string {
    return this.compile(compileUnaryTests, text, place, names);
  }

  private compile<T>(
    compile: (source: string, options: FeelOptions) => Compiled<T>,
    text: SourceText,
    place: Place,
    names: Names,
  ): T | string {
    const compiled = compile(text.value, { names: names.tree, types: this.types });
    if (compiled.ok) return compiled.value;
    for (const fault of compiled.faults) this.fault(fault, text, place);
    return compiled.faults[0]?.message ?? 'The expression cannot be compiled.';
  }

  private fault(fault: FeelFault, text: SourceText, place: Place): void {
    this.error(fault.code, { ...place, ...text.locate(fault.offset) }, fault.message);
  }
}
