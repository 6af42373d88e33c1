import { useTranslation } from 'react-i18next';
import { PAGES } from '../door/fragment.ts';
import { useDesk } from './deskwork.tsx';
import { OTHER_PAGES } from './pages.tsx';
import styles from './top-bar.module.css';

/** The desk's pages, as links: they can be opened in a second window. */
export function PageLinks() {
  const { t } = useTranslation('banker');
  const { page, hrefOf } = useDesk();
  return (
    <nav className={styles['pages']} aria-label={t('top.pages')}>
      {PAGES.filter((each) => each === 'desk' || OTHER_PAGES[each] !== undefined).map((each) => (
        <a key={each} href={hrefOf(each)} aria-current={each === page ? 'page' : undefined}>
          {t(`page.${each}`)}
        </a>
      ))}
    </nav>
  );
}
