import type { ResultOf, sessionOperations } from '@quanheng/contracts';
import { createContext, useContext } from 'react';

export type Session = ResultOf<typeof sessionOperations.readSession>;

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in; only below the shell, which shows nothing else before. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('Nobody is signed in.');
  return session;
}

/** The signed-in person; accounts of workers have no pages. */
export function usePerson(): { readonly id: string; readonly name: string } {
  const { person } = useSession();
  if (person === null) throw new Error('A worker has no pages.');
  return person;
}
