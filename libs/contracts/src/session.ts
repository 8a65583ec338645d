import { z } from 'zod';
import { operation } from './operation.js';
import { ownPasskeyOperations, passkeyAnswerSchema, passkeyChallengeOperation } from './passkeys.js';
import { momentSchema } from './values.js';

const tag = 'session';

/** Characters of a password. Longer ones cost no more to hash, but somebody must be able to type them. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

const accountId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'the id of an account' });
const unitId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'the id of an organisation unit' });
/** What somebody types who may have forgotten it: only its length is bounded. */
const typedPassword = z.string().min(1).max(PASSWORD_LENGTH.max);
const newPassword = z
  .string()
  .max(PASSWORD_LENGTH.max)
  .describe(`At least ${PASSWORD_LENGTH.min} characters, not the login, not one of those that everybody tries first`);

/** A path on this server, and nothing that a browser takes for another one. */
export const returnToSchema = z.string().regex(/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,499}$/, {
  error: 'a path on this server',
});

export const sessionSchema = z
  .strictObject({
    unit: z.string(),
    account: z.string(),
    person: z.strictObject({ id: z.string(), name: z.string() }).nullable().describe('Null: the account of a worker'),
    roles: z.array(z.string()).describe('Role codes of the posts held now'),
    mustChangePassword: z.boolean().describe('Nothing else is open until the initial password is changed'),
    authenticatedAt: momentSchema.nullable().describe('When the person last proved who they are; null for a worker'),
    expiresAt: momentSchema.nullable().describe('It ends then at the latest'),
    idleTimeout: z.int().nullable().describe('Milliseconds without a request after which it ends'),
    csrfToken: z.string().nullable().describe('To be sent as `X-CSRF-Token` with everything that is not a GET'),
  })
  .meta({ id: 'Session' });

export const sessionOperations = {
  signIn: operation({
    id: 'signIn',
    method: 'POST',
    path: '/session',
    tag,
    summary: 'Sign in with login and password',
    detail:
      'Sets the cookie of the session. Unknown login, wrong password and an account without password are answered alike, in the same time. After a ' +
      'few failures further attempts have to wait, longer each time (`locked-out` with `Retry-After`), whether or not the login exists.',
    access: 'everybody',
    body: z.strictObject({
      login: z.string().min(1).max(200),
      password: typedPassword,
      unit: unitId.exactOptional().describe('Needed only where the server serves several units'),
    }),
    result: sessionSchema,
    status: 201,
  }),
  readSession: operation({
    id: 'readSession',
    method: 'GET',
    path: '/session',
    tag,
    summary: 'Who is signed in',
    access: 'signedIn',
    result: sessionSchema,
  }),
  signOut: operation({
    id: 'signOut',
    method: 'DELETE',
    path: '/session',
    tag,
    summary: 'Sign out',
    access: 'person',
    status: 204,
  }),
  reauthenticate: operation({
    id: 'reauthenticate',
    method: 'POST',
    path: '/session/authentication',
    tag,
    summary: 'Prove again who you are, for acts that ask for it',
    detail: 'With the password; accounts of an identity provider go to `/session/oidc?fresh=true` instead.',
    access: 'person',
    body: z.strictObject({ password: typedPassword }),
    result: sessionSchema,
  }),
  ...ownPasskeyOperations,
  beginPasskeyProof: passkeyChallengeOperation,
  signInWithPasskey: operation({
    id: 'signInWithPasskey',
    method: 'POST',
    path: '/session/passkey',
    tag,
    summary: 'Sign in with a passkey',
    detail: 'Sets the cookie of the session. Whatever is wrong with the answer is told alike.',
    access: 'everybody',
    body: z.strictObject({ answer: passkeyAnswerSchema }),
    result: sessionSchema,
    status: 201,
  }),
  reauthenticateWithPasskey: operation({
    id: 'reauthenticateWithPasskey',
    method: 'POST',
    path: '/session/authentication/passkey',
    tag,
    summary: 'Prove again who you are with a passkey of the account',
    access: 'person',
    body: z.strictObject({ answer: passkeyAnswerSchema }),
    result: sessionSchema,
  }),
  changePassword: operation({
    id: 'changePassword',
    method: 'PUT',
    path: '/session/password',
    tag,
    summary: 'Change the password of the account signed in with',
    detail: 'Ends every other session of the account and renews this one.',
    access: 'person',
    body: z.strictObject({ oldPassword: typedPassword, newPassword }),
    result: sessionSchema,
  }),
  beginOidc: operation({
    id: 'beginOidc',
    method: 'GET',
    path: '/session/oidc',
    tag,
    summary: 'Sign in at the identity provider: redirects the browser there',
    access: 'everybody',
    query: z.strictObject({
      unit: unitId.exactOptional(),
      returnTo: returnToSchema.exactOptional().describe('Where the browser goes afterwards; default `/`'),
      fresh: z.enum(['true', 'false']).exactOptional().describe('The provider is to ask for the password again'),
    }),
    status: 302,
  }),
  finishOidc: operation({
    id: 'finishOidc',
    method: 'GET',
    path: '/session/oidc/callback',
    tag,
    summary: 'Where the identity provider sends the browser back to',
    detail: 'On failure the browser goes to `/?problem=` with the code.',
    access: 'everybody',
    // RFC 6749 §4.1.2: what a provider adds of its own is ignored, not refused.
    query: z.looseObject({
      code: z.string().max(4096).exactOptional(),
      state: z.string().max(512).exactOptional(),
      error: z.string().max(512).exactOptional(),
    }),
    status: 302,
  }),
};

export const accountOperations = {
  resetPassword: operation({
    id: 'resetPassword',
    method: 'PUT',
    path: '/accounts/{account}/password',
    tag: 'accounts',
    summary: 'Give an account an initial password, to be changed at the first sign-in',
    detail: 'Ends every session of the account. Asks for a recent proof of who you are.',
    access: ['securityAdministrator'],
    params: z.strictObject({ account: accountId }),
    body: z.strictObject({ password: newPassword }),
    status: 204,
  }),
  renewToken: operation({
    id: 'renewToken',
    method: 'POST',
    path: '/accounts/{account}/token',
    tag: 'accounts',
    summary: 'Make a new bearer token for the account of an external worker',
    detail: 'It is shown this once; the former one is void. Asks for a recent proof of who you are.',
    access: ['securityAdministrator'],
    params: z.strictObject({ account: accountId }),
    result: z.strictObject({ token: z.string() }),
    status: 201,
  }),
  dropPasskeys: operation({
    id: 'dropPasskeys',
    method: 'DELETE',
    path: '/accounts/{account}/passkeys',
    tag: 'accounts',
    summary: 'Throw all passkeys of an account away, as when one is lost',
    access: ['securityAdministrator'],
    params: z.strictObject({ account: accountId }),
    result: z.strictObject({ dropped: z.int() }),
  }),
  endSessions: operation({
    id: 'endSessions',
    method: 'DELETE',
    path: '/accounts/{account}/sessions',
    tag: 'accounts',
    summary: 'Sign an account out everywhere',
    access: ['securityAdministrator'],
    params: z.strictObject({ account: accountId }),
    result: z.strictObject({ ended: z.int() }),
  }),
};
