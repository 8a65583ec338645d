import { texts } from '../../i18n/texts.js';

export const { use: useWorkbenchTexts, bundles } = texts('workbench', { title: '工作台' }, { title: 'Workbench' });
