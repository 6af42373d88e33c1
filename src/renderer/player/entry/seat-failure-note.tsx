import { useTranslation } from 'react-i18next';
import { Note } from '../components/note.tsx';
import { WifiHelp } from '../components/wifi-help.tsx';
import { useIntoView } from '../hooks/use-into-view.ts';
import { useRefusalWords } from '../hooks/use-refusal-words.ts';
import type { SeatFailure } from './seat-requests.ts';
import css from './entry.module.css';

/** Why the player got no seat, and what may help. */
export function SeatFailureNote({ why }: { readonly why: SeatFailure }) {
  const { t } = useTranslation('player');
  const refusalWords = useRefusalWords();
  const shown = useIntoView<HTMLDivElement>();
  return (
    <div ref={shown} className={css.failure}>
      <Note kind="trouble">
        <p>{words()}</p>
      </Note>
      {why === 'unreachable' && <WifiHelp open />}
    </div>
  );

  function words(): string {
    switch (why) {
      case 'not_found':
      case 'room_locked':
      case 'game_full':
      case 'game_over':
      case 'too_many':
      case 'too_fast':
      case 'unreachable':
        return t(`entry.failed.${why}`);
      default:
        return refusalWords(why);
    }
  }
}
