import { allPapersOf } from './evidence.js';
import type { PolicyModel } from './types.js';

const PUBLIC = '公开';

/**
 * Whether a file is evidence that the drawing keeps secret (`secrecy` of `qh:evidence`, other than 公开). One that was not said to be a paper is the one
 * whose name its own begins with: `合同（盖章）.pdf` is 合同.
 */
export function isSecret({ activities }: PolicyModel, file: string, paper: string | null): boolean {
  const called = paper ?? file;
  for (const activity of activities.values()) {
    const papers = allPapersOf(activity);
    if (papers.some(({ name, secrecy }) => secrecy !== null && secrecy !== PUBLIC && called.startsWith(name)))
      return true;
  }
  return false;
}
