import { ANSWERS, type ActTitles } from './words.js';
import type { Written } from '@quanheng/runtime';
import type { OrganisationView, TrailRecord } from '@quanheng/runtime/ports';
import { timeText, type Entry } from './sheet.js';

/** One act, as it stands under its heading. */
export function entryOf(
  record: TrailRecord,
  {
    organisation,
    name,
    title,
    written,
    isVoid,
  }: {
    readonly organisation: OrganisationView;
    /** Of the activity. */
    readonly name: string;
    readonly title: ActTitles;
    readonly written: Written | undefined;
    /** It no longer counts: what was signed was changed, or work went back before it. */
    readonly isVoid: boolean;
  },
): Entry {
  const { at, person, onBehalfOf, post, outcome, act, as } = record;
  const called = title(act);
  const step = called === '' || called === name ? name : `${name}：${called}`;
  const answer = outcome === undefined ? '' : (ANSWERS[outcome] ?? outcome);
  const words = [answer, written?.text ?? (written === undefined ? '' : '（内容已依法删除）')].filter(
    (each) => each !== '',
  );
  const ticked = written?.verified ?? [];
  const nameOf = (id: string): string => organisation.fact('person', id, at)?.data.name ?? id;
  const signer = onBehalfOf === undefined ? nameOf(person) : `${nameOf(onBehalfOf)}（${nameOf(person)} 代签）`;
  const held = post === undefined ? undefined : organisation.fact('post', post, at)?.data.name;
  const acting = as === 'actingChair' ? '代理主持' : '';
  return {
    lines: [
      `【${step}】${words.length === 0 ? '已办理' : words.join('。')}${isVoid ? '（已失效）' : ''}`,
      ...(ticked.length === 0 ? [] : [`已核对：${ticked.join('、')}`]),
    ],
    signature: ['签字：' + signer, held ?? '', acting, timeText(at)].filter((each) => each !== '').join('  '),
  };
}
