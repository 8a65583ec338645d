/**
 * The editors of expressions inside of form-js and dmn-js make a style element of their own, which the policy of the page lets in only with its nonce, and
 * offer no way to give it to them. While one of them is open, style elements that scripts make carry it.
 * @returns what ends this
 */
export function lendNonce(): () => void {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
  const own = Reflect.get(document, 'createElement') as CallableFunction;
  Reflect.set(document, 'createElement', (...given: unknown[]): unknown => {
    const made: unknown = Reflect.apply(own, document, given);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  });
  return () => {
    Reflect.deleteProperty(document, 'createElement');
  };
}
