import { Languages as Sign } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLanguages } from '../hooks/use-languages.ts';
import css from './language-select.module.css';

/** The languages of this page, each by its own name, so that everybody finds their own among words that they cannot read. */
export function LanguageSelect() {
  const { t } = useTranslation('shared');
  const { current, all, choose } = useLanguages();
  if (all.length === 1) return null;
  return (
    <label className={css.language}>
      <Sign aria-hidden="true" size="1.25em" />
      <select
        aria-label={t('language')}
        className={css.select}
        translate="no"
        data-words="none"
        value={current}
        onChange={({ target }) => choose(target.value)}
      >
        {all.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
