import { Controller, Inject, StreamableFile } from '@nestjs/common';
import { printedFormOperations as operations, type InputOf } from '@quanheng/contracts';
import type { InstanceRow } from '@quanheng/runtime/ports';
import { Visibility } from '../access/visibility.js';
import { Context, Input, Operation } from '../http/operation.js';
import type { RequestContext } from '../http/request-context.js';
import { ProblemError } from '../http/problem-error.js';
import { minutesOf } from '../minutes/minutes.js';
import { printedMinutes } from '../minutes/printed.js';
import { PARTS, type Parts } from '../parts.js';
import { sheetOf } from './contents.js';
import { draw } from './draw.js';
import type { Sheet } from './sheet.js';

type Needed = Pick<Parts, 'queries' | 'definitions' | 'organisation' | 'surroundings'>;

@Controller()
export class PrintedFormController {
  constructor(
    @Inject(PARTS) private readonly parts: Needed,
    private readonly visibility: Visibility,
  ) {}

  @Operation(operations.readPrintedForm)
  async read(
    @Input() { params, query }: InputOf<typeof operations.readPrintedForm>,
    @Context() { caller }: RequestContext,
  ) {
    const row = await this.visibility.instance(caller, params.instance);
    const sheet = query.minutes === undefined ? sheetOf(row, this.parts) : this.minutes(row, query.minutes);
    const bytes = await draw(await sheet);
    const name = encodeURIComponent(`${row.number ?? row.id}${query.minutes === undefined ? '' : '-纪要'}.pdf`);
    return new StreamableFile(bytes, {
      ...{ type: 'application/pdf', length: bytes.length },
      disposition: `attachment; filename*=UTF-8''${name}`,
    });
  }

  private async minutes(row: InstanceRow, meeting: string): Promise<Sheet> {
    const found = (await minutesOf(row, this.parts)).find((each) => each.meeting === meeting);
    if (found !== undefined) return printedMinutes(row, found, this.parts);
    throw new ProblemError('not-found', `The matter has no meeting ${meeting} that has ended with a vote.`);
  }
}
