/** The product cannot start here and now; the message says why and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
