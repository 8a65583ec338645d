import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

interface Asked {
  readonly challenge: string;
  readonly rp?: { readonly id: string };
  readonly rpId?: string;
}
export interface Told {
  readonly origin?: string;
  readonly domain?: string;
  /** Whether it made sure of its person. */
  readonly verified?: boolean;
}

const sha256 = (data: Buffer | string): Buffer => createHash('sha256').update(data).digest();
/** Major type and length of CBOR (RFC 8949 §3), up to 65,535. */
const head = (major: number, length: number): Buffer =>
  length < 24
    ? Buffer.from([(major << 5) | length])
    : length < 256
      ? Buffer.from([(major << 5) | 24, length])
      : Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
const bytes = (data: Buffer): Buffer => Buffer.concat([head(2, data.length), data]);
const text = (data: string): Buffer => Buffer.concat([head(3, data.length), Buffer.from(data)]);
const int = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value));

/** An authenticator without a screen: makes a key pair and signs with it what it is asked (WebAuthn Level 3 §6). */
export class Authenticator {
  private readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly id = randomBytes(16);
  counter = 0;

  /** Its answer to `beginPasskey`. */
  register(asked: Asked, told: Told = {}) {
    const jwk = this.pair.publicKey.export({ format: 'jwk' });
    const [x, y] = [jwk.x, jwk.y].map((each) => Buffer.from(each ?? '', 'base64url'));
    // COSE (RFC 9053 §7.1.1): EC2, ES256, P-256.
    const key = Buffer.concat([
      ...[head(5, 5), int(1), int(2), int(3), int(-7), int(-1), int(1)],
      ...[int(-2), bytes(x!), int(-3), bytes(y!)],
    ]);
    const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, key]);
    const data = Buffer.concat([this.data(asked, told, 0x40), attested]);
    const attestation = [
      head(5, 3),
      text('fmt'),
      text('none'),
      text('attStmt'),
      head(5, 0),
      text('authData'),
      bytes(data),
    ];
    return this.answer('webauthn.create', asked, told, {
      attestationObject: Buffer.concat(attestation).toString('base64url'),
    });
  }

  /** Its answer to `beginPasskeyProof`. */
  sign(asked: Asked, told: Told = {}) {
    this.counter++;
    const data = this.data(asked, told, 0);
    const client = sha256(clientData('webauthn.get', asked, told));
    const signature = createSign('sha256').update(data).update(client).sign(this.pair.privateKey);
    return this.answer('webauthn.get', asked, told, {
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    });
  }

  private data(asked: Asked, { domain, verified = true }: Told, flags: number): Buffer {
    const rest = Buffer.alloc(5);
    rest[0] = flags | 1 | (verified ? 4 : 0);
    rest.writeUInt32BE(this.counter, 1);
    return Buffer.concat([sha256(domain ?? asked.rp?.id ?? asked.rpId ?? ''), rest]);
  }

  private answer<R extends object>(type: string, asked: Asked, told: Told, response: R) {
    const id = this.id.toString('base64url');
    const clientDataJSON = Buffer.from(clientData(type, asked, told)).toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON, ...response } };
  }
}

function clientData(type: string, { challenge }: Asked, { origin = ORIGIN }: Told): string {
  return JSON.stringify({ type, challenge, origin, crossOrigin: false });
}

export const ORIGIN = 'https://office.example';
