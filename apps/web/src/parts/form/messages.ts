import { language } from '../../i18n/texts.js';

const CHINESE: readonly (readonly [RegExp, string])[] = [
  [/^Field is required\.$/, '此项必填。'],
  [/^Value is not a number\.$/, '请填写数字。'],
  [/^Value is expected to be an integer\.$/, '请填写整数。'],
  [/^Value is expected to have at most (\d+) decimal digits?\.$/, '最多 $1 位小数。'],
  [
    /^Please select a valid value, the two nearest valid values are (.+) and (.+)\.$/,
    '请填写有效的数值，最接近的是 $1 和 $2。',
  ],
  [/^Field must match pattern (.+)\.$/, '格式须符合 $1。'],
  [/^Field must have minimum value of (.+)\.$/, '不得小于 $1。'],
  [/^Field must have maximum value of (.+)\.$/, '不得大于 $1。'],
  [/^Field must have minimum length of (.+)\.$/, '至少 $1 个字符。'],
  [/^Field must have maximum length of (.+)\.$/, '最多 $1 个字符。'],
  [/^Field must be a valid email\.$/, '请填写有效的电子邮箱。'],
  [/^Field must be a valid\s+international phone number\..*$/, '请填写带国家代码的电话号码，如 +8610…'],
  [/^Value is not valid, write it such as (.+)\.$/, '格式不对，请写成 $1 的样子。'],
  [/^Date must not be before today\.$/, '不得早于今天。'],
  [/^(?:Min|Max) validation value is not a valid number\.$/, '表单的限值有误，请联系流程设计员。'],
];

/** What the form library says of a field, in the language of the page; what it is not known to say stays as it is. */
export function translated(message: string): string {
  if (language() === 'en') return message;
  const found = CHINESE.find(([pattern]) => pattern.test(message));
  return found === undefined ? message : message.replace(found[0], found[1]);
}

interface Validator {
  validateFieldInstance(field: unknown, value: unknown): string[];
}

/** A module of the form library that translates what its validator finds. */
export const messagesModule = {
  __init__: ['translatedMessages'],
  translatedMessages: [
    'type',
    Object.assign(
      function translate(validator: Validator): void {
        const original = validator.validateFieldInstance.bind(validator);
        validator.validateFieldInstance = (field, value) => original(field, value).map(translated);
      },
      { $inject: ['validator'] },
    ),
  ],
};
