import type { FeelContext, FeelEnv } from '../feel/api.js';
import type { FeelValue } from '../feel/values.js';
import type { Model } from '../parse/model.js';

/** What a document refers to outside itself; the caller looks it up before compiling. */
export interface Links {
  /** The process that a call activity names; undefined when there is none. */
  readonly process?: (processId: string, binding: string) => LinkedProcess | undefined;
  /** The decision that `qh:decision` names. */
  readonly decision?: (nameOrId: string) => CompiledDecision | undefined;
}

export interface LinkedProcess {
  readonly model: Model;
  readonly processId: string;
  readonly digest: string;
}

/** A decision ready to be asked: problems are reported through `env.report`, the value is then null. */
export interface CompiledDecision {
  readonly name: string;
  readonly inputs: readonly string[];
  evaluate(input: FeelContext, env: FeelEnv): FeelValue;
  /** FEEL conditions over the inputs that decide the answer, which is then a constant; absent or null where that cannot be said. */
  readonly tests?: readonly string[] | null;
}
