import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import type { GameStore } from '../../../client/game-view.ts';
import { BUILDINGS } from '../../../game/catalogue.ts';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { useRemaining } from '../../shared/hooks/use-remaining.ts';
import { SOON_MS } from '../../shared/milestones.ts';
import type { BoardRow, WaitingBoardRow } from '../model/board-rows.ts';
import css from './board-rows.module.css';

/** How large a text may be: `long` above so many characters, `longest` above twice as many. */
/** Of its longest word: a long text takes two lines, but a word is never broken. */
function wordClass(text: string, most: number): 'usual' | 'long' | 'longest' {
  return lengthClass(
    text.split(/\s/u).reduce((one, other) => (other.length > one.length ? other : one)),
    most,
  );
}

function lengthClass(text: string, most: number): 'usual' | 'long' | 'longest' {
  const { length } = Array.from(text);
  if (length <= most) return 'usual';
  return length <= 2 * most ? 'long' : 'longest';
}

interface ActiveRowProps {
  readonly row: BoardRow;
  readonly store: GameStore;
  /** False: nobody is to tell from it who was given more time. */
  readonly withTime: boolean;
}

/** Who is doing what, and how long is left. */
export function ActiveRow({ row, store, withTime }: ActiveRowProps) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  const exercise = exerciseText(t, format, row.challenge);
  return (
    <li className={css.row}>
      <PlayerName row={row} />
      <b className={css.exercise} data-length={lengthClass(exercise, 24)}>
        <bdi>{exercise}</bdi>
      </b>
      <TimeLeft challenge={row.challenge} store={store} withTime={withTime} />
    </li>
  );
}

/** Who is next, and for what. The number says how many come first: where the list has pages, not all of them are to be seen. */
export function WaitingRow({ row }: { readonly row: WaitingBoardRow }) {
  const format = useFormat();
  return (
    <li className={css.next} value={row.place}>
      <span className={css.place} aria-hidden="true">
        {format.number(row.place)}
      </span>
      <PlayerName row={row} />
      <BuildingName challenge={row.challenge} />
    </li>
  );
}

export function PlayerName({ row: { team, playerName } }: { readonly row: BoardRow }) {
  const { t } = useTranslation('board');
  return (
    <>
      {team !== null && <TeamBadge team={team} size="1.5em" />}
      {playerName === null ? (
        <span className={css.name}>{t('playing.somebody')}</span>
      ) : (
        <bdi translate="no" className={css.name} data-length={lengthClass(playerName, 12)}>
          {playerName}
        </bdi>
      )}
    </>
  );
}

/** "Infraestructura": only what a game calls its own buildings may be longer. */
const LONGEST_BUILDING_WORD = 15;

function BuildingName({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('shared');
  const building = BUILDINGS.find((known) => known === challenge.building_type);
  const name = building === undefined ? challenge.building_name : t(`buildings.${building}`);
  return (
    <span className={css.building} data-length={wordClass(name, LONGEST_BUILDING_WORD)}>
      {building === undefined ? <bdi translate="no">{name}</bdi> : name}
    </span>
  );
}

type TimeLeftProps = Omit<ActiveRowProps, 'row'> & Pick<BoardRow, 'challenge'>;

function TimeLeft({ challenge, store, withTime }: TimeLeftProps) {
  const { t } = useTranslation('board');
  const format = useFormat();
  const left = useRemaining(store, challenge);
  if (challenge.claimed_at !== null) return <span className={css.claimed}>{t('playing.claimed')}</span>;
  if (left === null || !withTime) return null;
  return (
    <span className={clsx(css.time, left <= SOON_MS && css.soon)} role="timer">
      {format.clock(left)}
    </span>
  );
}
