import { editorTextInChinese } from './form-editor-texts.js';

/** Where the editor speaks itself; everything else that is drawn is what somebody has written. */
const SAID = [
  ...['.fjs-palette-header', '.fjs-palette-group-title', '.fjs-palette-no-entries', '.fjs-empty-component-text'],
  ...['.fjs-empty-editor-card > h2', '.fjs-empty-editor-card > span', '.fjs-repeat-render-footer > span'],
  ...['.fjs-form-field-placeholder', '.fjs-table.fjs-disabled', '.bio-properties-panel-header-type'],
  ...['.bio-properties-panel-placeholder-text', '.bio-properties-panel-tooltip-content'],
  ...['.bio-properties-panel-description', '.bio-properties-panel-add-entry', '.bio-properties-panel-error'],
  '.bio-properties-panel-feel-editor__open-popup-placeholder',
].join();
const NAMED = ['title', 'placeholder', 'aria-label'] as const;

/**
 * Puts what the form editor draws beside its panel's fields into Chinese, as it is drawn: the library has no texts of its own to replace.
 * @returns what ends this
 */
export function drawnInChinese(place: HTMLElement): () => void {
  const observer = new MutationObserver(() => translate(place));
  observer.observe(place, { subtree: true, childList: true, characterData: true, attributeFilter: [...NAMED] });
  translate(place);
  return () => observer.disconnect();
}

/** What is in Chinese already is left alone, so that this comes to an end. */
function translate(place: HTMLElement): void {
  for (const said of place.querySelectorAll(SAID)) {
    const texts = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const chinese = editorTextInChinese(text.nodeValue ?? '');
      if (chinese !== text.nodeValue) text.nodeValue = chinese;
    }
  }
  for (const name of NAMED) {
    for (const named of place.querySelectorAll(`[${name}]`)) {
      const chinese = editorTextInChinese(named.getAttribute(name) ?? '');
      if (chinese !== named.getAttribute(name)) named.setAttribute(name, chinese);
    }
  }
}
