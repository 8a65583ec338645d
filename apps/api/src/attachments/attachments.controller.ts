import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { attachmentOperations as operations, type InputOf } from '@quanheng/contracts';
import { isSecret, policyOf } from '@quanheng/policy';
import type { AttachmentRow } from '@quanheng/runtime/ports';
import type { Caller } from '../access/caller.js';
import { Visibility } from '../access/visibility.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { sha256 } from './directory-blobs.js';
import { sniff } from './sniff.js';
import { attachmentViews } from './views.js';

@Controller()
export class AttachmentsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'blobs' | 'definitions'>,
    private readonly commands: Commands,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.attachFile)
  async attach(@Input() input: InputOf<typeof operations.attachFile>, @Context() context: RequestContext) {
    const { caller, request } = context;
    // Only who sees the instance may make us store bytes; whether they may be attached is then the door's to say.
    const { id: instance } = await this.visibility.instance(caller, input.params.instance);
    const bytes = request.body as Buffer;
    const { name, item, evidence, dryRun } = input.query;
    const sniffed = sniff(name, bytes);
    if (!sniffed.ok) throw new ProblemError('unsupported-media-type', sniffed.message, { subject: name });
    const digest = dryRun === true ? sha256(bytes) : await this.parts.blobs.put(caller.unit, bytes);
    const file = {
      ...{ name, digest, size: bytes.length, type: sniffed.type },
      ...(item === undefined ? {} : { item }),
      ...(evidence === undefined ? {} : { evidence }),
    };
    return this.commands.run({ kind: 'attachFile', instance, ...file }, input, context);
  }

  @Operation(operations.listAttachments)
  async list(@Input() { params }: InputOf<typeof operations.listAttachments>, @Context() { caller }: RequestContext) {
    return { items: attachmentViews(await this.shown(caller, params.instance)) };
  }

  @Operation(operations.readAttachment)
  async read(@Input() { params }: InputOf<typeof operations.readAttachment>, @Context() { caller }: RequestContext) {
    const row = (await this.shown(caller, params.instance)).find(({ seq }) => seq === params.attachment);
    if (row === undefined) throw new ProblemError('not-found', `The instance has no attachment ${params.attachment}.`);
    const bytes = await this.parts.blobs.get(row.unit, row.digest);
    if (bytes === null) throw new Error(`The bytes of ${row.digest} are gone.`);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(row.name)}`;
    return new StreamableFile(bytes, { disposition, length: bytes.length });
  }

  /** To whom the matter was only shown, its secret papers are not. */
  private async shown(caller: Caller, instance: string): Promise<readonly AttachmentRow[]> {
    const row = await this.visibility.instance(caller, instance);
    const rows = await this.parts.queries.attachments(row.id);
    if (rows.length === 0 || (await this.visibility.isInvolved(caller, row))) return rows;
    const model = policyOf(await this.parts.definitions.get(row.definition));
    return rows.filter(({ name, evidence }) => !isSecret(model, name, evidence));
  }
}
