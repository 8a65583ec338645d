const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '兆'];
/** As many digits before the point as there are places for. */
const MOST_DIGITS = PLACES.length * GROUPS.length;

/** Yuan and cents in figures, with commas: `1,234.00`; null: no such amount. */
export function figures(amount: string): string | null {
  const parts = partsOf(amount);
  if (parts === null) return null;
  const { isNegative, yuan, cents } = parts;
  return `${isNegative ? '-' : ''}${yuan.replace(/\B(?=(?:\d{3})+$)/g, ',')}.${cents}`;
}

/** 大写金额, as banks and vouchers write it: `壹仟贰佰叁拾肆元整`; null: no amount in yuan and cents of at most 16 digits. */
export function capital(amount: string): string | null {
  const parts = partsOf(amount);
  if (parts === null) return null;
  const { isNegative, yuan, cents } = parts;
  const whole = yuan === '0' ? '' : `${integer(yuan)}元`;
  const [jiao = 0, fen = 0] = Array.from(cents, Number);
  const text = whole + fraction(jiao, fen, whole !== '');
  return (isNegative ? '负' : '') + (text === '' ? '零元整' : text);
}

function fraction(jiao: number, fen: number, hasYuan: boolean): string {
  if (jiao === 0 && fen === 0) return hasYuan ? '整' : '';
  const tenths = jiao === 0 ? (hasYuan ? '零' : '') : `${DIGITS[jiao] ?? ''}角`;
  return tenths + (fen === 0 ? '整' : `${DIGITS[fen] ?? ''}分`);
}

/** One 零 for any run of noughts inside, none at the end. */
function integer(yuan: string): string {
  let text = '';
  let isPending = false;
  let inGroup = false;
  for (const [at, digit] of Array.from(yuan).entries()) {
    const left = yuan.length - 1 - at;
    if (digit === '0') isPending = text !== '';
    else {
      text += `${isPending ? '零' : ''}${DIGITS[Number(digit)] ?? ''}${PLACES[left % PLACES.length] ?? ''}`;
      isPending = false;
      inGroup = true;
    }
    if (left % PLACES.length === 0) {
      if (inGroup) text += GROUPS[left / PLACES.length] ?? '';
      inGroup = false;
    }
  }
  return text;
}

interface Parts {
  readonly isNegative: boolean;
  readonly yuan: string;
  readonly cents: string;
}

function partsOf(amount: string): Parts | null {
  const [, sign = '', yuan = '', cents = ''] = /^(-?)0*(\d+?)(?:\.(\d{1,2})0*)?$/.exec(amount) ?? [];
  if (yuan === '' || yuan.length > MOST_DIGITS) return null;
  return { isNegative: sign === '-', yuan, cents: cents.padEnd(2, '0') };
}
