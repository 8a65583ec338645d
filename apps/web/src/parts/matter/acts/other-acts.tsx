import { Button, Input, Radio, Select } from 'antd';
import { useId, useState } from 'react';
import { useSend, type Sent } from '../../../api/hooks.js';
import { useAnnounce } from '../../announcement/announcements.js';
import { PersonPicker } from '../../person/person-picker.js';
import { Refusal } from '../../refusal/refusal.js';
import { useReasonText } from '../../refusal/use-reason-text.js';
import { Trouble } from '../../trouble/trouble.js';
import { useTell, type ActName, type Actions, type Item } from '../use-matter.js';
import { reasonsAgainst } from './curable.js';
import { ACT_FORMS, ACT_ORDER, bodyOf, lackOf, type ActForm, type Filled } from './forms.js';
import { Reauthenticate } from './reauthenticate.js';
import { useActTexts } from './texts.js';
import styles from '../matter.module.css';

/** The server takes no more at once. */
const MOST_COPIES = 50;
/** Acts after which the matter is in other hands, or over. */
const LEAVING = new Set<ActName>(['return', 'transfer', 'recuse', 'cancel', 'release']);
const textOf = (act: ActName): Exclude<ActName, 'delegate' | 'cancel'> | 'cancelMatter' =>
  act === 'cancel' ? 'cancelMatter' : (act as Exclude<ActName, 'delegate' | 'cancel'>);

interface OtherActsProps {
  readonly instance: string;
  readonly item: string;
  readonly actions: Actions;
  readonly items: readonly Item[];
  readonly onDone: () => void;
  /** It has a button elsewhere. */
  readonly without: ActName | null;
  /** Which one is open below the buttons. */
  readonly chosen: ActName | null;
  readonly onChoose: (act: ActName | null) => void;
}

/** Everything else that can be done; what cannot says why when it is chosen. One act at a time opens below the buttons. */
export function OtherActs({ actions, without, chosen, onChoose, ...rest }: OtherActsProps) {
  const say = useActTexts();
  const why = useReasonText();
  const shown = ACT_ORDER.filter((act) => act !== without && (ACT_FORMS[act]?.isRare !== true || actions[act].may));
  const form = chosen === null ? null : ACT_FORMS[chosen];
  const against = chosen === null ? [] : reasonsAgainst(actions[chosen]);
  return (
    <section className={styles.others} aria-label={say('more')}>
      <h3>{say('more')}</h3>
      <div className={styles.buttons}>
        {shown.map((act) => {
          const isGrey = reasonsAgainst(actions[act]).length > 0;
          return (
            <Button
              key={act}
              size="small"
              aria-disabled={isGrey}
              aria-expanded={chosen === act}
              className={isGrey ? (styles.grey ?? '') : ''}
              title={isGrey ? actions[act].reasons.slice(0, 1).map(why).join('') : undefined}
              onClick={() => onChoose(chosen === act ? null : act)}
            >
              {say(textOf(act))}
            </Button>
          );
        })}
      </div>
      {chosen !== null && against.length > 0 ? (
        <Refusal reasons={against} title={say('why', { act: say(textOf(chosen)) })} />
      ) : null}
      {chosen !== null && form !== null && against.length === 0 ? (
        <Act
          key={chosen}
          {...{ act: chosen, form, ways: actions.return.steps, ...rest }}
          onClose={() => onChoose(null)}
        />
      ) : null}
    </section>
  );
}

interface ActProps extends Omit<OtherActsProps, 'actions' | 'without' | 'chosen' | 'onChoose'> {
  readonly act: ActName;
  readonly form: ActForm;
  readonly ways: Actions['return']['steps'];
  readonly onClose: () => void;
}

