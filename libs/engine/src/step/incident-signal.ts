import type { IncidentCode } from '../state/state.js';

/**
 * Thrown inside the engine when an expression fails or no way leads on; the element at hand then waits with an incident. Whoever throws
 * has emitted nothing yet that a second try would repeat.
 */
export class IncidentSignal extends Error {
  override readonly name = 'IncidentSignal';

  constructor(
    readonly code: IncidentCode,
    message: string,
  ) {
    super(message);
  }
}

/** The step raised more events than `env.maxEvents` allows. */
export class StepLimit extends Error {
  override readonly name = 'StepLimit';
}
