import { SunMoon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useThemeSwitch } from '../../shared/theme-context.ts';
import css from './theme-button.module.css';

/** In a corner, and only visible under the pointer: nobody in the hall needs it. */
export function ThemeButton() {
  const { t } = useTranslation('board');
  const theme = useThemeSwitch();
  return (
    <button
      type="button"
      className={css.button}
      aria-label={t('theme')}
      onClick={() => theme.choose(theme.next())}
    >
      <SunMoon aria-hidden="true" />
    </button>
  );
}
