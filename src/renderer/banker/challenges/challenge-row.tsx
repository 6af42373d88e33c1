import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { findChallenge, useDesk, useGame, useTeam } from '../desk/desk-context.ts';
import { useChallengeText } from '../hooks/use-challenge-text.ts';
import type { ListRow } from '../model/frozen-order.ts';
import { useKeptSize } from './use-kept-size.ts';
import css from './challenge-list.module.css';
import lowCss from './low-lists.module.css';

interface ChallengeRowProps {
  readonly row: ListRow;
  readonly urgency?: string;
  /** Before the player: what ticks the row. */
  readonly tick?: ReactNode;
  /** Shown under the name: what it is for, and for how long. */
  readonly about: ReactNode;
  readonly actions: ReactNode;
  /** Its menu is open: the row stays as it is even if the challenge goes, and nothing but the menu can be pressed. */
  readonly isOpen: boolean;
}

/** One row of a list: the player, the challenge, the actions. Pressing the player opens their panel. */
export function ChallengeRow({
  row: { challenge, gone, fresh },
  urgency,
  tick,
  about,
  actions,
  isOpen,
}: ChallengeRowProps) {
  const { selectPlayer } = useDesk();
  const team = useTeam(challenge.team_number);
  const isOver = gone && !isOpen;
  const ref = useKeptSize({ isKept: gone, isEndKept: isOver });
  const claimed = challenge.claimed_at !== null && !gone;
  return (
    <li
      ref={ref}
      className={clsx(css.row, lowCss.row)}
      data-row={challenge.id}
      data-gone={gone}
      data-fresh={fresh}
      data-claimed={claimed}
      data-urgency={urgency}
      data-takes-tick={tick !== undefined}
    >
      {tick}
      <AriaButton
        className={clsx(css.person, lowCss.person)}
        // It opens the same, whatever the row says about its player.
        data-means={`player ${challenge.player_id}`}
        onPress={() => selectPlayer(challenge.player_id)}
      >
        {team !== undefined && <TeamBadge team={team} size="2.25rem" />}
        <span className={clsx(css.text, lowCss.text)}>
          <bdi translate="no" className={css.name}>
            {challenge.player_name}
          </bdi>
          {about}
        </span>
      </AriaButton>
      {isOver ? <GoneWord row={{ challenge, gone, fresh }} /> : actions}
    </li>
  );
}

/** For memoised rows: a list that changes makes new row objects, though few of them differ. */
export function isSameRow(
  { row: before, ...actsBefore }: { readonly row: ListRow },
  { row: now, ...actsNow }: { readonly row: ListRow },
): boolean {
  const isSame = before.challenge === now.challenge && before.gone === now.gone && before.fresh === now.fresh;
  return isSame && areSame(actsBefore, actsNow);
}

function areSame(before: object, now: object): boolean {
  const actions = new Map(Object.entries(now));
  return Object.entries(before).every(([name, act]) => actions.get(name) === act);
}

/** What happened to a row that keeps its place. */
function GoneWord({ row: { challenge } }: { readonly row: ListRow }) {
  const { t } = useTranslation('banker');
  const exerciseOf = useChallengeText();
  // After a lost connection it has gone before the laptop has said how, and what ended long ago is known to the row alone.
  const known = useGame((view) => findChallenge(view, challenge.id));
  const now = known ?? (challenge.ended_at === null ? null : challenge);
  if (now === null) return <span className={css.gone}>{t('gone.over')}</span>;
  const given = now.status === 'assigned' ? exerciseOf(now) : '';
  const words = given === '' ? t(`statuses.${now.status}`) : t('gone.given', { exercise: isolate(given) });
  return (
    <span className={css.gone}>
      <BidiText>{words}</BidiText>
    </span>
  );
}
