import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { DESK_PAGES } from '../entry/desk-route.ts';
import { useDesk, useNamesToApprove, useWaitingCount } from './desk-context.ts';
import { OTHER_PAGES } from './pages.tsx';
import ownCss from './page-links.module.css';
import css from './top-bar.module.css';

/** Those that are rarely needed are only in the menu. */
const LINKED = DESK_PAGES.filter(
  (page) => page !== 'safekeeping' && page !== 'library' && page !== 'doctor' && page !== 'seat_cards',
);

interface TabNumberProps {
  readonly count: number;
  /** What is read out: the number, and what it counts. */
  readonly words: string;
}

/** How many wait there. It has its place while nobody does, too: what comes after it stays where it is, and a nought leaves no hole there. */
function TabNumber({ count, words }: TabNumberProps) {
  const format = useFormat();
  return (
    <span
      className={ownCss.number}
      data-none={count === 0}
      aria-hidden={count === 0}
      {...(count > 0 && { title: words })}
    >
      <span aria-hidden>{format.number(count)}</span>
      {count > 0 && <span className="visually-hidden"> {words}</span>}
    </span>
  );
}

/** Links to the desk's pages, so that they can be opened in a second window. */
export function PageLinks() {
  const { t } = useTranslation('banker');
  const { page, hrefOf } = useDesk();
  const format = useFormat();
  const waiting = useWaitingCount();
  const names = useNamesToApprove();
  return (
    <nav className={css.pages} aria-label={t('top.pages')}>
      {LINKED.filter((each) => each === 'desk' || OTHER_PAGES[each] !== undefined).map((each) => (
        <a key={each} href={hrefOf(each)} aria-current={each === page ? 'page' : undefined}>
          {/* The one that is open is bold: as wide as that from the start. */}
          <span className={ownCss.page} data-page={t(`page.${each}`)}>
            {t(`page.${each}`)}
          </span>
          {each === 'desk' && (
            <TabNumber count={waiting} words={`${format.number(waiting)} ${t('top.waiting')}`} />
          )}
          {each === 'players' && names !== null && (
            <TabNumber count={names} words={t('connected.unseen', { count: names })} />
          )}
        </a>
      ))}
    </nav>
  );
}
