import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

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
  const use = (): Say<T> => {
    const { t } = useTranslation(name);
    return (key, values) => t(key, values ?? {});
  };
  return { use, bundles };
}

void i18next.use(initReactI18next).init({
  initAsync: false,
  lng: 'zh-CN',
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  resources: {},
  // React escapes.
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
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
export function useLanguage(): Language {
  useTranslation();
  return language();
}
