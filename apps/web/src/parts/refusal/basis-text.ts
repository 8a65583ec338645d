/** How sure one is of an article, as the server says it in Chinese, and in English. */
const MARKED: readonly (readonly [said: RegExp, told: (article: string) => string])[] = [
  [/^默认规则，可配置\(参照(.+)\)$/, (article) => `${article} (a default that the unit sets)`],
  [/^内部控制规则\((.+)\)$/, (article) => `${article} (a rule of internal control)`],
  [/^参照(.+)$/, (article) => `after ${article}`],
];

/** What a refusal rests on, in English: each article as the process is told. */
export function basisInEnglish(basis: string, tell: (text: string) => string): string {
  return basis
    .split(';')
    .map((each) => {
      for (const [said, told] of MARKED) {
        const article = said.exec(each)?.[1];
        if (article !== undefined) return told(tell(article));
      }
      return tell(each);
    })
    .join('; ');
}
