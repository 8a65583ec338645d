import { registerOperations } from '@quanheng/contracts';
import { useRead } from '../../api/hooks.js';
import { textOf } from './show.js';

/** The first two hundred suppliers, by their numbers: enough to name most. */
export function useSupplierNames(isAsked: boolean): ReadonlyMap<string, string> {
  const { data } = useRead(
    registerOperations.listRegisterEntries,
    { params: { register: 'supplier' }, query: { limit: '200' } },
    { enabled: isAsked },
  );
  return new Map((data?.items ?? []).map(({ id, data: said }) => [id, textOf(said['name'])]));
}
