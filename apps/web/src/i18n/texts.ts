import i18next from 'i18next';
import { useSyncExternalStore } from 'react';

/** Chinese first; English says the same. */
export type Language = 'zh-CN' | 'en';
const KEPT = 'quanheng-language';

type Bundle = Readonly<Record<string, string>>;
/** English has a second form for one of something, Chinese none. */
type SameIn<T extends Bundle> = Readonly<Record<keyof T & string, string>> &
  Readonly<Partial<Record<`${keyof T & string}_one`, string>>>;
type Values = Readonly<Record<string, string | number>>;
export type Say<T extends Bundle> = (key: keyof T & string, values?: Values) => string;

/** Texts of one page or part, which come with its code. Each key is there in both languages, or it does not compile. */
export function texts<const T extends Bundle>(
  name: string,
  zh: T,
  en: NoInfer<SameIn<T>>,
): { readonly use: () => Say<T>; readonly bundles: Readonly<Record<Language, Bundle>> } {
  const bundles: Record<Language, Bundle> = { 'zh-CN': zh, en };
  for (const [language, bundle] of Object.entries(bundles)) i18next.addResourceBundle(language, name, bundle);
  const says = new Map<Language, Say<T>>();
  const use = (): Say<T> => {
    const language = useLanguage();
    const say = says.get(language) ?? sayIn(language, name);
    says.set(language, say);
    return say;
  };
  return { use, bundles };
}

function sayIn<T extends Bundle>(language: Language, name: string): Say<T> {
  const say = i18next.getFixedT(language, name);
  return (key, values) => say(key, values ?? {});
}

void i18next.init({
  initAsync: false,
  lng: 'zh-CN',
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  // React escapes.
  interpolation: { escapeValue: false },
});

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'zh-CN';
}

/** The language somebody chose before; without a choice it is Chinese. */
export function startTexts(): void {
  setLanguage(localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh-CN');
}

export function setLanguage(chosen: Language): void {
  localStorage.setItem(KEPT, chosen);
  document.documentElement.lang = chosen;
  void i18next.changeLanguage(chosen);
}

/** Redraws whoever asks when the language changes. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language);

function onLanguage(changed: () => void): () => void {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
}
