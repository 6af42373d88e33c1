import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { DESK_PAGES } from '../entry/desk-route.ts';
import { useDesk, useWaitingCount } from './desk-context.ts';
import { OTHER_PAGES } from './pages.tsx';
import css from './top-bar.module.css';

/** Those that are rarely needed are only in the menu. */
const LINKED = DESK_PAGES.filter(
  (page) => page !== 'safekeeping' && page !== 'library' && page !== 'doctor' && page !== 'seat_cards',
);

/** It has its place while nobody waits, too: what comes after it stays where it is, and a nought leaves no hole there. */
function WaitingNumber({ waiting }: { readonly waiting: number }) {
  const { t } = useTranslation('banker');
  const format = useFormat();
  return (
    <span className={css.number} data-none={waiting === 0} aria-hidden={waiting === 0}>
      {format.number(waiting)}
      {waiting > 0 && <span className="visually-hidden"> {t('top.waiting')}</span>}
    </span>
  );
}

/** Links to the desk's pages, so that they can be opened in a second window. */
export function PageLinks() {
  const { t } = useTranslation('banker');
  const { page, hrefOf } = useDesk();
  const waiting = useWaitingCount();
  return (
    <nav className={css.pages} aria-label={t('top.pages')}>
      {LINKED.filter((each) => each === 'desk' || OTHER_PAGES[each] !== undefined).map((each) => (
        <a key={each} href={hrefOf(each)} aria-current={each === page ? 'page' : undefined}>
          {/* The one that is open is bold: as wide as that from the start. */}
          <span className={css.page} data-page={t(`page.${each}`)}>
            {t(`page.${each}`)}
          </span>
          {each === 'desk' && <WaitingNumber waiting={waiting} />}
        </a>
      ))}
    </nav>
  );
}
