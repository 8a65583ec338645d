import type { SeparationLevel } from '../model/index.js';
import type { DutyPair } from './duty-pairs.js';

/** What the letters of the matrix stand for. */
export const LEVELS: Readonly<Record<DutyPair['level'], readonly SeparationLevel[]>> = {
  P: ['person'],
  PD: ['person', 'department'],
  PDL: ['person', 'department', 'leader'],
};
