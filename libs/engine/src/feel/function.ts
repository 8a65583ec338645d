import type { BuiltinEnv } from './builtin.js';
import type { FeelValue } from './values.js';

/** What runs when a function value is invoked. Receives exactly as many arguments as there are parameters. */
export type FunctionBody = (args: readonly FeelValue[], env: BuiltinEnv) => FeelValue;

/** A function value (DMN 1.5 §10.3.2.13): a FEEL function definition, a built-in, or a business knowledge model. */
export class FeelFunction {
  /**
   * @param parameters names in order, as named arguments refer to them
   * @param name shown in problems; null for an anonymous function
   * @param variadic whether any number of arguments is welcome (built-ins only)
   */
  constructor(
    readonly parameters: readonly string[],
    private readonly body: FunctionBody,
    readonly name: string | null = null,
    readonly variadic = false,
  ) {}

  /** Calls the function. A wrong number of arguments gives null and is reported. */
  invoke(args: readonly FeelValue[], env: BuiltinEnv): FeelValue {
    if (!this.variadic && args.length !== this.parameters.length) {
      const name = this.name ?? 'The function';
      return env.fail(
        'argument',
        `${name} takes ${this.parameters.length} argument(s), but ${args.length} were given.`,
      );
    }
    return env.enter(this.body, args);
  }
}
