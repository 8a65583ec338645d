import { registerOperations, type Register } from '@quanheng/contracts';
import { call } from '../../api/client.js';
import { ApiProblem } from '../../api/problem.js';

/** An entry of a register, as it is chosen. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** Offered at once; whoever looks for another types more of its number or name. */
export const MOST = 20;
/** Of a long register so many pages are looked through for them. */
const MOST_PAGES = 5;

/** Entries in force in whose number or name the text stands. @throws ApiProblem */
export async function choicesOf(register: Register, text: string): Promise<readonly Choice[]> {
  const found: Choice[] = [];
  let after: string | null | undefined;
  for (let page = 0; page < MOST_PAGES && after !== null && found.length < MOST; page++) {
    const asked = { limit: '200', ...(text === '' ? {} : { text }), ...(after === undefined ? {} : { after }) };
    const { items, next } = await call(registerOperations.listRegisterEntries, { params: { register }, query: asked });
    found.push(...items.map(({ id, data }) => ({ id, name: nameOf(data) })));
    after = next;
  }
  return found.slice(0, MOST);
}

/** What the entry in force with exactly this number is called; null: there is none, or no entry could have that number. @throws ApiProblem */
export async function nameOfEntry(register: Register, id: string): Promise<string | null> {
  try {
    const { inForce } = await call(registerOperations.readRegisterEntry, {
      params: { register, entry: id },
      query: {},
    });
    return inForce === null ? null : nameOf(inForce.data);
  } catch (error) {
    if (error instanceof ApiProblem && NO_ENTRY.has(error.code)) return null;
    throw error;
  }
}
const NO_ENTRY: ReadonlySet<ApiProblem['code']> = new Set(['not-found', 'invalid-input']);

function nameOf({ name }: Readonly<Record<string, unknown>>): string {
  return typeof name === 'string' ? name : '';
}
