import { ItemBox } from '../../parts/box/of-items.js';
import { useDoneTexts } from './texts.js';

export function Component() {
  const say = useDoneTexts();
  return <ItemBox name="done" title={say('title')} empty={{ title: say('empty'), hint: say('emptyHint') }} />;
}
