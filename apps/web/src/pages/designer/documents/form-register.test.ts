import { withRegister } from './form-register.js';

const general = { id: 'general', entries: [{ id: 'key' }] };

test('a field of text is offered the registers, by the entry with which the library offers a choice', () => {
  const edited: unknown[] = [];
  const select = { props: { label: 'Validation pattern' as unknown, options: [] as unknown[] } };
  const component = ({ getValue, onChange }: Readonly<Record<string, unknown>>) => {
    const value = (getValue as (key: string) => () => unknown)('')();
    return { props: { children: [select], value, choose: (onChange as (key: string) => unknown)('') } };
  };
  const validation = { id: 'validation', entries: [{ id: 'validationType', component }] };
  const groups = withRegister([general, validation] as never);
  expect(groups.map(({ entries = [] }) => entries.map(({ id }) => id))).toEqual([
    ['key', 'register'],
    ['validationType'],
  ]);
  // The same each time, or what is being chosen would be drawn anew.
  const made = groups[0]?.entries?.[1]?.component;
  expect(withRegister([general, validation] as never)[0]?.entries?.[1]?.component).toBe(made);
  const field = { type: 'textfield', properties: { register: 'contract', other: 'kept' } };
  const editField = (_field: unknown, path: readonly string[], value: unknown) => edited.push([path, value]);
  const drawn = made?.({ field, editField }) as unknown as {
    readonly props: { readonly value: unknown; readonly choose: (register: string | undefined) => void };
  };
  expect(drawn.props.value).toBe('contract');
  expect(select.props.label).toBe('编号取自台账');
  expect(select.props.options).toContainEqual({ value: 'budgetLine', label: '预算指标' });
  drawn.props.choose('budgetLine');
  drawn.props.choose(undefined);
  expect(edited).toEqual([
    [['properties'], { other: 'kept', register: 'budgetLine' }],
    [['properties'], { other: 'kept' }],
  ]);
});

test('any other field is offered what the library offers', () => {
  expect(withRegister([general])).toEqual([general]);
});
