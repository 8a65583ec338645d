/** Why a file operation failed, as the end of a sentence, without the call and the path that Node puts around it. */
export function reasonOf(error: unknown): string {
  // Not `instanceof`: a file error may come from another realm.
  const { code, message } = Object(error) as { code?: unknown; message?: unknown };
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'permission is denied';
    default:
      return typeof message === 'string' ? message : String(error);
  }
}
