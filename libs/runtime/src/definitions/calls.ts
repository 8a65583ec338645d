import type { ActivityModel, Container, Model } from '@quanheng/engine';

/** A process that a document calls, as the document names it. */
export interface Call {
  readonly elementId: string;
  readonly process: string;
  /** `latest`, `version:<n>` or `digest:<hexadecimal>`. */
  readonly binding: string;
}

/** Every call of a document, sub-processes included, in document order; calls of the document's own processes by `latest` left out. */
export function callsOf(model: Model): readonly Call[] {
  const calls: Call[] = [];
  const visit = (container: Container): void => {
    for (const node of container.nodes) {
      if (!('isForCompensation' in node)) continue;
      const { type, id, calledElement, binding = 'latest' }: ActivityModel = node;
      if (type === 'callActivity' && calledElement !== undefined) {
        calls.push({ elementId: id, process: calledElement, binding });
      }
      if (node.container !== undefined) visit(node.container);
    }
  };
  for (const process of model.processes) visit(process);
  const own = new Set(model.processes.map(({ id }) => id));
  return calls.filter(({ process, binding }) => binding !== 'latest' || !own.has(process));
}
