/** The life cycle of a game: waiting -> in_progress <-> paused -> completed, and back. */
import { teamName } from './catalogue-words.ts';
import type { GameCommand, Moment } from './commands.ts';
import { completionEvents } from './completion.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { Language } from './enums.ts';
import type { GameEvent } from './events.ts';
import { newTeam } from './evolve-team.ts';
import { isGameAsExpected, isPlanAsExpected } from './expected-game.ts';
import { ownedBy } from './game-owner.ts';
import { MAX_END_AHEAD_MS } from './limits.ts';
import { cancellationEvents, openChallenges } from './open-challenges.ts';
import { hasEndCome, isEndDue } from './play-time.ts';
import type { ChallengeState, GameState, GameSettings } from './state.ts';

export interface GameCreation {
  readonly gameId: number;
  /** Whose it will be; absent: the host's owner's. */
  readonly ownerId?: number;
  readonly code: string;
  readonly name: string;
  readonly teamCount: number;
  readonly settings: GameSettings;
  readonly bankerId: number;
  readonly bankerName: string;
}

/** The first events of a game, which is created together with its first banker. */
export function gameCreationEvents({ bankerId, bankerName, ...game }: GameCreation): readonly GameEvent[] {
  const { gameId, ownerId, code, name, teamCount, settings } = game;
  return [
    { type: 'game_created', gameId, code, name, teamCount, settings, ...ownedBy(ownerId) },
    {
      type: 'participant_joined',
      id: bankerId,
      role: 'banker',
      name: bankerName,
      teamNumber: null,
      approved: true,
      withoutPhone: false,
    },
    ...teamNames(teamCount, settings.language),
  ];
}

/** In English, a new game has them already. */
function teamNames(teamCount: number, language: Language): readonly GameEvent[] {
  return Array.from({ length: teamCount }, (_each, index) => index + 1).flatMap((number) => {
    const name = teamName(language, number);
    return name === newTeam(number).name ? [] : [{ type: 'team_changed' as const, number, change: { name } }];
  });
}

export function decideGame(state: GameState, command: GameCommand, { at }: Pick<Moment, 'at'>): Decision {
  const { status } = state;
  if ('expected' in command && !isGameAsExpected(state, command.expected))
    return isAlreadyTrue(state, command) ? accepted() : rejected('game_status');
  switch (command.type) {
    case 'start':
      return status === 'waiting' ? accepted({ type: 'game_started' }) : rejected('game_status');
    case 'pause':
      if (status !== 'in_progress') return rejected('game_status');
      return accepted({ type: 'game_paused', reason: command.reason });
    case 'resume':
      if (status === 'paused') return accepted({ type: 'game_resumed' });
      // Its phones and boards are in the next game.
      return status === 'completed' && state.next === null
        ? accepted({ type: 'game_reopened' })
        : rejected('game_status');
    case 'end':
      if (status !== 'in_progress' && status !== 'paused') return rejected('game_status');
      return accepted(
        ...endingEvents(state, command.countClaims === true),
        ...openingEvents(command.keepResults === true),
      );
    case 'continue_game': {
      const { gameId, code, instead } = command;
      if (state.next?.gameId === gameId) return accepted();
      // Another host has made one meanwhile.
      if (state.next !== null && state.next.gameId !== instead) return rejected('game_status');
      return status === 'completed' && gameId !== state.gameId
        ? accepted({ type: 'game_continued', into: { gameId, code } })
        : rejected('game_status');
    }
    case 'undo_continuation':
      return state.next === null || isOther(command.code, state.next.code)
        ? accepted()
        : accepted({ type: 'game_continuation_undone' });
    case 'end_as_planned':
      return isEndDue(state, at) ? endedAsPlanned(state) : rejected('game_status');
    case 'change_game': {
      const { type: _, expectedPlan, ...change } = command;
      const { endAt, endsByItself, settings } = change;
      // What was sent in the old one would stay in it.
      const isOtherLanguage = (settings?.language ?? state.settings.language) !== state.settings.language;
      if (isOtherLanguage && status !== 'waiting') return rejected('game_status');
      if (endAt !== undefined && status === 'completed') return rejected('game_over');
      // Where what is wanted is so by now, whoever else has done it is no reason to refuse.
      const isPlanned = isPlanAsExpected(state, { endAt, endsByItself });
      if (!isPlanned && !isPlanAsExpected(state, expectedPlan)) return rejected('changed_meanwhile');
      if (typeof endAt === 'number' && (endAt <= at || endAt > at + MAX_END_AHEAD_MS))
        return rejected('end_time');
      // There is nothing to end by itself at, or it would be over at once.
      if (endsByItself === true && isWithoutEnd(state, endAt, at)) return rejected('end_time');
      return accepted({ type: 'game_changed', ...change });
    }
    case 'adjust_clock':
      return accepted({ type: 'clock_adjusted', lostMs: command.lostMs });
    case 'send_message':
      return accepted({ type: 'message_sent', text: command.text });
    case 'remove_message':
      // Somebody else took it away or put another in its place first, or it was never there: what was wanted is true.
      return (state.message?.text ?? null) === null || isOther(command.at, state.message?.at)
        ? accepted()
        : accepted({ type: 'message_removed' });
    case 'show_finale':
      if (status !== 'completed') return rejected('game_status');
      // Two desks pressed Next at once: what was wanted is true.
      if (state.finale === command.step) return accepted();
      // A desk that had not heard of the last step would leave one out.
      if (command.from !== undefined && command.from !== state.finale) return rejected('game_status');
      return accepted({ type: 'finale_shown', step: command.step });
    case 'close_finale':
      if (state.finale === null) return accepted();
      return isOther(command.from, state.finale)
        ? rejected('game_status')
        : accepted({ type: 'finale_closed' });
    default:
      return command satisfies never;
  }
}

