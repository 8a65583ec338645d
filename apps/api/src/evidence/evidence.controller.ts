import { Controller, Inject } from '@nestjs/common';
import { evidenceOperations as operations, type InputOf } from '@quanheng/contracts';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';

const DEFAULT_LIMIT = 50;

@Controller()
export class EvidenceController {
  constructor(@Inject(PARTS) private readonly parts: Pick<Parts, 'queries'>) {}

  @Operation(operations.listEntries)
  async list(@Input() { query }: InputOf<typeof operations.listEntries>, @Context() { caller }: RequestContext) {
    const limit = query.limit ?? DEFAULT_LIMIT;
    const found = await this.parts.queries.entries(caller.unit, query.stream, query.from ?? 1, limit);
    const items = found.map(({ stream, seq, at, kind, principal, refused, leaf, bytes, content }) => ({
      ...{ stream, seq, at, kind, principal, refused, leaf },
      bytes: Buffer.from(bytes).toString('base64'),
      content: content?.pieces ?? null,
    }));
    const last = items.at(-1);
    return { items, next: last !== undefined && found.length === limit ? last.seq + 1 : null };
  }
}
