import { texts } from '../../i18n/texts.js';

export const { use: usePasskeyTexts, bundles } = texts(
  'passkey',
  {
    refused: '通行密钥未通过验证',
    refusedHint: '它可能已被删除，或不属于当前账号。请改用其他通行密钥或口令。',
    none: '未取得通行密钥',
    noneHint: '可能是您取消了操作、等待超时，或本设备上没有可用的通行密钥。请再试一次，或改用口令。',
  },
  {
    refused: 'The passkey was not accepted',
    refusedHint: 'It may have been thrown away, or belong to another account. Use another passkey or the password.',
    none: 'There was no passkey',
    noneHint: 'You may have cancelled, waited too long, or have none on this device. Try again, or use the password.',
  },
);
