// On a machine where nobody chose a language yet, the installation's holds.
import { useEffect } from 'react';
import { limits } from '../api/limits';
import { useLanguage } from '../i18n';
import { hasChosenLanguage } from '../i18n/LanguageProvider';

export function InstallationLanguage() {
  const { setLanguage } = useLanguage();
  useEffect(() => {
    if (hasChosenLanguage()) return;
    limits.get().then(
      ({ language }) => !hasChosenLanguage() && setLanguage(language),
      () => undefined, // the language of this page stays; the next opening asks again
    );
  }, [setLanguage]);
  return null;
}
