import type { WireValue } from '@quanheng/contracts';

/** A number as the server writes it: plain where JSON holds it without loss, tagged otherwise. Null: it is none. */
export function decimalOf(value: WireValue | undefined): string | null {
  if (typeof value === 'number') return plain(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { $feel: type, value: text } = value as { $feel?: unknown; value?: unknown };
  return type === 'number' && typeof text === 'string' ? text : null;
}

/** Without an exponent. */
function plain(value: number): string {
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** `¥1,234.50`: thousands separated, two decimals and more where there are more; null for what is no plain number. */
export function money(decimal: string): string | null {
  const found = DECIMAL.exec(decimal);
  if (found === null) return null;
  const [, sign = '', whole = '', part = ''] = found;
  return `${sign}¥${whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',')}.${part.padEnd(2, '0')}`;
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];
/** Digits before the point that have names. */
const MOST_DIGITS = 16;

/** 大写: `壹仟贰佰叁拾肆元伍角整`; null for what is no amount in fen, or has no name. */
export function capitals(decimal: string): string | null {
  const found = DECIMAL.exec(decimal);
  if (found === null) return null;
  const [, sign = '', digits = '', part = ''] = found;
  const whole = digits.replace(/^0+/, '');
  const cents = part.replace(/0+$/, '');
  if (whole.length > MOST_DIGITS || cents.length > 2) return null;
  const [jiao = '0', fen = '0'] = Array.from(cents.padEnd(2, '0'));
  const yuan = whole === '' ? '' : `${wholeCapitals(whole)}元`;
  const small = smallCapitals(jiao, fen, whole !== '');
  if (yuan === '' && small === '整') return '零元整';
  return `${sign === '' ? '' : '负'}${yuan}${small}`;
}

function smallCapitals(jiao: string, fen: string, hasWhole: boolean): string {
  if (jiao === '0' && fen === '0') return '整';
  const tenths = jiao === '0' ? (hasWhole ? '零' : '') : `${digit(jiao)}角`;
  return fen === '0' ? `${tenths}整` : `${tenths}${digit(fen)}分`;
}

/** By groups of four: a zero is spoken once between digits, and never at the end of a group. */
function wholeCapitals(whole: string): string {
  let text = '';
  let isZeroDue = false;
  for (let start = 0; start < whole.length;) {
    const group = Math.floor((whole.length - start - 1) / 4);
    const end = whole.length - group * 4;
    const spoken = groupCapitals(whole.slice(start, end), isZeroDue && text !== '');
    isZeroDue = spoken.isZeroDue;
    if (spoken.text !== '') text += spoken.text + (GROUPS[group] ?? '');
    start = end;
  }
  // 壹万亿 and 壹亿亿 have one name of the hundred millions, not two.
  return text.replace(/万亿(?=.*亿)/, '万');
}

function groupCapitals(group: string, isZeroBefore: boolean): { readonly text: string; readonly isZeroDue: boolean } {
  let text = '';
  let isZeroDue = isZeroBefore;
  Array.from(group).forEach((each, index) => {
    if (each === '0') {
      isZeroDue = true;
      return;
    }
    text += `${isZeroDue ? '零' : ''}${digit(each)}${PLACES[group.length - 1 - index] ?? ''}`;
    isZeroDue = false;
  });
  return { text, isZeroDue };
}

const digit = (each: string): string => DIGITS[Number(each)] ?? '';
