/** Lets refusals go by themselves, once it could be read and what they say is so no longer. */
import type { Environment } from '../../../client/environment.ts';
import type { GameStore, GameView } from '../../../client/game-view.ts';
import { lockFor } from '../model/lock.ts';
import type { CommandRefusal, CommandSender } from './command-sender.ts';

/** For how long it stays in any case while the page is in sight, ms. */
const READ_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
/** For how long a phone takes the laptop's word that it cannot save: in a quiet game, only another tap would tell that it can. */
const CANNOT_SAVE_MS = 60_000;

type Refusal = Pick<CommandRefusal, 'code' | 'retryAfterMs'>;
type Store = Pick<GameStore, 'getView'>;
type Surroundings = Pick<Environment, 'after' | 'monotonic' | 'isVisible'>;

interface Watched {
  readonly sender: Pick<CommandSender, 'getState' | 'subscribe' | 'dismissRefusal'>;
  readonly store: Store;
}

/** Of each tap. Returns the function that leaves refusals alone again. */
export function letRefusalsGo({ sender, store }: Watched, environment: Surroundings): () => void {
  let watched: CommandRefusal | null = null;
  let stop: () => void = () => undefined;
  const follow = () => {
    const { refusal } = sender.getState();
    if (refusal === watched) return;
    watched = refusal;
    stop();
    if (refusal !== null) stop = letRefusalGo(refusal, store, environment, () => sender.dismissRefusal());
  };
  const unsubscribe = sender.subscribe(follow);
  follow();
  return () => {
    unsubscribe();
    stop();
  };
}

/** Of one call that has just been refused. Returns the function that leaves it alone. */
export function letRefusalGo(
  refusal: Refusal,
  store: Store,
  environment: Surroundings,
  dismiss: () => void,
): () => void {
  const begun = environment.monotonic();
  const { seq } = store.getView();
  let inSightMs = 0;
  const look = () => {
    if (environment.isVisible()) inSightMs += LOOK_EVERY_MS;
    const waitedMs = environment.monotonic() - begun;
    if (inSightMs >= READ_MS && isOver(refusal, store.getView(), { seq, waitedMs })) dismiss();
    else stop = environment.after(LOOK_EVERY_MS, look);
  };
  let stop = environment.after(LOOK_EVERY_MS, look);
  return () => stop();
}

/** Whether what stood in the way is gone, as far as this phone knows. */
function isOver(
  { code, retryAfterMs }: Refusal,
  view: GameView,
  since: { readonly seq: number; readonly waitedMs: number },
): boolean {
  switch (code) {
    case 'too_fast':
    case 'too_many':
    case 'busy':
      return since.waitedMs >= (retryAfterMs ?? 0);
    case 'storage':
      // Whatever has happened in the game since, the laptop has saved.
      return view.seq !== since.seq || since.waitedMs >= CANNOT_SAVE_MS;
    // Nothing but opening the seat anew helps.
    case 'which_seat':
    case 'no_right':
    case 'bad_origin':
    case 'removed':
    case 'headers_too_large':
      return false;
    default:
      return view.connection === 'live' && isAllowed(code, view);
  }
}

/** Whether the game, as it stands, refuses no more. Of a tap that came too late, nothing lasts. */
function isAllowed(code: CommandRefusal['code'], view: GameView): boolean {
  switch (code) {
    case 'game_not_started':
    case 'game_status':
    case 'game_over':
      return view.game?.status === 'in_progress';
    case 'no_team':
      return view.me !== null && view.me.team_number !== null;
    case 'player_limit':
      return lockFor(view)?.kind !== 'limit';
    default:
      return true;
  }
}
