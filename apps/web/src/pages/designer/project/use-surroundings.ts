import { definitionOperations, deploymentOperations, organisationOperations, roleNames } from '@quanheng/contracts';
import { readProfile, type DrawingRequest, type Profile } from '@quanheng/policy';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call, request } from '../../../api/client.js';
import { useRead } from '../../../api/hooks.js';
import { language } from '../../../i18n/texts.js';
import type { Choices } from '../panel/context.js';

/** What can be chosen from the organisation and the installation. */
export function useChoices(forms: readonly string[]): Choices {
  const posts = useFacts('post');
  const departments = useFacts('department');
  const bodies = useFacts('body');
  const { data: basis } = useRead(deploymentOperations.readDesignBasis, {});
  return useMemo(() => {
    return {
      posts: posts.map((post) => ({ value: post.id, label: postName(post, departments) })),
      departments: departments.map((each) => ({ value: each.id, label: nameOf(each) })),
      bodies: bodies.map((each) => ({ value: each.id, label: nameOf(each) })),
      roles: rolesOf(posts),
      handlers: (basis?.handlers ?? []).map(({ name }) => ({ value: name, label: name })),
      forms: forms.map((value) => ({ value, label: value })),
    };
  }, [posts, departments, bodies, basis, forms]);
}

interface FactLike {
  readonly id: string;
  readonly data: object;
}
const nameOf = ({ id, data }: FactLike): string => ('name' in data ? String(data.name) : id);

/** With its department, as several departments have heads. */
function postName(post: FactLike, departments: readonly FactLike[]): string {
  const department = departments.find(({ id }) => 'department' in post.data && post.data.department === id);
  return department === undefined ? nameOf(post) : `${nameOf(post)} · ${nameOf(department)}`;
}

/** By its name; of a unit's own roles, the posts that have them say what they mean. */
function rolesOf(posts: readonly FactLike[]): Choices['roles'] {
  const holders = new Map<string, string[]>();
  for (const post of posts) {
    const roles = 'roles' in post.data && Array.isArray(post.data.roles) ? (post.data.roles as string[]) : [];
    for (const role of roles) holders.set(role, [...(holders.get(role) ?? []), nameOf(post)]);
  }
  return [...holders].sort().map(([value, names]) => {
    const some = `${names.slice(0, 2).join('、')}${names.length > 2 ? '…' : ''}`;
    return { value, label: `${roleNames(value)?.[language() === 'en' ? 'en' : 'zh'] ?? some} · ${value}` };
  });
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