function Act({ act, form, ways, instance, item, items, onDone, onClose }: ActProps) {
  const say = useActTexts();
  const why = useReasonText();
  const tell = useTell(instance);
  const told = <O extends { readonly label: string }>(options: readonly O[]): O[] =>
    options.map((option) => ({ ...option, label: tell(option.label) }));
  const id = useId();
  const announce = useAnnounce();
  const [filled, setFilled] = useState<Filled>({});
  const [lack, setLack] = useState<ReturnType<typeof lackOf>>(null);
  const send = useSend(form.operation);
  const name = say(textOf(act));
  const has = (field: ActForm['fields'][number]): boolean => form.fields.includes(field);
  const isProofAsked = send.error?.reasons.some(({ code }) => code === 'AUTH_STRENGTH') ?? false;
  const deliver = (): void => {
    const missing = lackOf(form, filled);
    setLack(missing);
    if (missing !== null) return;
    const params = form.operation.path.includes('{item}') ? { instance, item } : { instance };
    const body = bodyOf(form, filled);
    const input = { params, ...(body === undefined ? {} : { body }) } as unknown as Sent<typeof form.operation>;
    send.mutate(input, {
      onSuccess: () => {
        announce(say('done', { act: name }));
        onClose();
        if (LEAVING.has(act)) onDone();
      },
    });
  };
  if (isProofAsked) return <Reauthenticate onDone={deliver} onCancel={() => send.reset()} />;
  return (
    <div className={styles.act}>
      {has('target') || has('activity') ? (
        <Labelled id={`${id}-step`} text={say(has('target') ? 'target' : 'step')}>
          <Select
            id={`${id}-step`}
            style={{ width: '100%' }}
            value={filled.target ?? filled.activity ?? null}
            options={told(has('target') ? wayOptions(items, ways, why) : stepsOf(items))}
            onChange={(step: string) => setFilled({ ...filled, [has('target') ? 'target' : 'activity']: step })}
          />
        </Labelled>
      ) : null}
      {has('person') || has('persons') ? (
        <PersonPicker
          label={say(has('persons') ? 'persons' : 'person', { count: MOST_COPIES })}
          most={has('persons') ? MOST_COPIES : 1}
          value={filled.persons ?? []}
          onChange={(persons) => setFilled({ ...filled, persons })}
        />
      ) : null}
      {has('mode') ? (
        <Radio.Group
          aria-label={say('mode')}
          value={filled.mode ?? 'parallel'}
          onChange={({ target }) => setFilled({ ...filled, mode: target.value as 'before' })}
          options={(['before', 'parallel', 'after'] as const).map((value) => ({ value, label: say(value) }))}
        />
      ) : null}
      {has('reason') || has('text') ? (
        <Labelled id={`${id}-words`} text={say(has('reason') ? 'reason' : 'words')} hint={say('reasonHint')}>
          <Input.TextArea
            id={`${id}-words`}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            value={(has('reason') ? filled.reason : filled.text) ?? ''}
            onChange={({ target: { value } }) => setFilled({ ...filled, [has('reason') ? 'reason' : 'text']: value })}
          />
        </Labelled>
      ) : null}
      {lack === null ? null : (
        <p role="alert" className={styles.wrong}>
          {say(lack)}
        </p>
      )}
      {send.error === null ? null : <Trouble problem={send.error} />}
      <div>
        <Button onClick={deliver} loading={send.isPending}>
          {say('do', { act: name })}
        </Button>{' '}
        <Button type="text" onClick={onClose}>
          {say('cancel')}
        </Button>
      </div>
    </div>
  );
}

interface LabelledProps {
  readonly id: string;
  readonly text: string;
  readonly hint?: string;
  readonly children: React.ReactNode;
}

function Labelled({ id, text, hint, children }: LabelledProps) {
  return (
    <div className={styles.labelled}>
      <label htmlFor={id}>{text}</label>
      {children}
      {hint === undefined ? null : <small className={styles.weak}>{hint}</small>}
    </div>
  );
}

/** Steps of the matter by their names, the latest first. */
function stepsOf(items: readonly Item[]) {
  const found = new Map<string, string>();
  // What comes behind the step is one act of it.
  for (const { activity, name } of items.toReversed()) found.set(activity, name.split('：')[0] ?? name);
  return [...found].map(([value, label]) => ({ value, label }));
}

/** Steps that are done; where the matter may not go back to, it says why. */
function wayOptions(items: readonly Item[], ways: ActProps['ways'], why: ReturnType<typeof useReasonText>) {
  return stepsOf(items).flatMap((step) => {
    const way = ways.find(({ activity }) => activity === step.value);
    if (way === undefined) return [];
    return [{ ...step, ...(way.may ? {} : { disabled: true, title: way.reasons.slice(0, 1).map(why).join('') }) }];
  });
}
