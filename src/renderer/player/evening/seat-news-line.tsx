import { Check } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { tabOnlyStorage } from '../../../client/safe-storage.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { useAnnounce } from '../../shared/components/live-regions.tsx';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import type { KnownSeat } from '../game/known-seat.ts';
import { focusScreen } from './focus-screen.ts';
import css from './evening.module.css';

interface SeatNewsLineProps {
  readonly known: Pick<KnownSeat, 'getNews' | 'markRead' | 'subscribe'>;
  readonly teams: readonly Team[];
}

/** What was said last to screen readers: a reload does not repeat it. */
const SAID = 'seat-news-said';

/** The banker has moved this player to another team, or changed the name: said until it is read. */
export function SeatNewsLine({ known, teams }: SeatNewsLineProps) {
  const { t } = useTranslation('evening');
  const [storage] = useState(tabOnlyStorage);
  const announce = useAnnounce();
  const news = useSyncExternalStore(known.subscribe, known.getNews);
  const team = teams.find(({ team_number: number }) => number === news?.team);
  const sentences = [
    ...(team === undefined ? [] : [t('seat_news.moved', { team: isolate(team.name) })]),
    ...(news === null || news.name === null ? [] : [t('seat_news.renamed', { name: isolate(news.name) })]),
  ];
  const text = sentences.join(' ');
  useEffect(() => {
    if (text === '' || storage.read(SAID) === text) return;
    storage.write(SAID, text);
    announce.polite(text);
  }, [storage, announce, text]);
  if (text === '') return null;
  const read = () => {
    storage.remove(SAID);
    known.markRead();
    focusScreen();
  };
  return (
    <section className={css.message} aria-label={t('seat_news.label')} data-part="seat-news">
      {team !== undefined && <TeamBadge team={team} size="1.75rem" />}
      <p className={css.text}>
        <BidiText>{text}</BidiText>
      </p>
      <button type="button" className={css.press} aria-label={t('seat_news.read')} onClick={read}>
        <Check aria-hidden="true" />
      </button>
    </section>
  );
}
