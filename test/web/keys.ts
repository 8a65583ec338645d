import type { Page } from 'playwright-core';

/** What a screen reader would say of what has the focus: its label, and what it is. */
const FOCUSED = `(() => {
  const it = document.activeElement;
  if (it === document.body) return '';
  const labels = [...(it.labels ?? [])].map((label) => label.innerText).join(' ');
  const says = it.matches('a, button, [role="tab"]') ? it.innerText : '';
  return [it.ariaLabel, labels, it.dataset.line, it.placeholder, says, it.tagName].filter(Boolean).join(' | ');
})()`;
/** More than any page of the product has. */
const MOST = 120;

/** Somebody without a mouse. */
export class Keys {
  constructor(readonly page: Page) {}

  focused(): Promise<string> {
    return this.page.evaluate<string>(FOCUSED);
  }

  press(...keys: readonly string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Presses the tabulator until that has the focus. */
  async tabTo(isIt: RegExp): Promise<void> {
    const passed: string[] = [];
    for (let pressed = 0; pressed < MOST; pressed++) {
      const focused = await this.focused();
      if (isIt.test(focused)) return;
      passed.push(focused.slice(0, 60));
      await this.press('Tab');
    }
    throw new Error(`no tabulator leads to ${String(isIt)}, but to ${passed.join('; ')}`);
  }

  /** Goes there and presses enter. */
  async enter(isIt: RegExp): Promise<void> {
    await this.tabTo(isIt);
    await this.press('Enter');
  }

  /** Goes there and types. */
  async fill(isIt: RegExp, text: string): Promise<void> {
    await this.tabTo(isIt);
    await this.type(text);
  }
}
