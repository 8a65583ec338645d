import type { WireVariables } from '@quanheng/runtime/ports';

/** Thrown by a handler whose work ended as the drawing foresees: the boundary event of that code catches it. */
export class BpmnError extends Error {
  override readonly name = 'BpmnError';

  constructor(
    readonly code: string,
    readonly variables: WireVariables = {},
    message = `BPMN error ${code}`,
  ) {
    super(message);
  }
}

/** Thrown by a handler that knows when to try again: `after` in milliseconds. Counts as a failure like any other. */
export class TryLater extends Error {
  override readonly name = 'TryLater';

  constructor(
    message: string,
    readonly after: number,
  ) {
    super(message);
  }
}

/** Thrown by a handler that no further try would help: an incident at once. */
export class HopelessFailure extends Error {
  override readonly name = 'HopelessFailure';
}
