import { sessionOperations, type ResultOf } from '@quanheng/contracts';
import type { startAuthentication as prove, startRegistration as register } from '@simplewebauthn/browser';
import { call } from '../../api/client.js';

type Session = ResultOf<typeof sessionOperations.readSession>;
type RegistrationOptions = Parameters<typeof register>[0]['optionsJSON'];
type ProofOptions = Parameters<typeof prove>[0]['optionsJSON'];

/** The browser did not give a proof: somebody broke off, or has no passkey here. */
export class NoPasskey extends Error {
  override readonly name = 'NoPasskey';
}

/** Can this browser ask for passkeys on this page? Not over an address of numbers, nor without TLS elsewhere than on this machine. */
export function hasPasskeys(): boolean {
  const isNumbers = /^[\d.]+$|:/.test(location.hostname.replace(/^\[|\]$/g, ''));
  return window.isSecureContext && !isNumbers && typeof window.PublicKeyCredential === 'function';
}

/** Makes a passkey for the account signed in with. @throws ApiProblem, NoPasskey */
export async function addPasskey(name: string): Promise<void> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { options } = await call(sessionOperations.beginPasskey, {});
  const { response, authenticatorAttachment, ...made } = await asked(
    startRegistration({ optionsJSON: options as unknown as RegistrationOptions }),
  );
  const answer = { ...made, response, clientExtensionResults: {} } as never;
  await call(sessionOperations.addPasskey, { body: { name, answer } });
}

/** @throws ApiProblem, NoPasskey */
export async function signInByPasskey(): Promise<Session> {
  return call(sessionOperations.signInWithPasskey, { body: { answer: await proof() } });
}

/** Proves again who one is. @throws ApiProblem, NoPasskey */
export async function proveByPasskey(): Promise<Session> {
  return call(sessionOperations.reauthenticateWithPasskey, { body: { answer: await proof() } });
}

async function proof(): Promise<never> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { options } = await call(sessionOperations.beginPasskeyProof, {});
  const { authenticatorAttachment, ...made } = await asked(
    startAuthentication({ optionsJSON: options as unknown as ProofOptions }),
  );
  return { ...made, clientExtensionResults: {} } as never;
}

async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new NoPasskey(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
