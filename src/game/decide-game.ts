/** The life cycle of a game: waiting -> in_progress <-> paused -> completed, and back. */
import type { GameCommand } from './commands.ts';
import { accepted, type Decision, rejected } from './decision.ts';
import type { GameEvent } from './events.ts';
import { cancellationEvents, openChallenges } from './open-challenges.ts';
import type { GameState, GameSettings } from './state.ts';

export interface GameCreation {
  readonly gameId: number;
  readonly code: string;
  readonly name: string;
  readonly teamCount: number;
  readonly settings: GameSettings;
  readonly bankerId: number;
  readonly bankerName: string;
}

/** The first events of a game, which is created together with its first banker. */
export function gameCreationEvents({ bankerId, bankerName, ...game }: GameCreation): readonly GameEvent[] {
  const { gameId, code, name, teamCount, settings } = game;
  return [
    { type: 'game_created', gameId, code, name, teamCount, settings },
    {
      type: 'participant_joined',
      id: bankerId,
      role: 'banker',
      name: bankerName,
      teamNumber: null,
      approved: true,
      withoutPhone: false,
    },
  ];
}

export function decideGame(state: GameState, command: GameCommand): Decision {
  const { status } = state;
  switch (command.type) {
    case 'start':
      return status === 'waiting' ? accepted({ type: 'game_started' }) : rejected('game_status');
    case 'pause':
      if (status !== 'in_progress') return rejected('game_status');
      return accepted({ type: 'game_paused', reason: command.reason });
    case 'resume':
      if (status === 'paused') return accepted({ type: 'game_resumed' });
      return status === 'completed' ? accepted({ type: 'game_reopened' }) : rejected('game_status');
    case 'end':
      if (status !== 'in_progress' && status !== 'paused') return rejected('game_status');
      return accepted({ type: 'game_ended' }, ...cancellationEvents(openChallenges(state), 'game_ended'));
    case 'change_game': {
      const { type: _, ...change } = command;
      return accepted({ type: 'game_changed', ...change });
    }
    case 'adjust_clock':
      return accepted({ type: 'clock_adjusted', lostMs: command.lostMs });
    default:
      return command satisfies never;
  }
}
