/**
 * Limits answers that take much memory or work, from the moment they are begun until they have been read: long lists, histories and
 * files. docs/protocol.md, "Limits".
 */
import type { EventEmitter } from 'node:events';
import { ProblemError, refusal } from './problems.ts';

/** More than all the pages that one person has open ask for at once. */
export const MAX_COSTLY_PER_CALLER = 6;
/** Each may be a few hundred kilobytes. */
export const MAX_COSTLY = 64;
const RETRY_AFTER_SECONDS = 1;

/** What is needed of Fastify's request and reply. */
interface Ending {
  readonly raw: Pick<EventEmitter, 'once' | 'off'>;
}
interface Connected {
  readonly raw: { readonly socket: Pick<EventEmitter, 'once' | 'off'> };
}

export interface CostlyAnswers {
  /**
   * Counts the answer until it has been read, or its connection has closed. Throws `too_many` if this caller has too many already,
   * `busy` if all together have.
   * @param caller whoever asks: a participant's id. Nothing that strangers may ask for is costly: they would crowd out the others.
   */
  begin(request: Connected, reply: Ending, caller: number): void;
}

export interface CostlyLimits {
  readonly perCaller: number;
  readonly total: number;
}

export function createCostlyAnswers(
  { perCaller, total: most }: CostlyLimits = { perCaller: MAX_COSTLY_PER_CALLER, total: MAX_COSTLY },
): CostlyAnswers {
  const byCaller = new Map<number, number>();
  let total = 0;

  const add = (caller: number, change: 1 | -1) => {
    total += change;
    const count = (byCaller.get(caller) ?? 0) + change;
    if (count === 0) byCaller.delete(caller);
    else byCaller.set(caller, count);
  };

  return {
    begin(request, reply, caller) {
      if ((byCaller.get(caller) ?? 0) >= perCaller)
        throw refusal(
          { reason: 'answers_at_once', params: { most: perCaller } },
          `Only ${perCaller} long answers at a time. Read those first, then ask again.`,
          RETRY_AFTER_SECONDS,
        );
      if (total >= most)
        throw new ProblemError(
          'busy',
          'Too many long answers are under way. Ask again in a moment.',
          null,
          RETRY_AFTER_SECONDS,
        );
      const { socket } = request.raw;
      const end = () => {
        reply.raw.off('close', end);
        socket.off('close', end);
        add(caller, -1);
      };
      add(caller, 1);
      // A response that still waits for an earlier one does not hear that its connection has closed.
      reply.raw.once('close', end);
      socket.once('close', end);
    },
  };
}
