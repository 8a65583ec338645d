import { OPERATIONS, type OperationShape } from '@quanheng/contracts';
import type { Command, Principal } from '@quanheng/runtime';
import type { ApiInProcess } from '../../contract/api-in-process.js';

/** What has come of a command over HTTP. */
export type HttpAnswer =
  | { readonly status: 'accepted'; readonly result: Readonly<Record<string, unknown>> }
  | { readonly status: 'refused'; readonly reasons: readonly { readonly code: string }[] }
  | { readonly status: 'rejected'; readonly why: string };

/** Which operation gives a command of a scenario. */
const OPERATION_OF: Readonly<Record<string, OperationShape>> = {
  ...{
    startInstance: OPERATIONS.startInstance,
    setVariables: OPERATIONS.setVariables,
    attachFile: OPERATIONS.attachFile,
  },
  ...{ completeWork: OPERATIONS.completeItem, returnWork: OPERATIONS.returnItem },
  ...{ claimWork: OPERATIONS.claimItem, releaseWork: OPERATIONS.releaseItem },
  ...{ withdrawSignature: OPERATIONS.withdrawSignature, objectToPublicity: OPERATIONS.objectToPublicity },
  ...{ freezeInstance: OPERATIONS.freezeInstance, unfreezeInstance: OPERATIONS.unfreezeInstance },
  ...{ proposeCorrection: OPERATIONS.proposeCorrection, decideCorrection: OPERATIONS.decideCorrection },
  ...{ delegate: OPERATIONS.delegate, endDelegation: OPERATIONS.endDelegation },
};

/** Gives a person's command as a browser would: what the path does not name is the body. */
export async function overHttp(
  api: ApiInProcess,
  principal: Extract<Principal, { kind: 'person' }>,
  { kind, ...fields }: Readonly<Record<string, unknown>> & Pick<Command, 'kind'>,
): Promise<HttpAnswer> {
  if (kind === 'handOver') return handOver(api, principal, fields);
  const shape = OPERATION_OF[kind];
  if (shape === undefined) throw new Error(`no operation gives ${kind}`);
  const named = [...shape.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const params = Object.fromEntries(named.map((name) => [name, String(fields[name])]));
  const rest = Object.fromEntries(Object.entries(fields).filter(([name]) => !named.includes(name)));
  const asking = kind === 'attachFile' ? fileOf(rest) : { body: rest };
  const { status, json } = await api.call(principal.person, shape, params, {
    ...asking,
    signedInAt: principal.authenticatedAt,
  });
  if (status < 300) return { status: 'accepted', result: (json['result'] ?? json) as HttpAnswerResult };
  if (json['code'] === 'refused') return { status: 'refused', reasons: json['reasons'] as { code: string }[] };
  return { status: 'rejected', why: `${kind}: ${status} ${JSON.stringify(json)}` };
}
type HttpAnswerResult = Extract<HttpAnswer, { status: 'accepted' }>['result'];

/** Signed for a list of matters, here of one, each of which has an answer of its own. */
async function handOver(
  api: ApiInProcess,
  principal: Extract<Principal, { kind: 'person' }>,
  { instance, ...content }: Readonly<Record<string, unknown>>,
): Promise<HttpAnswer> {
  const body = { ...content, instances: [instance] };
  const signedInAt = principal.authenticatedAt;
  const { status, json } = await api.call(principal.person, OPERATIONS.handOver, {}, { body, signedInAt });
  const [of] = (json['instances'] ?? []) as readonly { status: string; reasons: readonly { code: string }[] }[];
  if (of?.status === 'accepted') return { status: 'accepted', result: {} };
  if (of?.status === 'refused') return { status: 'refused', reasons: of.reasons };
  return { status: 'rejected', why: `handOver: ${status} ${JSON.stringify(json)}` };
}

/** A scenario tells the digest of a file, all of which are printed, and not its contents: the file ends with it. */
function fileOf({ name, digest, evidence }: Readonly<Record<string, unknown>>) {
  const query = { name: String(name), ...(typeof evidence === 'string' ? { evidence } : {}) };
  return { query, body: Buffer.from(`%PDF-1.7\n${String(digest)}`) };
}

/** What the file that `fileOf` makes says. */
export function digestSaid(bytes: Buffer): string {
  return bytes.subarray(-64).toString();
}
