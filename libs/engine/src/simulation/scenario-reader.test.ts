import fc from 'fast-check';
import { readScenario } from './scenario-reader.js';

describe('readScenario', () => {
  it('reads everything a scenario may say', () => {
    const { scenario, findings } = readScenario(
      JSON.stringify({
        process: ['P', 'Q'],
        variables: { amount: 3 },
        behaviours: {
          A: { complete: { x: 1 }, outcome: 'passed' },
          B: { error: 'E1' },
          C: { fail: 'no' },
          D: { wait: true },
          E: { delay: 'PT10S', complete: {} },
        },
        steps: [
          { complete: 'A', variables: { y: 2 }, outcome: 'passed', by: 'zhang', loopCounter: 2 },
          { return: 'A', to: 'B' },
          { throw: 'A', code: 'E1', loopCounter: 1 },
          { advance: 'P1D' },
          { message: 'M', correlation: 7, variables: {} },
          { signal: 'S' },
          { set: { z: 3 } },
        ],
        expect: { result: 'incident', completed: ['A'], path: [], variables: {}, waiting: ['A', 'A'] },
      }),
    );
    expect(findings).toEqual([]);
    expect(scenario?.processes).toEqual(['P', 'Q']);
    expect([...(scenario?.behaviours.keys() ?? [])]).toEqual(['A', 'B', 'C', 'D', 'E']);
    expect(scenario?.behaviours.get('E')).toEqual({
      delay: 'PT10S',
      act: { kind: 'complete', variables: {}, outcome: null },
    });
    expect(scenario?.steps.map(({ kind }) => kind)).toEqual([
      'complete',
      'return',
      'throw',
      'advance',
      'message',
      'signal',
      'set',
    ]);
    expect(scenario?.steps[0]).toMatchObject({ by: 'zhang', loopCounter: 2, outcome: 'passed' });
    expect(scenario?.steps[2]).toMatchObject({ element: 'A', code: 'E1', loopCounter: 1 });
    expect(scenario?.steps[4]).toMatchObject({ correlation: '7' });
    expect(scenario?.expect?.waiting).toEqual(['A', 'A']);
  });

  it('reads a single process, and nothing at all', () => {
    expect(readScenario('{"process": "P"}').scenario?.processes).toEqual(['P']);
    expect(readScenario('{"process": []}').scenario?.processes).toEqual([]);
    expect(readScenario('{}').scenario).toMatchObject({ processes: null, steps: [], expect: null });
  });

  it.each([
    ['{', 'The scenario is not JSON: line 1, column 2'],
    ['[]', 'The scenario must be an object'],
    ['{"step": []}', '"step" in the scenario is not known here. Known: process, variables'],
    ['{"process": 3}', '"process" in the scenario must be a list of texts'],
    ['{"variables": [1]}', '"variables" in the scenario must be an object of variables, not a list'],
    ['{"behaviours": {"A": {}}}', 'says nothing'],
    ['{"behaviours": {"A": {"wait": false}}}', '"behaviours.A.wait" in the scenario must be true'],
    ['{"behaviours": {"A": {"wait": true, "fail": "x"}}}', 'can do only one of fail and wait'],
    ['{"behaviours": {"A": {"fail": "x", "outcome": "y"}}}', 'has an outcome, which belongs to complete'],
    ['{"behaviours": {"A": {"delay": "10 seconds"}}}', 'must be an ISO 8601 duration'],
    ['{"behaviours": {"A": {"delay": "-PT1H"}}}', 'must be an ISO 8601 duration'],
    ['{"behaviours": {"A": {"delai": "PT1H"}}}', '"behaviours.A.delai" in the scenario is not known here'],
    ['{"behaviours": {"A": {"error": 5}}}', '"behaviours.A.error" in the scenario must be a text'],
    ['{"behaviours": []}', '"behaviours" in the scenario must be an object'],
    ['{"steps": {}}', '"steps" in the scenario must be a list'],
    ['{"steps": [{}]}', '"steps[0]" in the scenario must have exactly one of complete, return'],
    ['{"steps": [{"complete": "A", "signal": "B"}]}', 'exactly one of'],
    ['{"steps": ["A"]}', '"steps[0]" in the scenario must be an object'],
    ['{"steps": [{"complete": "A", "loopCounter": 0}]}', 'must be a whole number from 1'],
    ['{"steps": [{"complete": "A", "variable": {}}]}', '"steps[0].variable" in the scenario is not known here'],
    ['{"steps": [{"return": "A"}]}', '"steps[0].to" in the scenario is missing'],
    ['{"steps": [{"advance": "tomorrow"}]}', 'must be an ISO 8601 duration'],
    ['{"jumps": "no"}', 'must be true or false'],
    [
      '{"steps": [{"message": "M", "correlation": {}}]}',
      '"steps[0].correlation" in the scenario must be a text or a number',
    ],
    ['{"steps": [{"set": 1}]}', '"steps[0].set" in the scenario must be an object of variables'],
    ['{"expect": {"result": "done"}}', 'must be one of completed, waiting, incident, limit, refused, not "done"'],
    ['{"expect": {"completed": "A"}}', '"expect.completed" in the scenario must be a list of texts'],
    ['{"expect": {"finished": []}}', '"expect.finished" in the scenario is not known here'],
    ['{"at": "2026-09-30"}', '"at" in the scenario must be a moment with its offset'],
    ['{"at": "2026-09-31T09:00:00+08:00"}', '"at" in the scenario must be a moment with its offset'],
    ['{"by": "li"}', '"by" in the scenario needs people: name the file of their "organisation"'],
    ['{"expect": {"refusals": []}}', '"expect.refusals" in the scenario needs people'],
    ['{"steps": [{"start": "P"}]}', '"steps[0].start" in the scenario needs people'],
    ['{"steps": [{"give": "commentInstance", "with": {}}]}', '"steps[0].give" in the scenario needs people'],
    ['{"steps": [{"complete": "A", "refused": ["X"]}]}', '"steps[0].refused" in the scenario needs people'],
    ['{"organisation": "o.json", "steps": [{"complete": "A", "refused": []}]}', 'must name at least one code'],
    ['{"organisation": "o.json", "steps": [{"complete": "A", "instance": 0}]}', 'must be a whole number from 1'],
    ['{"organisation": "o.json", "steps": [{"complete": "A", "signedIn": "now"}]}', 'must be an ISO 8601 duration'],
    ['{"organisation": "o.json", "steps": [{"return": "A", "to": "B", "opinion": "x"}]}', 'is not known here'],
  ])('refuses %s', (text, message) => {
    const { scenario, findings } = readScenario(text);
    expect(scenario).toBeUndefined();
    expect(findings.map((finding) => finding.message).join('\n')).toContain(message);
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true);
  });

  it('tells every mistake at once', () => {
    expect(readScenario('{"a": 1, "steps": [{}, {"advance": "x"}]}').findings).toHaveLength(3);
  });

  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('process', 'variables', 'behaviours', 'steps', 'expect', '__proto__'),
          fc.jsonValue(),
        ),
        (value) => {
          const { scenario, findings } = readScenario(JSON.stringify(value));
          expect(scenario === undefined).toBe(findings.length > 0);
        },
      ),
    );
  });
});
