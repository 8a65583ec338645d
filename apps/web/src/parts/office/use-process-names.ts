import { definitionOperations } from '@quanheng/contracts';
import { useRead } from '../../api/hooks.js';
import { useTold } from '../told/use-told.js';

/** What published processes are called, by their ids; another one by its id. */
export function useProcessNames(): (process: string | null) => string {
  const { data } = useRead(definitionOperations.listDefinitions, { query: { status: 'published', limit: '200' } });
  const tell = useTold();
  const names = new Map((data?.items ?? []).map(({ process, name }) => [process, name]));
  return (process) => (process === null ? '' : tell(process, names.get(process) ?? process));
}
