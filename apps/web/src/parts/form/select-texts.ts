const CHINESE: Readonly<Record<string, string>> = {
  Search: '输入文字查找',
  'No results': '没有符合的选项',
  'All values selected': '已全部选择',
};

/**
 * Puts what the lists of the form library say themselves into Chinese, as they are drawn: the library has no texts to replace.
 * @returns what ends this
 */
export function selectsInChinese(place: HTMLElement): () => void {
  const observer = new MutationObserver(() => translate(place));
  observer.observe(place, { subtree: true, childList: true });
  return () => observer.disconnect();
}

/** What is in Chinese already is left alone, so that this comes to an end. */
function translate(place: HTMLElement): void {
  for (const input of place.querySelectorAll<HTMLInputElement>('input[placeholder]')) {
    const chinese = CHINESE[input.placeholder];
    if (chinese !== undefined) input.placeholder = chinese;
  }
  for (const { firstChild: said } of place.querySelectorAll('.fjs-dropdownlist-empty')) {
    const chinese = CHINESE[said?.nodeValue ?? ''];
    if (said !== null && chinese !== undefined) said.nodeValue = chinese;
  }
}
