import { CopyBox } from '../../parts/box/of-copies.js';
import { useToReadTexts } from './texts.js';

export function Component() {
  const say = useToReadTexts();
  return (
    <CopyBox
      name="to-read"
      title={say('title')}
      empty={{ title: say('empty'), hint: say('emptyHint') }}
      by={(name) => say('by', { name })}
    />
  );
}