/** Whether the game is already such as the command would make it. An end is not: it says what becomes of the results, and of what is open. */
function isAlreadyTrue({ status, finale, next }: GameState, command: GameCommand): boolean {
  const { type } = command;
  if (type === 'continue_game') return next?.gameId === command.gameId;
  if (type === 'start' || type === 'resume') return status === 'in_progress';
  if (type === 'pause') return status === 'paused';
  return type === 'close_finale' && finale === null;
}

/** Whether what is there is not what is meant, where the command says what that is. */
function isOther<Value>(meant: Value | undefined, there: Value | undefined): boolean {
  return meant !== undefined && meant !== there;
}

/** @param endAt the one that is asked for; undefined: that of the game. */
function isWithoutEnd(state: GameState, endAt: number | null | undefined, at: number): boolean {
  return endAt === undefined ? state.endAt === null || hasEndCome(state, at) : endAt === null;
}

/** @param countClaims whether what players say is done counts; what else is open is cancelled, and with `false` that as well. */
function endingEvents(state: GameState, countClaims: boolean): readonly GameEvent[] {
  const open = openChallenges(state);
  const doesCount = ({ claimedAt }: ChallengeState) => countClaims && claimedAt !== null;
  return [
    ...completionEvents(state, open.filter(doesCount)),
    { type: 'game_ended' },
    ...cancellationEvents(
      open.filter((challenge) => !doesCount(challenge)),
      'game_ended',
    ),
  ];
}

/** The results wait for the finale, and no screen shows them for an instant before. */
function openingEvents(keepResults: boolean): readonly GameEvent[] {
  return keepResults ? [{ type: 'finale_shown', step: 'opening' }] : [];
}

/**
 * Nobody was asked, as a banker is who ends the game: so claims count, because their players were in time and only the banker's look
 * is missing. Standings that the board has hidden all evening stay hidden until the banker reveals them.
 */
function endedAsPlanned(state: GameState): Decision {
  return accepted(...endingEvents(state, true), ...openingEvents(!state.settings.showStandings));
}
