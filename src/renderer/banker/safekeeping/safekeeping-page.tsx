import { useTranslation } from 'react-i18next';
import { OWNER_SEAT_ID } from '../../../protocol/seat.ts';
import { PageLayout } from '../components/page-layout.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { routeHash } from '../entry/desk-route.ts';
import { BackupsSection } from './backups-section.tsx';
import { ExportSection } from './export-section.tsx';
import { WipeSection } from './wipe-section.tsx';
import css from './safekeeping.module.css';

/** What is stored of this game: its backups, an export, and a wipe. An assistant may only export it. */
export function SafekeepingPage() {
  const { t } = useTranslation('safekeeping');
  const { seat } = useDesk();
  const isOwner = seat === OWNER_SEAT_ID;
  return (
    <PageLayout title={t('title')} part="safekeeping" actions={isOwner && <LaptopLink />}>
      <div className={css.sections}>
        {isOwner && <Backups />}
        <ExportSection />
        {isOwner && <WipeSection />}
      </div>
    </PageLayout>
  );
}

function LaptopLink() {
  const { t } = useTranslation('safekeeping');
  return (
    <a className={css.way} href={routeHash({ gameCode: null, seat: OWNER_SEAT_ID, page: 'safekeeping' })}>
      {t('laptop')}
    </a>
  );
}

function Backups() {
  const { goTo } = useDesk();
  const game = useGame((view) => view.game);
  const seq = useGame((view) => view.seq);
  const epoch = useGame((view) => view.epoch);
  if (game === null) return null;
  return <BackupsSection scope={{ kind: 'game', game, seq, epoch }} onRestored={() => goTo('desk')} />;
}
