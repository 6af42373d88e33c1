/** A restore that is pressed again after a lost answer, and what has happened since. */
import { callAnew } from '../../../client/call-anew.ts';
import type { GameView } from '../../../client/game-view.ts';
import type { HostAdminClient } from '../../../client/host-admin-client.ts';
import type { HostClient } from '../../../client/host-client.ts';
import { HostError } from '../../../client/host-error.ts';
import type {
  Backup,
  BackupsResponse,
  RestoreBackupBody,
  RestoreBackupResponse,
} from '../../../protocol/backups.ts';

/** For how long a second press in the same dialog tries the same once more, ms. */
export const TRIED_AGAIN_MS = 2 * 60_000;

interface RestoringOptions {
  readonly laptop: Pick<HostAdminClient, 'restore'>;
  readonly api: Pick<HostClient, 'games' | 'events'>;
  /** Ms from an arbitrary start; never jumps. */
  readonly monotonic: () => number;
}

/** The game as the page shows it: its latest event, and the epoch of its log, which each restore changes. */
type Shown = Pick<GameView, 'epoch' | 'seq'>;

/** What the list of backups said of the games when somebody chose one. */
export type ListedEpochs = Pick<BackupsResponse, 'epoch' | 'epochs'>;

/**
 * Restores games from a backup.
 * @param shown the game that the page shows; where it shows none, what the list said of them all. Throws `HostError`
 */
type Restore = (
  backup: Backup,
  body: Pick<RestoreBackupBody, 'game_code'>,
  shown: Shown | ListedEpochs,
) => Promise<RestoreBackupResponse>;

/**
 * One for each time that somebody is asked whether to restore. A press there soon after another tries the same once more: players who
 * have done something in the meantime lose nothing by it. Asked anew, or shown what has happened, somebody means another restore.
 */
export function createRestoring({ laptop, api, monotonic }: RestoringOptions): Restore {
  let pressed: { readonly what: string; readonly at: number; readonly shown: Shown | null } | null = null;

  /** The game's latest event; null if the laptop has none. */
  const latestSeq = async (gameCode: string): Promise<number | null> => {
    const { items } = await api.events(gameCode, { limit: 1 });
    return items[0]?.seq ?? null;
  };
  const hasOtherGames = async (backup: Backup): Promise<boolean> => {
    const { items } = await api.games();
    return items.some(({ game_code: code }) => heldEvents(backup, code) === null);
  };
  /** Whether the laptop no longer has what the backup holds. */
  const hasGoneOn = async (backup: Backup, body: RestoreBackupBody, isShown: (seq: number) => boolean) => {
    const { game_code: only } = body;
    const codes = only === undefined ? (backup.games ?? []).map(({ game_code: code }) => code) : [only];
    for (const code of codes) {
      const seq = await latestSeq(code);
      if (seq === null || (seq !== heldEvents(backup, code) && isShown(seq))) return true;
    }
    return only === undefined && (await hasOtherGames(backup));
  };

  return (backup, body, known) => {
    const shown = 'epochs' in known ? null : known;
    const what = JSON.stringify([backup.name, body]);
    const before = pressed;
    const isTriedAgain = before?.what === what && monotonic() - before.at <= TRIED_AGAIN_MS;
    /** Of the game as it was before the first press, the page may show just as many events. */
    const isShown = (seq: number) => before?.shown?.epoch !== shown?.epoch && shown?.seq === seq;
    pressed = { what, at: monotonic(), shown };
    // What will be lost was said of the game as it is shown: another restore has made another one of it.
    const meant = { ...body, expected_epoch: epochOf(body.game_code, known) };
    return callAnew(
      (to) => laptop.restore(backup.name, meant, to),
      ({ games }) =>
        unlessUnanswered(
          async () =>
            games.length === 0 || (await hasGoneOn(backup, body, (seq) => !isTriedAgain || isShown(seq))),
        ),
    );
  };
}

/** Of the game with this code, null if there was none; of all games without one. */
function epochOf(code: string | undefined, known: Shown | ListedEpochs): string | null {
  if (!('epochs' in known) || code === undefined) return known.epoch;
  return known.epochs.find((each) => each.game_code === code)?.epoch ?? null;
}

const heldEvents = ({ games }: Backup, code: string): number | null =>
  games?.find(({ game_code }) => game_code === code)?.events ?? null;

/** Without an answer, nobody knows of anything that has happened. A game that is gone was wiped. */
async function unlessUnanswered(ask: () => Promise<boolean>): Promise<boolean> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return error.problem?.code === 'not_found';
  }
}
