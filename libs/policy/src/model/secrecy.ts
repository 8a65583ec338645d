import type { PolicyModel } from './types.js';

const PUBLIC = '公开';

/**
 * Whether a file is evidence that the drawing keeps secret (`secrecy` of `qh:evidence`, other than 公开). A file is the evidence whose name its own begins
 * with: `合同（盖章）.pdf` is 合同.
 */
export function isSecret({ activities }: PolicyModel, file: string): boolean {
  for (const { evidence } of activities.values()) {
    if (evidence.some(({ name, secrecy }) => secrecy !== null && secrecy !== PUBLIC && file.startsWith(name)))
      return true;
  }
  return false;
}
