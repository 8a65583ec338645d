import { rejected } from '../door/answers.js';
import type { InstanceCommand, Queries, Rejected } from '../ports/index.js';

/**
 * A correction page (更正页) is a file of the matter like any other, put there before and beside what it corrects. Files are never taken away, so what is
 * there before the transaction is there within it. Null: it is, or the command is about none.
 */
export async function missingPage(
  queries: Pick<Queries, 'attachments'>,
  command: InstanceCommand,
): Promise<Rejected | null> {
  if (command.kind !== 'proposeCorrection' || !('file' in command.change)) return null;
  const { file, page } = command.change;
  const files = await queries.attachments(command.instance);
  const isThere = files.some(({ name }) => name === file) && files.some(({ digest }) => digest === page);
  const isOther = !files.some(({ name, digest }) => name === file && digest === page);
  // One text for all: who has no part in the matter learns nothing of its files.
  return isThere && isOther ? null : rejected('not-found', MISSING);
}
const MISSING = '本件没有该附件或该更正页；请先把更正页作为本件附件上传，文件内容须与被更正的附件不同，原附件保留。';
