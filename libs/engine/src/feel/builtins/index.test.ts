import { builtins } from './index.js';

/** Every built-in of DMN 1.5 §10.3.4. */
const NAMES = [
  'date',
  'date and time',
  'time',
  'number',
  'string',
  'duration',
  'years and months duration',
  'range',
  'not',
  'substring',
  'string length',
  'upper case',
  'lower case',
  'substring before',
  'substring after',
  'replace',
  'contains',
  'starts with',
  'ends with',
  'matches',
  'split',
  'string join',
  'list contains',
  'count',
  'min',
  'max',
  'sum',
  'mean',
  'all',
  'any',
  'sublist',
  'append',
  'concatenate',
  'insert before',
  'remove',
  'list replace',
  'reverse',
  'index of',
  'union',
  'distinct values',
  'flatten',
  'product',
  'median',
  'stddev',
  'mode',
  'decimal',
  'floor',
  'ceiling',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'abs',
  'modulo',
  'sqrt',
  'log',
  'exp',
  'odd',
  'even',
  'is',
  'before',
  'after',
  'meets',
  'met by',
  'overlaps',
  'overlaps before',
  'overlaps after',
  'finishes',
  'finished by',
  'includes',
  'during',
  'starts',
  'started by',
  'coincides',
  'day of year',
  'day of week',
  'month of year',
  'week of year',
  'sort',
  'get value',
  'get entries',
  'context',
  'context put',
  'context merge',
  'now',
  'today',
];

describe('the built-in functions', () => {
  it('are those of the specification', () => {
    expect([...builtins.keys()].sort()).toEqual([...NAMES].sort());
  });

  it('have signatures whose optional parameters exist', () => {
    for (const [name, { signatures }] of builtins) {
      expect(signatures.length).toBeGreaterThan(0);
      for (const { params, optional = 0 } of signatures) {
        expect(optional).toBeLessThanOrEqual(params.length);
        expect(new Set(params).size).toBe(params.length);
      }
      expect(builtins.get(name)?.name).toBe(name);
    }
  });
});
