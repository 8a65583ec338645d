import { Controller, Inject } from '@nestjs/common';
import { MOST_SAVED_VIEWS, savedViewOperations as operations, type InputOf, type ResultOf } from '@quanheng/contracts';
import type { PersonalKey, PersonalRow } from '@quanheng/runtime/ports';
import { personOf, type Caller } from '../access/caller.js';
import { Context, Input, Operation } from '../http/operation.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';

const KIND = 'view';
type View = ResultOf<typeof operations.listSavedViews>['items'][number];

/** Filters of boxes that people keep under a name. Nobody sees those of others. */
@Controller()
export class SavedViewsController {
  constructor(@Inject(PARTS) private readonly parts: Pick<Parts, 'personal' | 'surroundings'>) {}

  @Operation(operations.listSavedViews)
  async list(@Input() _input: InputOf<typeof operations.listSavedViews>, @Context() { caller }: RequestContext) {
    return { items: (await this.of(caller)).map(viewOf) };
  }

  @Operation(operations.saveView)
  async save(
    @Input() { params, body }: InputOf<typeof operations.saveView>,
    @Context() { caller }: RequestContext,
  ): Promise<ResultOf<typeof operations.saveView>> {
    const key = keyOf(params, caller);
    const kept = await this.of(caller);
    if (kept.length >= MOST_SAVED_VIEWS && kept.every(({ name }) => name !== key.name)) {
      throw new ProblemError('conflict', `最多保存${MOST_SAVED_VIEWS}个视图，请先删除不再使用的视图。`);
    }
    const savedAt = this.parts.surroundings.now();
    await this.parts.personal.save({ ...key, savedAt, value: JSON.stringify(body) });
    return { savedAt };
  }

  @Operation(operations.dropView)
  async drop(@Input() { params }: InputOf<typeof operations.dropView>, @Context() { caller }: RequestContext) {
    const dropped = await this.parts.personal.drop(keyOf(params, caller));
    if (!dropped) throw new ProblemError('not-found', 'You have saved no view of this name.');
  }

  private of(caller: Caller): Promise<readonly PersonalRow[]> {
    return this.parts.personal.list(caller.unit, KIND, [personOf(caller) ?? '']);
  }
}

/** Boxes have no slash in their names. */
function keyOf({ box, name }: Pick<View, 'box' | 'name'>, caller: Caller): PersonalKey {
  return { unit: caller.unit, person: personOf(caller) ?? '', kind: KIND, name: `${box}/${name}` };
}

function viewOf({ name: key, value, savedAt }: PersonalRow): View {
  const slash = key.indexOf('/');
  const box = key.slice(0, slash) as View['box'];
  return { box, name: key.slice(slash + 1), filters: JSON.parse(value) as View['filters'], savedAt };
}
