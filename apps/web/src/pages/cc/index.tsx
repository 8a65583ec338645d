import { CopyBox } from '../../parts/box/of-copies.js';
import { useCcTexts } from './texts.js';

export function Component() {
  const say = useCcTexts();
  return (
    <CopyBox
      name="cc"
      title={say('title')}
      empty={{ title: say('empty'), hint: say('emptyHint') }}
      by={(name) => say('by', { name })}
    />
  );
}
