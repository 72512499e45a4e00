// Holds the chosen language for the tree and remembers it on this machine.
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { readText, writeText } from '../lib/storage';
import { type Key, type Language, type Translate, translate } from './index';
import type { Params } from './types';

const STORED = 'giaoban-language';

interface Choice {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly t: Translate;
}

const Context = createContext<Choice | null>(null);

/** The language kept on this machine; Vietnamese when none was chosen. */
export function storedLanguage(): Language {
  return readText(STORED) === 'en' ? 'en' : 'vi';
}

/** Whether a language was chosen on this machine. */
export function hasChosenLanguage(): boolean {
  return readText(STORED) !== null;
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setState] = useState<Language>(storedLanguage);
  const setLanguage = useCallback((next: Language) => {
    writeText(STORED, next);
    setState(next);
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<Choice>(
    () => ({ language, setLanguage, t: (key: Key, params?: Params) => translate(language, key, params) }),
    [language, setLanguage],
  );
  return <Context.Provider value={choice}>{children}</Context.Provider>;
}

/** The language in force and the way to change it. */
export function useLanguage(): Choice {
  const choice = useContext(Context);
  if (!choice) throw new Error('useLanguage outside LanguageProvider');
  return choice;
}

/** The translating function of the language in force. */
export function useT(): Translate {
  return useLanguage().t;
}
