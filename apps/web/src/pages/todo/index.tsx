import { Link } from 'react-router';
import { ItemBox } from '../../parts/box/of-items.js';
import { useTodoTexts } from './texts.js';

export function Component() {
  const say = useTodoTexts();
  const start = <Link to="/start">{say('start')}</Link>;
  return (
    <ItemBox
      name="todo"
      title={say('title')}
      act={start}
      empty={{ title: say('empty'), hint: say('emptyHint'), act: start }}
    />
  );
}
