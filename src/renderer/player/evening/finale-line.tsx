import { useTranslation } from 'react-i18next';
import type { GameView } from '../../../client/game-view.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { revealedBy } from '../../shared/results/finale.ts';
import css from './evening.module.css';

/** While the board reveals the results: quietly what it shows right now, and nothing before it does. */
export function FinaleLine({ game, teams }: Pick<GameView, 'game' | 'teams'>) {
  const { t } = useTranslation('evening');
  const format = useFormat();
  const step = game?.finale ?? null;
  if (step === null) return null;
  const names = format.list(revealedBy(step, teams).map(({ team }) => isolate(team.name)));
  const isPlace = step === 'third' || step === 'second' || step === 'first';
  return (
    <p className={css.end} aria-live="polite" data-part="finale" data-step={step}>
      <BidiText>{isPlace && names !== '' ? t(`finale.${step}`, { names }) : t('finale.look')}</BidiText>
    </p>
  );
}
