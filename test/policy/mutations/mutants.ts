import type { Profile } from '@quanheng/policy';

/** A drawing with one thing that holds power in check taken out of it. */
export interface Mutant {
  readonly name: string;
  readonly xml: string;
  /** What the drawing cites for what was taken out. */
  readonly articles: readonly string[];
}

/** Of every control and every constraint of a drawing: taken out, a way drawn around it, each of its acts, of the data it signs and of what else it says taken out or changed; every record, taken out or told by less; every threshold, taken out or another; every duty of a step or an act; every paper that a step asks for, and everything it has ticked; every step and act given to whoever started the matter, to another post, or to nobody in particular. */
export function mutantsOf(xml: string, profile: Pick<Profile, 'separations' | 'articles'>): readonly Mutant[] {
  return [
    ...[...controlMutants(xml), ...constraintMutants(xml), ...recordMutants(xml), ...thresholdMutants(xml, profile)],
    ...[...dutyMutants(xml, profile), ...paperMutants(xml), ...tickMutants(xml), ...holderMutants(xml)],
  ];
}

/** Given to whoever started the matter, to another post, to those in every matter who have it in a few, and to everybody. */
function* holderMutants(xml: string): Iterable<Mutant> {
  const posts = [...new Set([...xml.matchAll(/<qh:assign post="([^"]*)"/g)].map(([, post = '']) => post))];
  for (const [task, attributes = ''] of xml.matchAll(/<userTask ([^>]*?)>[\s\S]*?<\/userTask>/g)) {
    const acts = [...task.matchAll(/<qh:act ([^>]*?)>[\s\S]*?<\/qh:act>/g)].map(([act]) => act);
    for (const place of acts.length > 0 ? acts : [task]) {
      const name = [attributeOf(attributes, 'id'), ...(place === task ? [] : [attributeOf(place, 'name')])].join('#');
      const [first = ''] = /<qh:assign [^>]*\/>/.exec(place) ?? [];
      const all = /(<qh:assign [^>]*\/>\s*)+/.exec(place)?.[0] ?? '';
      const other = posts.find((post) => !place.includes(`post="${post}"`)) ?? '';
      const changed = [
        ['given to everybody', all, ''],
        ...(all.includes('<qh:assign of="initiator"/>') ? [] : [['given to the initiator', all, INITIATOR]]),
        ['given to another post', first, `<qh:assign post="${other}"/>`],
        ...[...all.matchAll(/ startedBy="[^"]*"/g)].map(([said]) => [`always given as if${said}`, said, '']),
      ];
      const articles = acts.length > 0 ? actArticles(place, task, acts) : articlesIn(task);
      for (const [what = '', from = '', to = ''] of changed) {
        const mutated = task.replace(place, place.replace(from, to));
        yield { name: `${name} ${what}`, xml: xml.replace(task, mutated), articles };
      }
    }
  }
}
const INITIATOR = '<qh:assign of="initiator"/>';

function* paperMutants(xml: string): Iterable<Mutant> {
  for (const [task, attributes = ''] of xml.matchAll(/<userTask ([^>]*?)>[\s\S]*?<\/userTask>/g)) {
    const id = attributeOf(attributes, 'id') ?? '';
    for (const [paper, more = ''] of task.matchAll(/<qh:evidence ([^>]*?)\/>/g)) {
      if (attributeOf(more, 'required') === 'false') continue;
      const name = `${id} without the paper ${attributeOf(more, 'name') ?? ''}`;
      yield { name, xml: xml.replace(task, task.replace(paper, '')), articles: articlesAround(paper, task) };
    }
  }
}

/** One tick fewer, and none. */
function* tickMutants(xml: string): Iterable<Mutant> {
  for (const [task, attributes = ''] of xml.matchAll(/<userTask ([^>]*?)>[\s\S]*?<\/userTask>/g)) {
    const id = attributeOf(attributes, 'id') ?? '';
    for (const [property, listed = ''] of task.matchAll(/<qh:property name="verify" value="([^"]*)"\/>/g)) {
      const ticks = listed.split(' ');
      const fewer =
        ticks.length < 2 ? [] : ticks.map((tick) => [tick, ticks.filter((each) => each !== tick).join(' ')]);
      for (const [what, left = ''] of [['all', ''], ...fewer]) {
        const changed = task.replace(property, left === '' ? '' : property.replace(listed, left));
        const articles = articlesAround(property, task);
        yield { name: `${id} without ticking ${what}`, xml: xml.replace(task, changed), articles };
      }
    }
  }
}

/** One duty fewer. Beside the step, it rests on what keeps the duty apart from others, and on what the archive rests on, where it is that. */
function* dutyMutants(
  xml: string,
  { separations, articles }: Pick<Profile, 'separations' | 'articles'>,
): Iterable<Mutant> {
  for (const [task, attributes = ''] of xml.matchAll(/<userTask ([^>]*?)>[\s\S]*?<\/userTask>/g)) {
    const id = attributeOf(attributes, 'id') ?? '';
    for (const [tag, listed = ''] of task.matchAll(/<(?:userTask|qh:act) [^>]*?duty="([^"]*)"[^>]*>/g)) {
      for (const duty of listed.split(' ')) {
        const fewer = listed.split(' ').filter((each) => each !== duty);
        const instead = fewer.length === 0 ? '' : `$1duty="${fewer.join(' ')}"`;
        const changed = tag.replace(/( (?:qh:)?)duty="[^"]*"/, instead);
        const apart = separations.filter(({ a, b }) => a === duty || b === duty).flatMap(({ basis }) => basis);
        const archive = articles.filter((each) => duty === 'ARCHIVE' && each.for.includes('L22'));
        const cited = [...apart, ...archive].map(({ article }) => article);
        const name = `${tag.startsWith('<qh:act') ? `${id}#${attributeOf(tag, 'name') ?? ''}` : id} without the duty ${duty}`;
        yield {
          name,
          xml: xml.replace(task, task.replace(tag, changed)),
          articles: [...cited, ...articlesAround(tag, task)],
        };
      }
    }
  }
}

/** Of a paper that an act asks for, what the act rests on, where it says so; else what the step and its control rest on. */
function articlesAround(paper: string, task: string): readonly string[] {
  const acts = [...task.matchAll(/<qh:act [^>]*?>[\s\S]*?<\/qh:act>/g)].map(([act]) => act);
  return actArticles(acts.find((act) => act.includes(paper)) ?? '', task, acts);
}

function actArticles(act: string, task: string, acts: readonly string[]): readonly string[] {
  const own = articlesIn(act);
  return own.length > 0 ? own : articlesIn(acts.reduce((rest, each) => rest.replace(each, ''), task));
}

function* constraintMutants(xml: string): Iterable<Mutant> {
  for (const [block, attributes = ''] of xml.matchAll(/<qh:constraint ([^>]*?)>[\s\S]*?<\/qh:constraint>/g)) {
    const name = attributeOf(attributes, 'name') ?? '';
    yield { name: `constraint ${name} removed`, xml: xml.replace(block, ''), articles: articlesIn(block) };
  }
}

/** Taken out, told by another name in the place of each, no more by year or each by itself. */
function* recordMutants(xml: string): Iterable<Mutant> {
  const names = [...xml.matchAll(/<qh:protected name="([^"]*)"[^>]*type="(?:text|account)"/g)].map(
    ([, name = '']) => name,
  );
  for (const [record, attributes = ''] of xml.matchAll(/<qh:record ([^>]*?)\/>/g)) {
    const kind = attributeOf(attributes, 'kind') ?? '';
    const of = (attributeOf(attributes, 'of') ?? '').split(' ');
    const other = names.find((name) => !of.includes(name)) ?? '';
    const changed = [
      ['removed', ''],
      ...of.map((name) => [
        `of ${other} for ${name}`,
        record.replace(new RegExp(`(of="[^"]*?)\\b${name}\\b`), `$1${other}`),
      ]),
      ...[' by="year"', ' each="true"'].flatMap((said) =>
        record.includes(said)
          ? [[`without${said}`, record.replace(said, '')]]
          : [[`with${said}`, record.replace('/>', `${said}/>`)]],
      ),
    ];
    const constraints = [...xml.matchAll(/<qh:constraint [\s\S]*?<\/qh:constraint>/g)].map(([block]) => block);
    const articles = constraints.filter((block) => block.includes(`extent="${kind}"`)).flatMap(articlesIn);
    for (const [what = '', instead = ''] of changed)
      yield { name: `record ${kind} ${what}`, xml: xml.replace(record, instead), articles };
  }
}

