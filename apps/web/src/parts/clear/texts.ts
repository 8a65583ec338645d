import { texts } from '../../i18n/texts.js';

export const { use: useClearTexts, bundles } = texts('clear', { clear: '清除' }, { clear: 'Clear' });
