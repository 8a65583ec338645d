/** Longest text of an expression, in UTF-16 code units. */
export const MAX_LENGTH = 65_536;
/** How deep expressions may be nested, and how many postfixes or comparisons may follow each other. */
export const MAX_NESTING = 200;
/** Steps of all loops of one evaluation, those of functions it calls included. */
export const MAX_STEPS = 1_000_000;
/** Elements of lists and contexts that are built for the price of one step: what bounds the memory of an evaluation. */
export const ELEMENTS_PER_STEP = 8;
/** How deep function calls may be nested in one evaluation. */
export const MAX_CALLS = 200;
/** Longest string that an operator builds, in UTF-16 code units. */
export const MAX_TEXT = 1_000_000;
