import { Controller, Inject, StreamableFile } from '@nestjs/common';
import {
  REGISTER_DESCRIPTIONS,
  registerOperations as operations,
  type InputOf,
  type Register,
} from '@quanheng/contracts';
import type { PageRequest } from '@quanheng/runtime/ports';
import type { Caller } from '../access/caller.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { mayDo, mustSee } from './access.js';
import { entriesAt, type Entry } from './entries.js';
import { exportRows, importRows, MAX_ROW_ERRORS, type ImportedRow, type RowError } from './sheet/import.js';
import { readSheet } from './sheet/read.js';
import { SheetFault } from './sheet/unzip.js';
import { writeSheet } from './sheet/write.js';

const MAX_EXPORTED = 20_000;

/** Registers as sheets (.xlsx): an import is one proposal, which a second person confirms like any other. */
@Controller()
export class SheetsController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'organisation' | 'surroundings'>,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.readRegisterTemplate)
  template(@Input() { params }: InputOf<typeof operations.readRegisterTemplate>) {
    return sheetOf(params.register, []);
  }

  @Operation(operations.exportRegister)
  async export(
    @Input() { params, query }: InputOf<typeof operations.exportRegister>,
    @Context() { caller }: RequestContext,
  ) {
    const { register } = params;
    const { view, now } = await this.known(caller);
    mustSee(caller, register, view, now);
    const entries: Entry[] = [];
    let after: string | null = null;
    do {
      const request: PageRequest = { limit: 200, ...(after === null ? {} : { after }) };
      const page = await entriesAt(this.parts.queries, view, register, { at: query.at ?? now, text: '' }, request);
      entries.push(...page.rows);
      if (entries.length > MAX_EXPORTED) {
        throw new ProblemError(
          'too-large',
          `The register has more than ${MAX_EXPORTED} entries: read it as a list, page by page.`,
        );
      }
      after = page.next;
    } while (after !== null);
    return sheetOf(register, entries);
  }

  @Operation(operations.importRegister)
  async import(@Input() input: InputOf<typeof operations.importRegister>, @Context() context: RequestContext) {
    const { caller, request } = context;
    const { register } = input.params;
    const { document, ...query } = input.query;
    const { view, now } = await this.known(caller);
    // Only for those who may propose is a file taken apart; for others the door says who may.
    const rows = mayDo(caller, register, 'propose', view, now) ? await this.rows(register, request.body as Buffer) : [];
    const changes = rows.map(({ change }) => change);
    try {
      return await this.commands.run({ kind: 'proposeRegister', register, document, changes }, { query }, context);
    } catch (error) {
      throw error instanceof ProblemError ? withRows(error, register, rows) : error;
    }
  }

  private async rows(register: Register, bytes: Buffer): Promise<readonly ImportedRow[]> {
    try {
      const imported = importRows(register, await readSheet(bytes));
      if (imported.status === 'read') return imported.rows;
      throw wrongRows(imported.errors);
    } catch (error) {
      if (!(error instanceof SheetFault)) throw error;
      throw new ProblemError('invalid', error.message, { details: [{ code: 'sheet', message: error.message }] });
    }
  }

  private async known({ unit }: Caller) {
    return { view: await this.parts.organisation.view(unit), now: this.parts.surroundings.now() };
  }
}

function wrongRows(errors: readonly RowError[]): ProblemError {
  const [first] = errors;
  const place = first === undefined ? '' : `第 ${first.row} 行 ${first.column}：${first.message}`;
  const message = `文件有 ${errors.length} 处须更正，没有导入任何内容。${place}`;
  return new ProblemError('invalid', message, { details: errors.slice(0, MAX_ROW_ERRORS) });
}

/** What the rules say about an entry is told with the row that it stands in. */
function withRows(error: ProblemError, register: Register, rows: readonly ImportedRow[]): ProblemError {
  const { details } = error.extra;
  if (details === undefined) return error;
  const byEntry = new Map(rows.map(({ row, change }) => [`${register}:${change.id}`, row]));
  const told = details.map((each) => {
    const row = byEntry.get((each as { readonly subject?: string }).subject ?? '');
    return row === undefined ? each : { ...(each as object), row };
  });
  return new ProblemError(error.code, error.detail, { ...error.extra, details: told }, error.retryAfter);
}

async function sheetOf(register: Register, entries: readonly Entry[]): Promise<StreamableFile> {
  const { zh } = REGISTER_DESCRIPTIONS[register];
  const bytes = await writeSheet(zh, exportRows(register, entries));
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(`${zh}.xlsx`)}`;
  return new StreamableFile(bytes, { disposition, length: bytes.length });
}
