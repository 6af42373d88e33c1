import { ShieldAlert, Smartphone, UserMinus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { HostWarning } from '../../../protocol/host-info.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useNotify, useRun } from '../desk/notices.tsx';
import { readSeatWarning, type ManyJoins } from '../model/seat-warnings.ts';
import { useOwnActs, usePlainApi, useRemember } from '../own-acts/own-acts-context.tsx';
import { removalSince, type Act } from '../own-acts/own-acts.ts';
import css from './rail.module.css';

/** The most players whose seats are offered to move: the desk has other things to show. */
const MAX_OFFERED = 3;

interface SeatWarningProps {
  readonly warning: HostWarning;
  /** Asks for a code that moves this player's seat. */
  readonly onMove: (player: Player) => void;
}

/** What the banker of this game can do about who joins it, or guesses at it. */
export function SeatWarning({ warning, onMove }: SeatWarningProps) {
  const known = readSeatWarning(warning);
  if (known === null) return null;
  return known.code === 'many_joins' ? (
    <ManyJoinsWarning {...known} />
  ) : (
    <PinGuessesWarning playerIds={known.playerIds} onMove={onMove} />
  );
}

function ManyJoinsWarning({ source, since, atLeast, addresses }: ManyJoins) {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const removeAll = useRemoveAll();
  return (
    <div className={css.seatWarning} data-part="many-joins">
      <p>
        {t('seat_warning.many_joins', {
          count: addresses,
          number: format.number(atLeast),
          time: format.timeOfDay(new Date(since).toISOString()),
        })}
      </p>
      <Button
        size="small"
        variant="danger"
        presses={[REMOVE_ALL]}
        onPress={() => void removeAll({ source, since })}
      >
        <UserMinus aria-hidden size={16} /> {t('seat_warning.remove_all')}
      </Button>
    </div>
  );
}

/** What the removal is called while its answer is waited for. */
const REMOVE_ALL = 'remove-all';

/** Removes them in one step, which is this page's last act, and offers to take it back here, too. */
function useRemoveAll() {
  const { t } = useTranslation('banker');
  const { api, gameCode } = useDesk();
  const plainApi = usePlainApi();
  const ownActs = useOwnActs();
  const format = useFormat();
  const run = useRun();
  const remember = useRemember();
  const notify = useNotify();
  const bringBack = async (act: Act) => {
    const answer = await run(() =>
      ownActs.during(() => plainApi.restorePlayers(gameCode, { removed_at: act.version })),
    );
    if (answer === null) return;
    ownActs.undid(act, act.version);
    ownActs.forget(act);
    const { restored: count } = answer;
    notify(t('seat_warning.restored', { count, number: format.number(count) }));
  };
  return async (from: { readonly source: string; readonly since: number }) => {
    const removal = removalSince(from.since);
    const removed = await remember(removal, () => api.removePlayers(gameCode, from), {
      press: REMOVE_ALL,
      asAnswered: (answer) => ({ ...removal, version: answer.removed_at, count: answer.removed }),
    });
    if (removed === null) return;
    const { removed: count } = removed.answer;
    notify(t('seat_warning.removed', { count, number: format.number(count) }), {
      label: t('seat_warning.undo'),
      run: () => void bringBack(removed.act),
      isOwnUndo: true,
    });
  };
}

interface PinGuessesWarningProps extends Pick<SeatWarningProps, 'onMove'> {
  readonly playerIds: readonly number[];
}

function PinGuessesWarning({ playerIds, onMove }: PinGuessesWarningProps) {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const players = useGame((view) => view.players);
  const guessed = players.filter(({ player_id }) => playerIds.includes(player_id));
  if (guessed.length === 0) return null;
  const offered = guessed.slice(0, MAX_OFFERED);
  const names = offered.map(({ player_name }) => isolate(player_name));
  const more = guessed.length - offered.length;
  return (
    <div className={css.seatWarning} data-part="pin-guesses">
      <p>
        <ShieldAlert aria-hidden size={16} />{' '}
        <BidiText>
          {more === 0
            ? t('seat_warning.pin_guesses', { names: format.list(names) })
            : t('seat_warning.pin_guesses_more', {
                names: format.list([...names, t('seat_warning.others', { count: more })]),
              })}
        </BidiText>
      </p>
      {offered.map((player) => (
        <Button key={player.player_id} size="small" onPress={() => onMove(player)}>
          <Smartphone aria-hidden size={16} />{' '}
          <span>
            <BidiText>{t('seat_warning.move', { name: isolate(player.player_name) })}</BidiText>
          </span>
        </Button>
      ))}
    </div>
  );
}
