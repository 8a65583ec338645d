import { Title } from '../../parts/page/title.js';
import { useWorkbenchTexts } from './texts.js';

export function Component() {
  const say = useWorkbenchTexts();
  return <Title>{say('title')}</Title>;
}
