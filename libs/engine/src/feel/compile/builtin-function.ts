import type { Builtin, BuiltinSignature } from '../builtin.js';
import { FeelFunction } from '../function.js';

/** A built-in as a value, to be passed to other functions. */
export function builtinFunction(builtin: Builtin): FeelFunction {
  const parameters = builtin.signatures[0]?.params ?? [];
  const call = (
    args: Parameters<Builtin['call']>[0],
    env: Parameters<Builtin['call']>[1],
  ): ReturnType<Builtin['call']> =>
    accepts(builtin, args.length) ? builtin.call(args, env) : env.fail('argument', wrongCount(builtin, args.length));
  return new FeelFunction(parameters, call, builtin.name, true);
}

export function accepts(builtin: Builtin, count: number): boolean {
  return builtin.signatures.some(
    ({ params, optional = 0, variadic = false }) =>
      count >= params.length - optional && (variadic || count <= params.length),
  );
}

export function wrongCount(builtin: Builtin, count: number): string {
  return `${usage(builtin)} was given ${count} argument(s).`;
}

/** The ways to call a built-in, as a message shows them: `substring(string, start position[, length])`. */
export function usage({ name, signatures }: Builtin): string {
  return signatures.map((signature) => `${name}(${parameterList(signature)})`).join(' or ');
}

function parameterList({ params, optional = 0, variadic = false }: BuiltinSignature): string {
  const required = params.slice(0, params.length - optional).join(', ');
  const rest = params
    .slice(params.length - optional)
    .map((param, i) => (i === 0 && required === '' ? param : `, ${param}`));
  return required + rest.map((param) => `[${param}`).join('') + ']'.repeat(rest.length) + (variadic ? ', ...' : '');
}
