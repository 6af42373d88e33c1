/** Gives the commands that are the host's own when time is up, each once: challenges run out of time, a planned end comes. */
import type { Moment } from '../../game/commands.ts';
import { type DueCommand, dueCommands, nextDueCommand } from '../../game/play-time.ts';
import type { GameState } from '../../game/state.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { TICK_MS } from '../time/play-clock.ts';

interface DueCommandsOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly state: () => GameState;
  readonly moment: () => Moment;
  /** Resolves once it has been decided, or could not be written. */
  readonly execute: (command: DueCommand) => Promise<boolean>;
}

export interface DueCommands {
  /** Gives what is due now, and schedules what is next. */
  give(): void;
  /** Waits for what is due before the next tick; later ones are found by `give`, once a second. */
  schedule(): void;
  cancel(): void;
}

export function createDueCommands({ clock, state, moment, execute }: DueCommandsOptions): DueCommands {
  /** Those that have been given: if the write fails, the next tick retries. */
  const underWay = new Set<string>();
  let cancelNext: Cancel = () => {};

  const give = () => {
    for (const command of dueCommands(state(), moment())) {
      const name = nameOf(command);
      if (underWay.has(name)) continue;
      underWay.add(name);
      void execute(command).then(() => underWay.delete(name));
    }
    schedule();
  };
  const schedule = () => {
    cancelNext();
    const next = nextDueCommand(state(), moment());
    if (next === null || underWay.has(nameOf(next.command))) return;
    if (next.inMs <= TICK_MS) cancelNext = clock.after(next.inMs + 1, give);
  };
  return { give, schedule, cancel: () => cancelNext() };
}

function nameOf(command: DueCommand): string {
  return command.type === 'expire' ? `expire ${command.id}` : command.type;
}
