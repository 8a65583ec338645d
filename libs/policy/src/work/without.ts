/** The others, whatever they are called. */
export function without<T>(all: Readonly<Record<string, T>>, key: string): Record<string, T> {
  const { [key]: _gone, ...left } = all;
  return left;
}
