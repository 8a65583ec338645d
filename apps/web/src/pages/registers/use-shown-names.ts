import type { Register } from '@quanheng/contracts';
import { useNames } from '../../parts/person/use-names.js';
import { namesIn, type Data } from './show.js';
import { useSupplierNames } from './use-supplier-names.js';

/** Names of whatever the data of a register point to, and of the people besides. */
export function useShownNames(
  register: Register,
  data: readonly Data[],
  people: readonly (string | null | undefined)[] = [],
): (key: string) => string {
  const suppliers = useSupplierNames(register === 'contract');
  const nameOf = useNames([...data.flatMap((each) => namesIn(register, each)), ...people]);
  return (key) => {
    if (!key.startsWith('supplier:')) return nameOf(key);
    const number = key.slice('supplier:'.length);
    const name = suppliers.get(number);
    return name === undefined ? number : `${name}(${number})`;
  };
}
