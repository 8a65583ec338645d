type Data = Readonly<Record<string, unknown>>;

const partOf = (data: Data, name: string): Data => {
  const part = data[name];
  return typeof part === 'object' && part !== null && !Array.isArray(part) ? (part as Data) : {};
};

/** What stands at a place of the data: `descriptors.conditions`. */
export function valueAt(data: Data, place: string): unknown {
  const [name = '', ...rest] = place.split('.');
  return rest.length === 0 ? data[name] : valueAt(partOf(data, name), rest.join('.'));
}

/** The data with something else at that place. */
export function withAt(data: Data, place: string, value: unknown): Record<string, unknown> {
  const [name = '', ...rest] = place.split('.');
  return { ...data, [name]: rest.length === 0 ? value : withAt(partOf(data, name), rest.join('.'), value) };
}

/** Whether what is wrong at one place is wrong at the other: in it, or around it. */
export function isAt(wrong: string, place: string): boolean {
  return wrong === place || wrong.startsWith(`${place}.`) || place.startsWith(`${wrong}.`);
}
