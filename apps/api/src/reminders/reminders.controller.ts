import { Controller, Inject } from '@nestjs/common';
import { reminderOperations as operations, type InputOf } from '@quanheng/contracts';
import { REMINDERS, settingsFrom, type ReminderSettings } from '@quanheng/host';
import type { ReminderRow } from '@quanheng/runtime/ports';
import { personOf, type Caller } from '../access/caller.js';
import type { ApiConfig } from '../config.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { CONFIG, PARTS, type Parts } from '../parts.js';

/** Unread ones that are counted: nobody reads more than a hundred. */
const MOST_COUNTED = 100;

/** What people are told of their work, and by what they want to be told. */
@Controller()
export class RemindersController {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'reminders' | 'personal' | 'surroundings'>,
    @Inject(CONFIG) private readonly config: Pick<ApiConfig, 'reminders'>,
  ) {}

  @Operation(operations.listReminders)
  async list(@Input() { query }: InputOf<typeof operations.listReminders>, @Context() { caller }: RequestContext) {
    const filter = { ...whose(caller), unread: query.unread === 'true' };
    return pageOf(await this.parts.reminders.list(filter, pageRequest(query)), viewOf);
  }

  @Operation(operations.countReminders)
  async count(@Input() _input: InputOf<typeof operations.countReminders>, @Context() { caller }: RequestContext) {
    const { unit, person } = whose(caller);
    return { unread: await this.parts.reminders.countUnread(unit, person, MOST_COUNTED) };
  }

  @Operation(operations.readReminders)
  async read(@Input() { body }: InputOf<typeof operations.readReminders>, @Context() { caller }: RequestContext) {
    const { unit, person } = whose(caller);
    return { read: await this.parts.reminders.read(unit, person, body.ids) };
  }

  @Operation(operations.readReminderSettings)
  async settings(
    @Input() _input: InputOf<typeof operations.readReminderSettings>,
    @Context() { caller }: RequestContext,
  ) {
    const { unit, person } = whose(caller);
    const [kept] = await this.parts.personal.list(unit, REMINDERS, [person]);
    const { channels, mailDomains } = this.config.reminders;
    const { mail, kinds } = settingsFrom(kept?.value);
    return { mail, kinds, channels, mailDomains };
  }

  @Operation(operations.saveReminderSettings)
  async save(
    @Input() { body }: InputOf<typeof operations.saveReminderSettings>,
    @Context() { caller }: RequestContext,
  ) {
    this.requireDomain(body.mail);
    if (body.mail === null && Object.values(body.kinds).some((each) => each.includes('mail'))) {
      throw new ProblemError('invalid', '选择了邮件提醒，请填写接收邮件的地址。', { subject: 'mail' });
    }
    const savedAt = this.parts.surroundings.now();
    const value = JSON.stringify(body satisfies ReminderSettings);
    await this.parts.personal.save({ ...whose(caller), kind: REMINDERS, name: '', savedAt, value });
    return { savedAt };
  }

  private requireDomain(mail: string | null): void {
    const { mailDomains } = this.config.reminders;
    if (mail === null || mailDomains.includes(mail.split('@').at(-1)?.toLowerCase() ?? '')) return;
    const why =
      mailDomains.length === 0
        ? '本系统未配置邮件服务器，不能用邮件提醒。'
        : `邮件提醒只能发往以下域名的邮箱：${mailDomains.join('、')}。`;
    throw new ProblemError('invalid', why, { subject: 'mail' });
  }
}

function whose(caller: Caller): { readonly unit: string; readonly person: string } {
  return { unit: caller.unit, person: personOf(caller) ?? '' };
}

function viewOf({ id, kind, instance, item, process, name, number, at, state }: ReminderRow) {
  return { id, kind, instance, item, process, name, number, at, isRead: state === 'read' };
}
