import { definitionRow, sha } from '../rows.js';
import { all, type Given } from './given.js';

/** Documents and what runs. */
export function describeDefinitionQueries(given: Given): void {
  test('definitions are found by digest, by version, by deployment', async () => {
    const deployments = [1, 2].map((at) => ({
      ...{
        id: `D${at}`,
        unit: 'U1',
        name: '采购 v' + String(at),
        at,
        by: 'person:P1',
        publishedAt: null,
        publishedBy: null,
      },
    }));
    const resource = {
      deployment: 'D1',
      unit: 'U1',
      name: 'process.bpmn',
      kind: 'bpmn' as const,
      text: '<购/>',
      digest: sha('r'),
    };
    const [first, second, third] = [
      definitionRow('Buy', 1, { status: 'retired' }),
      definitionRow('Buy', 2),
      definitionRow('Buy', 3, { status: 'draft', deployment: 'D2' }),
    ];
    await given.write({
      deployments: { put: deployments },
      resources: { add: [resource] },
      definitions: { put: [first, second, third, definitionRow('Pay', 1)] },
    });
    expect(await given.queries.definition(sha('Buy 2'))).toEqual(second);
    expect(await given.queries.startable('U1', 'Buy')).toEqual(second);
    expect(await given.queries.startable('U1', 'Buy', 3)).toBeNull();
    expect(await given.queries.lastVersion('U1', 'Buy')).toBe(3);
    await given.write({ definitions: { put: [{ ...third, status: 'published' }] } });
    expect((await given.queries.startable('U1', 'Buy'))?.version).toBe(3);
    expect(await all(1, (page) => given.queries.definitions('U1', { process: 'Buy' }, page))).toEqual([
      ...[{ ...third, status: 'published' }, second, first],
    ]);
    expect(await all(9, (page) => given.queries.definitions('U1', { status: 'retired' }, page))).toEqual([first]);
    expect((await given.queries.definitionsOf('D1')).map(({ process, version }) => [process, version])).toEqual([
      ...[
        ['Buy', 1],
        ['Buy', 2],
        ['Pay', 1],
      ],
    ]);
    expect(await given.queries.deployment('D1')).toEqual(deployments[0]);
    expect(await all(1, (page) => given.queries.deployments('U1', page))).toEqual([...deployments].reverse());
    expect(await given.queries.resources('D1')).toEqual([resource]);
  });
}
