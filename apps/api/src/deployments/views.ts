import type { DefinitionRow, DeploymentRow } from '@quanheng/runtime/ports';

export function deploymentView({ id, name, at, by, publishedAt, publishedBy }: DeploymentRow) {
  return { id, name, at, by, publishedAt, publishedBy };
}

export function definitionView({ digest, process, version, name, deployment, resource, status }: DefinitionRow) {
  return { digest, process, version, name, deployment, resource, status };
}
