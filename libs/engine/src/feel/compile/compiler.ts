import type { FeelFault, FeelOptions, NameTree } from '../api.js';
import type { Builtin } from '../builtin.js';
import type { Node } from '../syntax/ast.js';
import { faultAt } from '../syntax/syntax-problem.js';
import { compileArithmetic, compileNegation } from './arithmetic.js';
import { resolve, type Binding, type Resolution, type Scope } from './bindings.js';
import { compileBetween, compileComparison } from './comparison.js';
import { compileFilter } from './filter.js';
import { compileFunction } from './function-definition.js';
import { compileInvocation } from './invocation.js';
import { compileInstanceOf } from './instance-of.js';
import { compileFor, compileQuantified } from './iteration.js';
import {
  compileContext,
  compileHalfRange,
  compileInterval,
  compileList,
  compileNumber,
  compileTemporal,
} from './literals.js';
import { compileIf, compileLogic } from './logic.js';
import { constantPart, type Part } from './part.js';
import { compilePath } from './path.js';
import { compileIn } from './unary-tests.js';
import { compileVariable } from './variables.js';

/** Turns syntax trees into closures. One compiler serves one text. */
export class Compiler {
  readonly faults: FeelFault[] = [];
  /** Names that nothing in the text declares. */
  readonly variables = new Set<string>();
  slots = 0;

  constructor(
    readonly source: string,
    readonly known: NameTree,
    readonly builtins: ReadonlyMap<string, Builtin>,
    readonly types: FeelOptions['types'],
  ) {}

  part(node: Node, scope: Scope | undefined): Part {
    switch (node.kind) {
      case 'null':
        return constantPart(null);
      case 'boolean':
        return constantPart(node.value);
      case 'string':
        return constantPart(node.text);
      case 'number':
        return compileNumber(this, node);
      case 'temporal':
        return compileTemporal(this, node);
      case 'variable':
        return compileVariable(this, node, scope);
      case 'input':
        return this.input(node, scope);
      case 'negation':
        return compileNegation(this, node, scope);
      case 'arithmetic':
        return compileArithmetic(this, node, scope);
      case 'and':
      case 'or':
        return compileLogic(this, node, scope);
      case 'comparison':
        return compileComparison(this, node, scope);
      case 'between':
        return compileBetween(this, node, scope);
      case 'in':
        return compileIn(this, node, scope);
      case 'instance of':
        return compileInstanceOf(this, node, scope);
      case 'if':
        return compileIf(this, node, scope);
      case 'for':
        return compileFor(this, node, scope);
      case 'some':
      case 'every':
        return compileQuantified(this, node, scope);
      case 'path':
        return compilePath(this, node, scope);
      case 'filter':
        return compileFilter(this, node, scope);
      case 'invocation':
        return compileInvocation(this, node, scope);
      case 'function':
        return compileFunction(this, node, scope);
      case 'list':
        return compileList(this, node, scope);
      case 'context':
        return compileContext(this, node, scope);
      case 'interval':
        return compileInterval(this, node, scope);
      case 'half range':
        return compileHalfRange(this, node, scope);
    }
  }

  /** `?`, which only a unary test gives a meaning. */
  private input(node: Node, scope: Scope | undefined): Part {
    const { binding } = resolve(scope, '?');
    if (!binding) {
      return this.fault(
        'feel-syntax',
        '"?" stands for the input of a unary test, and there is none here: use a name.',
        node.start,
      );
    }
    const slot = this.use(binding);
    return { run: (frame) => frame.locals[slot] ?? null };
  }

  /** Records a fault. Gives a part that keeps the compilation going, to find further faults. */
  fault(code: FeelFault['code'], message: string, offset: number): Part {
    this.faults.push(faultAt(this.source, code, message, offset));
    return { run: () => null };
  }

  /** The slot of a binding that the text refers to. */
  use(binding: Binding): number {
    binding.uses++;
    binding.slot ??= this.slots++;
    return binding.slot;
  }

  resolve(name: string, scope: Scope | undefined): Resolution {
    return resolve(scope, name);
  }
}
