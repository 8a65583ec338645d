import { definitionOperations, deploymentOperations, organisationOperations } from '@quanheng/contracts';
import { readProfile, type DrawingRequest, type Profile } from '@quanheng/policy';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, request } from '../../../api/client.js';
import { useRead } from '../../../api/hooks.js';
import type { Choices } from '../panel/context.js';

/** What can be chosen from the organisation and the installation. */
export function useChoices(forms: readonly string[]): Choices {
  const posts = useFacts('post');
  const departments = useFacts('department');
  const bodies = useFacts('body');
  const { data: basis } = useRead(deploymentOperations.readDesignBasis, {});
  return useMemo(() => {
    const choose = ({ id, data }: FactLike) => ({
      value: id,
      label: 'name' in data ? `${String(data.name)} · ${id}` : id,
    });
    const roles = new Set(posts.flatMap(({ data }) => ('roles' in data ? (data.roles as string[]) : [])));
    return {
      posts: posts.map(choose),
      departments: departments.map(choose),
      bodies: bodies.map(choose),
      roles: [...roles].sort().map((value) => ({ value, label: value })),
      handlers: (basis?.handlers ?? []).map(({ name }) => ({ value: name, label: name })),
      forms: forms.map((value) => ({ value, label: value })),
    };
  }, [posts, departments, bodies, basis, forms]);
}

interface FactLike {
  readonly id: string;
  readonly data: object & { readonly name?: unknown; readonly roles?: unknown };
}
const NONE: readonly FactLike[] = [];

function useFacts(kind: 'post' | 'department' | 'body'): readonly FactLike[] {
  return useRead(organisationOperations.readOrganisation, { query: { kind } }).data?.facts ?? NONE;
}

/** Milliseconds and markings of a judgement while one draws: running out is "unknown", which refuses as a fault does. */
const BUDGET = { states: 50_000, milliseconds: 500 };

export interface Basis {
  readonly profiles: readonly { readonly name: string; readonly profile: Profile }[];
  /** What the catalogue has bound the process to; it counts before any that is chosen. */
  readonly bound: Profile | null;
  readonly around: (profile: Profile | null) => Omit<DrawingRequest, 'text'>;
}

/** What the drawing of a process is judged by. */
export function useBasis(
  process: string,
  calls: readonly string[],
  others: readonly { readonly name: string; readonly text: string }[],
): Basis {
  const { data } = useRead(deploymentOperations.readDesignBasis, {});
  const called = useCalled(calls);
  return useMemo(() => {
    const profiles = (data?.profiles ?? []).flatMap(({ name, profile }) => {
      const read = readProfile(profile).profile;
      return read === undefined ? [] : [{ name, profile: read }];
    });
    const binding = data?.bindings.find((each) => each.process === process);
    const bound = binding === undefined ? null : (readProfile(binding.profile).profile ?? null);
    const effects = Object.fromEntries(
      (data?.handlers ?? []).flatMap(({ name, effect }) => (effect === null ? [] : [[name, effect]])),
    );
    const decisions = others.filter(({ name }) => name.endsWith('.dmn'));
    return {
      profiles,
      bound,
      around: (chosen) => ({ decisions, called, profile: bound ?? chosen, effects, budget: BUDGET }),
    };
  }, [data, process, called, others]);
}

const NOTHING: readonly { readonly process: string; readonly text: string }[] = [];

/** The versions in force of the processes that are called. */
function useCalled(processes: readonly string[]): readonly { readonly process: string; readonly text: string }[] {
  const { data } = useQuery({
    queryKey: ['called', processes],
    enabled: processes.length > 0,
    queryFn: async ({ signal }) => {
      const found = await Promise.all(
        processes.map(async (process) => {
          const query = { process, status: 'published' as const, limit: '1' };
          const { items } = await call(definitionOperations.listDefinitions, { query }, { signal });
          const definition = items[0]?.digest;
          if (definition === undefined) return [];
          const text = await request(definitionOperations.readDefinitionXml, { params: { definition } }, { signal });
          return [{ process, text: String(text) }];
        }),
      );
      return found.flat();
    },
  });
  return data ?? NOTHING;
}
