import { deploymentOperations } from '@quanheng/contracts';
import { useQuery } from '@tanstack/react-query';
import { call, request } from '../../../api/client.js';
import { ApiProblem } from '../../../api/problem.js';
import { newProject, type Project } from './project.js';

/** The documents of a deployment, or a new drawing where none is named. */
export function useProject(deployment: string | null, untitled: string) {
  return useQuery<Project, ApiProblem>({
    queryKey: ['project', deployment],
    staleTime: Infinity,
    gcTime: 0,
    queryFn: async ({ signal }) => {
      if (deployment === null) return newProject(untitled);
      const { name, resources } = await call(
        deploymentOperations.readDeployment,
        { params: { deployment } },
        { signal },
      );
      const documents = await Promise.all(
        resources.map(async (resource) => ({
          name: resource.name,
          text: await textOf(deployment, resource.name, signal),
        })),
      );
      const drawing = documents.find((each) => each.name.endsWith('.bpmn'));
      if (drawing === undefined) throw new ApiProblem('not-found', 'no drawing');
      return { name, file: drawing.name, xml: drawing.text, others: documents.filter((each) => each !== drawing) };
    },
  });
}

async function textOf(deployment: string, name: string, signal: AbortSignal): Promise<string> {
  return String(await request(deploymentOperations.readResource, { params: { deployment, name } }, { signal }));
}
