import { Check } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HostError } from '../../../client/host-error.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { refuseKey } from '../../shared/refused-press.ts';
import { Button } from '../components/button.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useSeenLongEnough } from '../hooks/use-seen-long-enough.ts';
import { approvalBody, approvalOf, usePlayerActions } from './use-player-actions.ts';
import css from './players-page.module.css';

/** More would push the teams off the screen; the rest move up. */
const NAMES_SHOWN = 12;

/** Names that still need approval before the board shows them. */
export function Approvals({ players }: { readonly players: readonly Player[] }) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const asked = useGame(({ game }) => game?.settings.approve_names === true);
  /** Some of those that were approved together may have gone through, and these have not. */
  const [isStopped, setStopped] = useState(false);
  const count = players.length;
  const more = count - NAMES_SHOWN;
  const shown = asked ? players.slice(0, NAMES_SHOWN) : [];
  const seen = useSeenLongEnough(shown.map(nameOf));
  const fresh = seen.length === 0 ? 0 : shown.length - seen.length;
  if (!asked || count === 0) return null;
  return (
    <section className={css.notice} aria-labelledby="approve-title">
      <div className={css.noticeHead}>
        <div>
          <h3 id="approve-title">
            {t('approve.title', { count, number: format.number(count) })}{' '}
            {fresh > 0 && (
              <small>{t('approve.just_come', { count: fresh, number: format.number(fresh) })}</small>
            )}
          </h3>
          <p>{isStopped ? t('approve.stopped') : t('approve.text')}</p>
        </div>
        <ApproveShown players={shown} seen={seen} onStopped={setStopped} />
      </div>
      <ul className={css.names}>
        {shown.map((player) => (
          <Name key={player.player_id} player={player} />
        ))}
      </ul>
      {more > 0 && <p>{t('approve.more', { count: more, number: format.number(more) })}</p>}
    </section>
  );
}

/** Names that are approved, from the press until the list shows it. */
interface Going {
  readonly names: ReadonlySet<string>;
  readonly isOver: boolean;
}

/** Whose name it is, and which: with another one, a player waits anew. */
const nameOf = ({ player_id, player_name }: Player): string => `${player_id} ${player_name}`;

/** Tells of an approval that is refused because the player has another name by now. */
async function unlessRenamed<Answer>(approval: Promise<Answer>, onRenamed: () => void): Promise<Answer> {
  try {
    return await approval;
  } catch (error) {
    if (error instanceof HostError && error.problem?.code === 'name_changed') onRenamed();
    throw error;
  }
}

interface ApproveShownProps {
  readonly players: readonly Player[];
  /** Which of their names have been on the screen for a while: nobody should approve what they haven't seen. */
  readonly seen: readonly string[];
  /** Whether it came to the last of them. */
  readonly onStopped: (isStopped: boolean) => void;
}

/** Approves only the names that have been on the screen for a while. */
function ApproveShown({ players, seen, onStopped }: ApproveShownProps) {
  const { t } = useTranslation('players');
  const { api, gameCode } = useDesk();
  const format = useFormat();
  const run = useRun();
  const button = useRef<HTMLDivElement>(null);
  // While they go through, one after another, it is still about all of them: a number that runs backwards says nothing.
  const [going, setGoing] = useState<Going | null>(null);
  // An answer may come before the list shows it: until then there is nothing to approve once more.
  if (going?.isOver === true && !players.some((player) => going.names.has(nameOf(player)))) setGoing(null);
  const approveAll = async () => {
    if (seen.length === 0) {
      if (button.current !== null) refuseKey(button.current, 'changed');
      return;
    }
    const asked = players.filter((player) => seen.includes(nameOf(player)));
    setGoing({ names: new Set(asked.map(nameOf)), isOver: false });
    const renamed = new Set<string>();
    let isOver = false;
    onStopped(false);
    try {
      for (const player of asked) {
        const { player_id: id, player_name: name } = player;
        // One at a time: if one is refused, the others would be too, unless it has become another name.
        const answer = await run(async () =>
          unlessRenamed(api.changePlayer(gameCode, id, approvalBody(name)), () =>
            renamed.add(nameOf(player)),
          ),
        );
        if (answer === null && !renamed.has(nameOf(player))) return;
      }
      isOver = true;
    } finally {
      onStopped(!isOver);
      const approved = asked.map(nameOf).filter((name) => !renamed.has(name));
      setGoing(isOver ? { names: new Set(approved), isOver } : null);
    }
  };
  const count = going?.names.size ?? (seen.length === 0 ? players.length : seen.length);
  return (
    <div ref={button}>
      <Button size="small" pending={going !== null} onPress={() => void approveAll()}>
        {t('approve.all', { count, number: format.number(count) })}
      </Button>
    </div>
  );
}

function Name({ player: { player_id, player_name } }: { readonly player: Player }) {
  const { t } = useTranslation('players');
  const { selectPlayer } = useDesk();
  const { change } = usePlayerActions();
  const name = isolate(player_name);
  return (
    <li data-line>
      <bdi translate="no">{player_name}</bdi>
      <Button
        size="small"
        presses={[approvalOf(player_id)]}
        of={`name ${player_id}`}
        label={t('approve.one_of', { name })}
        onPress={() => change(player_id, approvalBody(player_name))}
      >
        <Check aria-hidden size={16} /> {t('approve.one')}
      </Button>
      <Button
        variant="quiet"
        size="small"
        label={t('approve.rename_of', { name })}
        onPress={() => selectPlayer(player_id)}
      >
        {t('approve.rename')}
      </Button>
    </li>
  );
}
