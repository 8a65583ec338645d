import type { Expression } from '../feel/api.js';
import type { ActivityModel, EventModel, ExpressionModel } from '../parse/model.js';
import type { GraphNode, MessageSpec } from './graph.js';
import type { CompiledDecision } from './links.js';

/** What an element's `compile` may ask for. Every fault becomes a finding on the element at hand; the answer is then null. */
export interface ElementCompiler {
  /** `what` names the text in the finding: "the script", "the condition". */
  expression(source: ExpressionModel | string, what: string): Expression | null;
  message(model: ActivityModel | EventModel): MessageSpec;
  /** Whether the model says which message it throws or awaits, by reference or by a message flow. */
  namesMessage(model: ActivityModel): boolean;
  /** The called process, compiled into the same graph. */
  calledProcess(processId: string, binding: string): GraphNode | null;
  /** The variable behind a data object, a reference to one, or any other item-aware element. */
  dataName(ref: string): string;
  decision(nameOrId: string): CompiledDecision | null;
  fault(code: string, message: string): void;
}
