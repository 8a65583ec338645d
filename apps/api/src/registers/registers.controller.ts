import { Controller, Inject } from '@nestjs/common';
import {
  isLedger,
  REGISTER_DESCRIPTIONS,
  REGISTERS,
  registerOperations as operations,
  type InputOf,
  type Register,
} from '@quanheng/contracts';
import { keepersOf, usedOfRecord } from '@quanheng/policy';
import type { RegisterChange } from '@quanheng/runtime/ports';
import type { Caller } from '../access/caller.js';
import { Commands } from '../door/commands.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { mayDo, mustSee, seesRegister, shownData } from './access.js';
import { entriesAt, versionAt, versionsOf, type Version } from './entries.js';
import { listChanges, listProposals, readProposal, type Proposal } from './proposals.js';

/** Proposals that the reading of one entry tells of: the latest. */
const PROPOSALS_SHOWN = 20;

@Controller()
export class RegistersController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'organisation' | 'surroundings'>,
    private readonly commands: Commands,
  ) {}

  @Operation(operations.listRegisters)
  async list(@Input() _input: InputOf<typeof operations.listRegisters>, @Context() { caller }: RequestContext) {
    const { view, now } = await this.known(caller);
    return {
      items: REGISTERS.map((register) => {
        const { zh, en } = REGISTER_DESCRIPTIONS[register];
        const [propose, confirm] = (['propose', 'confirm'] as const).map((act) => [
          ...keepersOf(register, act, view, now),
        ]) as [string[], string[]];
        const may = (act: 'propose' | 'confirm') => mayDo(caller, register, act, view, now);
        return {
          ...{ register, name: { zh, en }, propose, confirm, mayPropose: may('propose'), mayConfirm: may('confirm') },
          maySeeProposals: seesRegister(caller, register, view, now),
        };
      }),
    };
  }

  @Operation(operations.listRegisterEntries)
  async entries(
    @Input() { params, query }: InputOf<typeof operations.listRegisterEntries>,
    @Context() { caller }: RequestContext,
  ) {
    const { register } = params;
    const { view, now } = await this.known(caller);
    const isWhole = seesRegister(caller, register, view, now);
    const asked = { at: query.at ?? now, text: query.text ?? '' };
    const page = await entriesAt(this.parts.queries, view, register, asked, pageRequest(query));
    return pageOf(page, ({ id, ...version }) => ({ id, ...versionView(register, version, isWhole) }));
  }

  @Operation(operations.readRegisterEntry)
  async entry(
    @Input() { params, query }: InputOf<typeof operations.readRegisterEntry>,
    @Context() { caller }: RequestContext,
  ) {
    const { register, entry: id } = params;
    const { queries } = this.parts;
    const { view, now } = await this.known(caller);
    const versions = await versionsOf(queries, view, register, id);
    if (versions.length === 0) throw new ProblemError('not-found', 'The register has no such entry.');
    const isWhole = seesRegister(caller, register, view, now);
    const show = (version: Version) => versionView(register, version, isWhole);
    const inForce = versionAt(versions, query.at ?? now);
    const ids = [...new Set(versions.flatMap(({ proposal }) => proposal ?? []))].slice(-PROPOSALS_SHOWN);
    const heads = isWhole
      ? await Promise.all(ids.map((each) => readProposal(queries, caller.unit, register, each)))
      : [];
    const used = isLedger(register) ? usedOfRecord(await queries.record(caller.unit, register, id)) : [];
    return {
      id,
      inForce: inForce === null ? null : show(inForce),
      versions: versions.map(show),
      proposals: heads.filter((head) => head !== null),
      used: [...used],
    };
  }

  @Operation(operations.listRegisterProposals)
  async proposals(
    @Input() { params, query }: InputOf<typeof operations.listRegisterProposals>,
    @Context() { caller }: RequestContext,
  ) {
    await this.mustSee(caller, params.register);
    const page = await listProposals(this.parts.queries, caller.unit, params.register, query.state, pageRequest(query));
    return pageOf(page, (proposal) => proposal);
  }

  @Operation(operations.readRegisterProposal)
  async proposal(
    @Input() { params }: InputOf<typeof operations.readRegisterProposal>,
    @Context() { caller }: RequestContext,
  ) {
    return this.found(caller, params);
  }

  @Operation(operations.listProposedChanges)
  async changes(
    @Input() { params, query }: InputOf<typeof operations.listProposedChanges>,
    @Context() { caller }: RequestContext,
  ) {
    const { queries } = this.parts;
    const proposal = await this.found(caller, params);
    const { view, now } = await this.known(caller);
    const page = await listChanges(queries, caller.unit, proposal, pageRequest(query));
    const { register } = proposal;
    const items = await Promise.all(
      page.rows.map(async (change) => {
        const inForce = versionAt(await versionsOf(queries, view, register, change.id), now);
        return { change: changeView(change), now: inForce === null ? null : versionView(register, inForce, true) };
      }),
    );
    return { items, next: page.next };
  }

  @Operation(operations.proposeRegister)
  propose(@Input() input: InputOf<typeof operations.proposeRegister>, @Context() context: RequestContext) {
    const { document } = input.body;
    // The door reads them by the register.
    const changes = input.body.changes as readonly RegisterChange[];
    return this.commands.run({ kind: 'proposeRegister', ...input.params, document, changes }, input, context);
  }

  @Operation(operations.confirmProposal)
  confirm(@Input() input: InputOf<typeof operations.confirmProposal>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'confirmProposal', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.turnDownProposal)
  turnDown(@Input() input: InputOf<typeof operations.turnDownProposal>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'turnDownProposal', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.withdrawProposal)
  withdraw(@Input() input: InputOf<typeof operations.withdrawProposal>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'withdrawProposal', ...input.params }, input, context);
  }

  private async known({ unit }: Caller) {
    return { view: await this.parts.organisation.view(unit), now: this.parts.surroundings.now() };
  }

  private async mustSee(caller: Caller, register: Register): Promise<void> {
    const { view, now } = await this.known(caller);
    mustSee(caller, register, view, now);
  }

  private async found(
    caller: Caller,
    { register, proposal: id }: { readonly register: Register; readonly proposal: string },
  ): Promise<Proposal> {
    await this.mustSee(caller, register);
    const proposal = await readProposal(this.parts.queries, caller.unit, register, id);
    if (proposal === null) throw new ProblemError('not-found', 'The register has no such proposal.');
    return proposal;
  }
}

function versionView(register: Register, { from, to, data, proposal }: Version, isWhole: boolean) {
  return { from, to, data: shownData(register, data, isWhole), proposal };
}

function changeView(change: RegisterChange) {
  return change.change === 'end' ? change : { ...change, data: { ...change.data } };
}
