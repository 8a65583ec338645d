import { compile, parseBpmn, type Definition } from '@quanheng/engine';
import type { Queries, Resource } from '@quanheng/runtime/ports';
import type { ClientSide } from './clients.js';
import { officeChanges, SEED } from './office.js';

/** The office and its processes, through the door. `now`: milliseconds since the epoch. */
export async function setUp(client: ClientSide, now: number, resources: readonly Resource[]): Promise<void> {
  const changed = await client.give({ kind: 'changeOrganisation', changes: officeChanges(now - 1_000) }, SEED, null);
  if (changed?.status !== 'accepted') throw new Error(`the office was not set up: ${JSON.stringify(changed)}`);
  const deployed = await client.give({ kind: 'deploy', name: 'simulation', resources }, SEED, null);
  if (deployed?.status !== 'accepted') throw new Error(`the processes were not deployed: ${JSON.stringify(deployed)}`);
  const { deployment } = deployed.result;
  if (typeof deployment !== 'string') throw new Error('the answer to deploy names no deployment');
  const published = await client.give({ kind: 'publish', deployment }, SEED, null);
  if (published?.status !== 'accepted') throw new Error(`not published: ${JSON.stringify(published)}`);
}

/** Definitions by digest, compiled here from the drawings themselves: none of the processes calls another. */
export function definitionsOf(
  queries: Pick<Queries, 'definition'>,
  resources: readonly Resource[],
): (digest: string) => Promise<Definition> {
  const known = new Map<string, Definition>();
  return async (digest) => {
    const found = known.get(digest);
    if (found !== undefined) return found;
    const row = await queries.definition(digest);
    const text = resources.find(({ name }) => name === row?.resource)?.text;
    if (text === undefined) throw new Error(`there is no document for definition ${digest}`);
    const { model } = await parseBpmn(text);
    const definition = model === undefined ? undefined : compile(model, { digest }).definition;
    if (definition === undefined) throw new Error(`definition ${digest} does not compile`);
    known.set(digest, definition);
    return definition;
  };
}
