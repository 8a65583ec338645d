/** 1, 1, 2, 1, 1, 2, 4, ... (Luby, Sinclair, Zuckerman 1993): no other order of restarts is ever much better. */
export function luby(number: number): number {
  let size = 1;
  while (size < number + 1) size = 2 * size + 1;
  let place = number;
  while (size - 1 !== place) {
    size = (size - 1) / 2;
    place %= size;
  }
  return (size + 1) / 2;
}