function* thresholdMutants(xml: string, { articles }: Pick<Profile, 'articles'>): Iterable<Mutant> {
  const general = articles.filter((each) => each.for.includes('L20')).map(({ article }) => article);
  for (const [threshold, attributes = ''] of xml.matchAll(/<qh:threshold ([^>]*?)\/>/g)) {
    const variable = attributeOf(attributes, 'variable') ?? '';
    const another = threshold.replace(/key="[^"]*"/, 'key="another"');
    for (const [what, instead] of [
      ['removed', ''],
      ['another', another],
    ] as const)
      yield { name: `threshold ${variable} ${what}`, xml: xml.replace(threshold, instead), articles: general };
  }
}

function* controlMutants(xml: string): Iterable<Mutant> {
  for (const [task, attributes = ''] of xml.matchAll(/<userTask ([^>]*?)>[\s\S]*?<\/userTask>/g)) {
    const [control] = /<qh:control [\s\S]*?<\/qh:control>/.exec(task) ?? [];
    const id = attributeOf(attributes, 'id') ?? '';
    if (control === undefined) continue;
    const articles = articlesIn(control);
    yield { name: `${id} a plain task`, xml: xml.replace(task, task.replace(control, anybody(control))), articles };
    yield { name: `${id} with a way around`, xml: withWayAround(xml, id), articles };
    for (const { what, property } of signingLess(control, xml)) {
      yield { name: `${id} ${what}`, xml: xml.replace(task, task.replace(control, property)), articles };
    }
    for (const { what, changed } of sayingLess(control)) {
      yield { name: `${id} ${what}`, xml: xml.replace(task, task.replace(control, changed)), articles };
    }
    for (const [act, more = ''] of control.matchAll(/<qh:act ([^>]*?)>[\s\S]*?<\/qh:act>/g)) {
      const changed = task.replace(act, '');
      yield { name: `${id} without ${attributeOf(more, 'name') ?? ''}`, xml: xml.replace(task, changed), articles };
    }
  }
}

