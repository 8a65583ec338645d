/** An element of Preact, of which the form library is made. */
export interface VNode {
  readonly props: Record<string, unknown> & { children?: unknown };
}

/** Of a field of text as the library draws it, what holds its input. */
export function adornerOf(field: VNode): VNode | undefined {
  return (field.props.children as readonly VNode[]).find(({ props: { children } }) => isInput(children));
}

const isInput = (drawn: unknown): boolean =>
  typeof drawn === 'object' && drawn !== null && (drawn as VNode).props['type'] === 'text';
