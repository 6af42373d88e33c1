import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { NoticePlace } from '../desk/notices.tsx';
import { useHeardHostInfo } from '../desk/save-trouble-context.ts';
import { StorageAlarm } from '../desk/storage-alarm.tsx';
import { routeHash } from '../entry/desk-route.ts';
import type { DeskStorage } from '../entry/desk-storage.ts';
import { ownerLaptop } from '../entry/owner-laptop.ts';
import { ExercisesSection } from './exercises-section.tsx';
import { LibraryFileSection } from './library-file-section.tsx';
import { TemplatesSection } from './templates-section.tsx';
import { useLibrary } from './use-library.ts';
import css from '../safekeeping/safekeeping.module.css';

const GAMES = routeHash({ gameCode: null, seat: OWNER_SEAT_ID, page: 'desk' });

/** What the owner keeps for all games. */
export function LibraryPage({ storage }: { readonly storage: DeskStorage }) {
  const { t } = useTranslation('library');
  const { library, refresh } = useLibrary(ownerLaptop);
  useHeardHostInfo(OWNER_SEAT_ID);
  useEffect(() => {
    storage.saveLastSeat({ seat: OWNER_SEAT_ID, gameCode: null });
    document.title = t('title');
  }, [storage, t]);
  return (
    <main className={css.house} data-part="library">
      <div>
        <StorageAlarm />
      </div>
      <a className={css.way} href={GAMES}>
        <ArrowLeft aria-hidden size={18} /> {t('all_games')}
      </a>
      <h1>{t('title')}</h1>
      <p className={css.hint}>{t('hint')}</p>
      {library === null ? (
        <output className={css.quiet}>{t('loading')}</output>
      ) : (
        <>
          <ExercisesSection exercises={library.exercises} onChanged={refresh} />
          <TemplatesSection templates={library.templates} onChanged={refresh} />
        </>
      )}
      <LibraryFileSection onChanged={refresh} />
      <NoticePlace />
    </main>
  );
}
