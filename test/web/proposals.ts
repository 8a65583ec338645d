import { OPERATIONS } from '@quanheng/contracts';
import type { Office } from './product.js';

/** A matter of the unit's catalogue that was looked at by all and filed: it waits for the meeting. */
export async function filedProposal(office: Office): Promise<string> {
  const clerk = await office.clerk('students-clerk');
  const { result } = await clerk.call(OPERATIONS.startInstance, { body: { process: 'CollectiveDecision' } });
  const { instance } = result as { instance: string };
  const told = { title: '购置教学实验设备(演示)', content: '方案一：公开招标；方案二：框架协议', amount: 800_000 };
  await clerk.attach(instance, '议题材料.txt', '议题材料');
  await clerk.completeOpenItem(instance, told);
  for (const login of ['legal-officer', 'finance-head', 'vice-party', 'office-secretary', 'discipline-officer']) {
    await (await office.clerk(login)).completeOpenItem(instance);
  }
  return instance;
}

/** When the meeting may be opened by its filing, in the morning: milliseconds since the epoch. */
export async function earliestMorning(office: Office, instance: string): Promise<number> {
  const secretary = await office.clerk('office-secretary');
  const { items } = await secretary.call(OPERATIONS.readMeetings, { params: { instance } });
  const [meeting] = items as { filed: { earliest: string } | null }[];
  if (meeting?.filed == null) throw new Error(`${instance} waits for no filing`);
  return Date.parse(`${meeting.filed.earliest}T09:00:00+08:00`);
}
