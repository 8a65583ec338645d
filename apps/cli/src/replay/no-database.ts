/** There is no database to read here and now; the message says why and what to do. */
export class NoDatabase extends Error {
  override readonly name = 'NoDatabase';
}
