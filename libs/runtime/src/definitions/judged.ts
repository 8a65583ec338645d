import type { RuntimeParts } from '../door/parts.js';
import type { DefinitionCatalogue } from './catalogue.js';
import type { DeploymentFinding, PreparedDeployment } from './deployment.js';
import { provedOutside } from './proved.js';

/**
 * What the policy has to say of drafts, as the organisation is now: shown to whoever deploys, and asked again on publication. It may take long, so it is
 * asked outside the transaction.
 */
export async function judgedDrafts(
  unit: string,
  { definitions, compiled, findings }: PreparedDeployment,
  parts: RuntimeParts,
  catalogue: DefinitionCatalogue,
): Promise<DeploymentFinding[]> {
  if (compiled.length === 0) return [];
  const { queries, organisation, policy, surroundings } = parts;
  const view = await organisation.view(unit, await queries.organisationVersion(unit));
  const at = surroundings.now();
  const told = new Set(findings.map(nameOf));
  const found: DeploymentFinding[] = [];
  for (const [i, draft] of compiled.entries()) {
    const resource = definitions[i]?.resource ?? '';
    const row = await queries.startable(unit, draft.process);
    const superseded = row === null ? undefined : await catalogue.get(row.digest);
    await provedOutside(draft, view, superseded, parts);
    const findings = policy.judge(draft, view, at, superseded);
    found.push(...findings.map((finding): DeploymentFinding => ({ resource, finding })));
  }
  return found.filter((each) => {
    const name = nameOf(each);
    return !told.has(name) && told.add(name);
  });
}

/** Two processes of one document have much in common. */
function nameOf({ resource, finding: { code, elementId, message } }: DeploymentFinding): string {
  return [resource, code, elementId ?? '', message].join('\n');
}
