import { describeDefinitionQueries } from './queries/definitions.contract.js';
import { describeEvidenceQueries } from './queries/evidence.contract.js';
import { Given, type Asked } from './queries/given.js';
import { describeInstanceQueries } from './queries/instances.contract.js';
import { describeOrganisationQueries } from './queries/organisation.contract.js';
import { describeWaitingQueries } from './queries/waiting.contract.js';
import { sha } from './rows.js';

/** What `Queries` promises of what a `Store` was given. All groups ask one database, each of what it wrote itself. */
export function describeQueries(name: string, open: () => Promise<Asked>): void {
  describe(`queries: ${name}`, () => {
    const given = new Given();
    beforeAll(() => given.open(open), 60_000);
    afterAll(() => given.close());

    describe('instances', () => describeInstanceQueries(given));
    describe('evidence', () => describeEvidenceQueries(given));
    describe('what waits', () => describeWaitingQueries(given));
    describe('definitions', () => describeDefinitionQueries(given));
    describe('the organisation', () => describeOrganisationQueries(given));

    test('nothing is found where nothing is', async () => {
      const page = { limit: 10 };
      const none = { rows: [], next: null };
      expect(await given.queries.instance('x')).toBeNull();
      expect(await given.queries.item('x', '1')).toBeNull();
      expect(await given.queries.message('x')).toBeNull();
      expect(await given.queries.job('x', 1)).toBeNull();
      expect(await given.queries.timer('x', 1)).toBeNull();
      expect(await given.queries.record('U1', 'x', 'x')).toBeNull();
      expect(await given.queries.definition(sha('x'))).toBeNull();
      expect(await given.queries.deployment('x')).toBeNull();
      expect(await given.queries.credential('U1', 'x')).toBeNull();
      expect(await given.queries.startable('U1', 'x')).toBeNull();
      expect(await given.queries.lastVersion('U1', 'x')).toBe(0);
      expect(await given.queries.organisationVersion('U9')).toBe(0);
      expect(await given.queries.instances({ unit: 'U9' }, page)).toEqual(none);
      expect(await given.queries.items({ unit: 'U9', box: 'open', person: 'p', offers: [] }, page)).toEqual(none);
      expect(await given.queries.timers('U9', {}, page)).toEqual(none);
      expect(await given.queries.entries('U9', 'x', 1, 10)).toEqual([]);
      expect(await given.queries.streams('U9', '', 10)).toEqual([]);
      expect(await given.queries.facts('U9', 0, 9)).toEqual([]);
    });

    test('text is data, whatever it looks like', async () => {
      for (const nasty of ["' OR '1'='1", "\\' OR 1=1 -- ", '?', '%', '`', '𠮷"']) {
        const page = { limit: 5 };
        expect((await given.queries.instances({ unit: 'U1', businessKey: nasty }, page)).rows).toEqual([]);
        expect(
          (await given.queries.items({ unit: 'U1', box: 'open', person: nasty, offers: [nasty] }, page)).rows,
        ).toEqual([]);
        expect((await given.queries.items({ unit: 'U1', box: 'done', person: nasty }, page)).rows).toEqual([]);
        expect(await given.queries.instance(nasty)).toBeNull();
        expect(await given.queries.entries(nasty, nasty, 1, 5)).toEqual([]);
        expect(await given.queries.deployment(nasty)).toBeNull();
        expect(await given.queries.startable('U1', nasty)).toBeNull();
        expect(await given.queries.credential(nasty, nasty)).toBeNull();
        expect(await given.queries.quarantine(nasty)).toEqual([]);
        expect(await given.queries.record(nasty, nasty, nasty)).toBeNull();
        expect(await given.queries.job(nasty, 1)).toBeNull();
        expect((await given.queries.definitions('U1', { process: nasty }, page)).rows).toEqual([]);
        expect(await given.queries.messagesFor('U1', nasty, nasty, 0, 5)).toEqual([]);
      }
    });
  });
}
