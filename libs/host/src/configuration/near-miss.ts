/** What somebody may have meant who wrote `word`: the known word with the fewest letters changed, if they are few. */
export function nearMiss(word: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  let fewest = Math.max(2, Math.floor(word.length / 4)) + 1;
  for (const each of known) {
    const changes = distance(word.toLowerCase(), each.toLowerCase());
    if (changes < fewest) {
      fewest = changes;
      best = each;
    }
  }
  return best;
}

/** Letters to insert, drop or replace (Levenshtein). */
function distance(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min((above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1, replaced));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
