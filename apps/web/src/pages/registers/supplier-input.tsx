import { registerOperations } from '@quanheng/contracts';
import { useQuery } from '@tanstack/react-query';
import { AutoComplete } from 'antd';
import { choicesOf } from '../../parts/form/entries.js';
import { useSettled } from '../../parts/page/use-settled.js';
import styles from './registers.module.css';

/** The server looks for no more. */
const MOST_LETTERS = 100;

interface SupplierInputProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The number of a supplier, found by the number or the name. */
export function SupplierInput({ id, label, value, onChange }: SupplierInputProps) {
  const wanted = useSettled(value.trim().slice(0, MOST_LETTERS));
  const { data = [] } = useQuery({
    queryKey: [registerOperations.listRegisterEntries.id, 'choices', wanted],
    queryFn: () => choicesOf('supplier', wanted),
    placeholderData: (before) => before,
  });
  return (
    <AutoComplete
      id={id}
      aria-label={label}
      className={styles.wide ?? ''}
      value={value}
      options={data.map(({ id: number, name }) => ({ value: number, label: `${name} · ${number}` }))}
      onChange={(typed: string) => onChange(typed)}
    />
  );
}
