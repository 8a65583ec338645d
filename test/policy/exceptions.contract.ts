import type { OpenedStore } from '../contract/door/office.js';
import { describeBackdating } from './exceptions-backdating.contract.js';

/** What honest work needs where the ordinary way is not there (docs/exceptions.md). */
export function describeExceptions(name: string, open: () => Promise<OpenedStore>): void {
  describeBackdating(name, open);
}
