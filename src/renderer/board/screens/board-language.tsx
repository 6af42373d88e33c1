import { LanguageSelect } from '../../shared/components/language-select.tsx';
import css from './theme-button.module.css';

/** Beside the other buttons in the corner, and as hard to see. */
export function BoardLanguage() {
  return (
    <div className={css.button} data-place="third">
      <LanguageSelect />
    </div>
  );
}
