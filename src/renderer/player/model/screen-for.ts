/** Which screen the phone shows. Pure: from the host's state and what was tapped here. */
import type { GameView } from '../../../client/game-view.ts';
import { CLOSE_CODES } from '../../../protocol/connection.ts';
import type { Challenge, Game, Player, Team } from '../../../protocol/entity-schemas.ts';
import { type Lock, lockFor } from './lock.ts';
import { unseenOutcome } from './outcome.ts';
import { ownOpenChallenges, queuePosition } from './own-challenges.ts';

/** What only this phone knows. */
export interface LocalState {
  /** Id of the selected own challenge. */
  readonly focus: number | null;
  /** True while asking for another challenge. */
  readonly asking: boolean;
  /** Own challenges that ended shortly before the page was loaded. */
  readonly recent: readonly Challenge[];
  /** `outcomeKey`s of outcomes the player has seen. */
  readonly seen: ReadonlySet<string>;
}

export const NO_LOCAL_STATE: LocalState = { focus: null, asking: false, recent: [], seen: new Set() };

/** Why this page shows no game, and won't without help. */
export type CloseReason = 'blocked' | 'no_right' | 'page_too_old' | 'wiped' | 'elsewhere' | 'confused';

interface InGameScreen {
  readonly game: Game;
  readonly me: Player;
  /** Null: in no team yet. */
  readonly team: Team | null;
  /** Own open challenges, the most urgent first. */
  readonly mine: readonly Challenge[];
  /** True when one more may be asked for. */
  readonly mayAsk: boolean;
}

interface ChallengeScreen extends InGameScreen {
  readonly challenge: Challenge;
}

export type PhoneScreen =
  /** The game hasn't arrived yet. */
  | { readonly name: 'loading' }
  | { readonly name: 'closed'; readonly why: CloseReason }
  /** The seat was merged into another one. */
  | { readonly name: 'moved'; readonly into: number }
  | ({ readonly name: 'removed' } & InGameScreen)
  | ({ readonly name: 'game_over' } & InGameScreen)
  | ({ readonly name: 'choose_team' } & InGameScreen)
  | ({ readonly name: 'no_team' } & InGameScreen)
  | ({ readonly name: 'waiting' } & InGameScreen)
  | ({ readonly name: 'ask'; readonly lock: Lock | null } & InGameScreen)
  | ({ readonly name: 'requested'; readonly place: number } & ChallengeScreen)
  | ({ readonly name: 'do_this' } & ChallengeScreen)
  | ({ readonly name: 'claimed' } & ChallengeScreen)
  | ({ readonly name: 'done' } & ChallengeScreen)
  | ({ readonly name: 'expired' } & ChallengeScreen)
  | ({ readonly name: 'cancelled' } & ChallengeScreen);

export function screenFor(view: GameView, local: LocalState): PhoneScreen {
  if (view.connection === 'closed') return { name: 'closed', why: closeReason(view) };
  const { game, me } = view;
  if (game === null || me === null) return { name: 'loading' };
  const into = me.merged_into ?? null;
  if (into !== null) return { name: 'moved', into };
  const inGame = describe(view, game, me);
  if (me.removed) return { name: 'removed', ...inGame };
  if (game.status === 'completed') return { name: 'game_over', ...inGame };
  if (inGame.team === null) {
    return { name: game.settings.join_teams === 'choose' ? 'choose_team' : 'no_team', ...inGame };
  }
  return playing(view, local, inGame);
}

function describe(view: GameView, game: Game, me: Player): InGameScreen {
  const team = view.teams.find(({ team_number: number }) => number === me.team_number) ?? null;
  const mine = ownOpenChallenges(view.challenges, me);
  const runs = game.status === 'in_progress' || game.status === 'paused';
  return { game, me, team, mine, mayAsk: runs && lockFor(view) === null };
}

function closeReason({ closeCode, me }: GameView): CloseReason {
  switch (closeCode) {
    case CLOSE_CODES.unauthorised:
      return me?.blocked === true ? 'blocked' : 'no_right';
    case CLOSE_CODES.pageOutdated:
      return 'page_too_old';
    case CLOSE_CODES.gameWiped:
      return 'wiped';
    case CLOSE_CODES.tooManySockets:
      return 'elsewhere';
    default:
      return 'confused';
  }
}

function playing(view: GameView, local: LocalState, inGame: InGameScreen): PhoneScreen {
  const { game, me, mine, mayAsk } = inGame;
  const picked = mine.find(({ id }) => id === local.focus);
  const news = unseenOutcome({
    me,
    open: view.challenges,
    ended: view.ended,
    recent: local.recent,
    seen: local.seen,
  });
  if (picked === undefined && news !== null) return ended(news, inGame);
  if (game.status === 'waiting') return { name: 'waiting', ...inGame };
  const challenge = picked ?? mine[0];
  if (challenge === undefined || (local.asking && mayAsk))
    return { name: 'ask', lock: lockFor(view), ...inGame };
  return open(view, challenge, inGame);
}

function open({ challenges }: GameView, challenge: Challenge, inGame: InGameScreen): PhoneScreen {
  const about = { ...inGame, challenge };
  if (challenge.status === 'requested') {
    return { name: 'requested', place: queuePosition(challenges, challenge), ...about };
  }
  return { name: challenge.claimed_at === null ? 'do_this' : 'claimed', ...about };
}

function ended(challenge: Challenge, inGame: InGameScreen): PhoneScreen {
  const about = { ...inGame, challenge };
  if (challenge.status === 'completed') return { name: 'done', ...about };
  return { name: challenge.status === 'expired' ? 'expired' : 'cancelled', ...about };
}

/** The banner over every screen. `away`: the laptop can't be reached, so nothing here is certain. `moving`: it was found elsewhere. */
export type BannerStatus = 'away' | 'moving' | 'paused' | 'host_was_away';

export function bannerStatusFor({
  connection,
  isMoving,
  loaded,
  game,
}: Pick<GameView, 'connection' | 'isMoving' | 'loaded' | 'game'>): BannerStatus | null {
  if (!loaded || game === null || connection === 'closed') return null;
  if (isMoving) return 'moving';
  if (connection === 'connecting') return 'away';
  if (game.status !== 'paused') return null;
  return game.paused_reason === 'host_away' ? 'host_was_away' : 'paused';
}
