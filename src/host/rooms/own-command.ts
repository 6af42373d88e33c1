import type { Command } from '../../game/commands.ts';
import { HOST_ACTOR_ID } from '../../game/state.ts';
import type { StoredResponse } from '../storage/event-store.ts';
import type { Execution } from './command-batch.ts';

const noAnswer = (): StoredResponse => ({ status: 204, body: '', secretsOf: null });

/** A command of the host's own: nobody waits for an answer. */
export function ownCommand(command: Command): Execution {
  return {
    actor: { id: HOST_ACTOR_ID, role: 'banker' },
    command,
    key: null,
    answer: noAnswer,
    refuse: noAnswer,
  };
}
