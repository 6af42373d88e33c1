import { useTranslation } from 'react-i18next';
import { LanguageSelect } from '../../shared/components/language-select.tsx';
import css from './theme-button.module.css';

/** Beside the other buttons in the corner, and as hard to see. */
export function BoardLanguage() {
  const { t } = useTranslation('shared');
  return (
    <section className={css.button} data-place="third" aria-label={t('language')}>
      <LanguageSelect />
    </section>
  );
}
