export { parseDmn, type DmnParseOptions, type DmnParseResult } from './parse.js';
export {
  compileDmn,
  type DecisionModel,
  type DmnCompileOptions,
  type DmnCompileResult,
  type Invocable,
} from './compile.js';
export type { ResolveImport } from './modules.js';
export type { DmnModel } from './model.js';
export { decisionsOf, type DeployedDecisions } from './decisions-of.js';
