import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { printedFormOperations as operations, type InputOf } from '@quanheng/contracts';
import { Visibility } from '../access/visibility.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { sheetOf } from './contents.js';
import { draw } from './draw.js';

@Controller()
export class PrintedFormController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'definitions' | 'organisation'>,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.readPrintedForm)
  async read(@Input() { params }: InputOf<typeof operations.readPrintedForm>, @Context() { caller }: RequestContext) {
    const row = await this.visibility.instance(caller, params.instance);
    const bytes = await draw(await sheetOf(row, this.parts));
    const name = encodeURIComponent(`${row.number ?? row.id}.pdf`);
    return new StreamableFile(bytes, {
      ...{ type: 'application/pdf', length: bytes.length },
      disposition: `attachment; filename*=UTF-8''${name}`,
    });
  }
}
