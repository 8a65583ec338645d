import { z } from 'zod';
import { operation } from './operation.js';
import { momentSchema } from './values.js';

/** Passkeys that one account may have. */
export const MOST_PASSKEYS = 10;

const base64url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/, { error: 'base64url without padding' });
const credential = {
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  // What extensions say decides nothing here.
  clientExtensionResults: z.strictObject({}),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).exactOptional(),
};
const transports = z.array(z.string().max(20)).max(10);
/** As `@simplewebauthn/browser` tells what the browser answers (WebAuthn Level 3 §5.1, RegistrationResponseJSON). */
export const passkeyRegistrationSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(10_000),
    attestationObject: base64url(50_000),
    transports: transports.exactOptional(),
    publicKeyAlgorithm: z.int().exactOptional(),
    publicKey: base64url(10_000).exactOptional(),
    authenticatorData: base64url(10_000).exactOptional(),
  }),
});
/** AuthenticationResponseJSON. */
export const passkeyAnswerSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64url(10_000),
    authenticatorData: base64url(10_000),
    signature: base64url(10_000),
    userHandle: base64url(200).exactOptional(),
  }),
});
const options = z.record(z.string(), z.unknown()).describe('What the browser is to be asked, as WebAuthn has it');
export const passkeySchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    createdAt: momentSchema,
    usedAt: momentSchema.nullable(),
  })
  .meta({ id: 'Passkey' });
const id = z.string().regex(/^[0-9a-f]{64}$/, { error: 'the id of a passkey' });
const name = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{M}\p{N} ·—_()（）、-]{0,39}$/u, {
  error: 'a name has 1 to 40 letters, digits, blanks, dashes and brackets, and begins with a letter or digit',
});
const tag = 'session';

/** Passkeys (通行密钥) of the account signed in with, and what is signed with one. A challenge is good once, for five minutes. */
export const ownPasskeyOperations = {
  listPasskeys: operation({
    id: 'listPasskeys',
    method: 'GET',
    path: '/session/passkeys',
    tag,
    summary: 'The passkeys of the account, the oldest first',
    access: 'person',
    result: z.strictObject({ items: z.array(passkeySchema) }),
  }),
  beginPasskey: operation({
    id: 'beginPasskey',
    method: 'POST',
    path: '/session/passkeys/challenge',
    tag,
    summary: 'Begin to add a passkey: what the browser is to be asked',
    detail: 'Asks for a recent proof of who you are.',
    access: 'person',
    result: z.strictObject({ options }),
  }),
  addPasskey: operation({
    id: 'addPasskey',
    method: 'POST',
    path: '/session/passkeys',
    tag,
    summary: 'Add the passkey that the browser made',
    detail: `At most ${MOST_PASSKEYS} an account. Asks for a recent proof of who you are.`,
    access: 'person',
    body: z.strictObject({ name, answer: passkeyRegistrationSchema }),
    result: passkeySchema,
    status: 201,
  }),
  dropPasskey: operation({
    id: 'dropPasskey',
    method: 'DELETE',
    path: '/session/passkeys/{passkey}',
    tag,
    summary: 'Throw a passkey of the account away',
    access: 'person',
    params: z.strictObject({ passkey: id }),
    status: 204,
  }),
};

/** For signing in and for proving again who one is, whose answers are sessions. */
export const passkeyChallengeOperation = operation({
  id: 'beginPasskeyProof',
  method: 'POST',
  path: '/session/passkey/challenge',
  tag,
  summary: 'Begin to sign in, or to prove again who you are, with a passkey: what the browser is to be asked',
  access: 'everybody',
  result: z.strictObject({ options }),
});
