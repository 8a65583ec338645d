import type { Builtin } from '../builtin.js';
import { booleans } from './booleans.js';
import { contexts } from './contexts.js';
import { conversions } from './conversion.js';
import { dates } from './dates.js';
import { intervals } from './intervals.js';
import { lists } from './lists.js';
import { numeric } from './numeric.js';
import { patterns } from './patterns.js';
import { ranges } from './ranges.js';
import { sorting } from './sort.js';
import { statistics } from './statistics.js';
import { strings } from './strings.js';

/** The built-in functions of DMN 1.5 §10.3.4 by name. */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [
    ...conversions,
    ...booleans,
    ...strings,
    ...patterns,
    ...lists,
    ...statistics,
    ...numeric,
    ...dates,
    ...ranges,
    ...intervals,
    ...contexts,
    ...sorting,
  ].map((builtin) => [builtin.name, builtin]),
);
