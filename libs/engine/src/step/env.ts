/** Everything outside the instance that a step may ask. The step is a pure function of (definition, state, command, env). */
export interface Env {
  /** The moment of the step, milliseconds since the epoch. */
  readonly at: number;
  /** Zone of dates without an offset, and of `now()` and `today()`: `+08:00`, or an IANA name. */
  readonly zone: string;
  /** Working time: the instant one ISO duration after `at` by the named calendar; undefined when there is no such calendar. */
  readonly workingTime?: (calendar: string, at: number, duration: string) => number | undefined;
  /** BPMN ids of activities at which the caller wants to be asked before they do anything (work of kind `held`). */
  readonly hold?: ReadonlySet<string>;
  /** Events a single step may raise before it is rejected with `step-limit`; default 1,000,000. */
  readonly maxEvents?: number;
}