/** What a control or an act of it says, taken out, or less of it asked for. */
function* sayingLess(control: string): Iterable<{ readonly what: string; readonly changed: string }> {
  for (const [property, name = '', value = ''] of control.matchAll(/<qh:property name="(\w+)" value="([^"]*)"\/>/g)) {
    if (name === 'signs' || name === 'verify') continue;
    const less = /^\d/.test(value) ? '1' : value === 'secret' ? 'open' : 'another';
    for (const [what, instead] of [
      ['removed', ''],
      [less, `<qh:property name="${name}" value="${less}"/>`],
    ] as const)
      yield { what: `${name} ${what}`, changed: control.replace(property, instead) };
  }
}

/** The control signs one name fewer, or, where it signed all that is protected, one name of it. */
function* signingLess(control: string, xml: string): Iterable<{ readonly what: string; readonly property: string }> {
  const signs = (value: string): string => `<qh:property name="signs" value="${value}"/>`;
  const [said, listed = ''] = /<qh:property name="signs" value="([^"]*)"\/>/.exec(control) ?? [];
  const names = listed.split(' ').filter((name) => name !== '');
  const [first] = /<qh:protected name="([^"]*)"/.exec(xml)?.slice(1) ?? [];
  if (said === undefined && first !== undefined && !control.includes('kind="emergency"'))
    yield { what: `signs ${first} alone`, property: control.replace('</qh:control>', `${signs(first)}</qh:control>`) };
  for (const name of names.length > 1 ? names : []) {
    const fewer = names.filter((each) => each !== name).join(' ');
    yield { what: `signs without ${name}`, property: control.replace(said ?? '', signs(fewer)) };
  }
}

/** The work goes to whom the first act went. */
function anybody(control: string): string {
  const [assign = ''] = /<qh:assign [^>]*\/>/.exec(control) ?? [];
  return assign;
}

/** A gateway before it from which one may go on behind it. */
function withWayAround(xml: string, id: string): string {
  const flows = [...xml.matchAll(/<sequenceFlow ([^>]*?)(?:\/>|>[\s\S]*?<\/sequenceFlow>)/g)];
  const passed = flows.find(
    ([, text = '']) =>
      attributeOf(text, 'sourceRef') === id && ['passed', null].includes(attributeOf(text, 'qh:outcome')),
  );
  const target = attributeOf(passed?.[1] ?? '', 'targetRef') ?? '';
  const redirected = xml
    .replaceAll(`targetRef="${id}"`, 'targetRef="WayAround"')
    // What is drawn again in the nodes is left to the flows.
    .replaceAll(/<(incoming|outgoing)>[^<]*<\/\1>/g, '');
  const gateway = `<exclusiveGateway id="WayAround" default="WayThrough"/>
    <sequenceFlow id="WayThrough" sourceRef="WayAround" targetRef="${id}"/>
    <sequenceFlow id="WayPast" sourceRef="WayAround" targetRef="${target}"><conditionExpression>waived</conditionExpression></sequenceFlow>`;
  return redirected.replace(new RegExp(`<userTask id="${id}"`), `${gateway}<userTask id="${id}"`);
}

function articlesIn(block: string): readonly string[] {
  return [...block.matchAll(/<qh:basis article="([^"]*)"/g)].map(([, article = '']) => article);
}

function attributeOf(text: string, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text)?.[1] ?? null;
}
