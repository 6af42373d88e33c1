/** The limits of a host, which counts alone or together with the other hosts of its database. */
import type { HostBus } from '../bus/host-bus.ts';
import type { Cleanup } from '../cleanup.ts';
import type { Clock, HostTime } from '../time/clock.ts';
import { DEFAULT_JOIN_BURST } from './join-limit.ts';
import { createLocalLimits, type Limits } from './limits.ts';
import { createPinGuesses } from './pin-guesses.ts';
import { createSharedLimits } from './shared-limits.ts';

export interface OpenLimitsOptions {
  /** Null: no other host has these games open. */
  readonly hostBus: HostBus | null;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly hostTime: Pick<HostTime, 'now'>;
  /** Default: `DEFAULT_JOIN_BURST`. */
  readonly joinBurst?: number | null | undefined;
  /** A keyed hash, the same on all hosts. */
  readonly fingerprint: (text: string) => string;
  /** Called when somebody is evidently guessing at a seat, wherever it is counted. */
  readonly suspect: (gameId: number, participantId: number) => void;
  readonly report: (message: string) => void;
  readonly cleanup: Pick<Cleanup, 'defer'>;
}

/** The games and seats, by their ids alone, at which somebody is guessing. */
const GUESSED = 'guessed';

export function openLimits({
  hostBus,
  clock,
  hostTime,
  suspect,
  cleanup,
  ...options
}: OpenLimitsOptions): Limits {
  const joinBurst = options.joinBurst ?? DEFAULT_JOIN_BURST;
  const localWith = (onSuspect: OpenLimitsOptions['suspect']) =>
    createLocalLimits({
      now: () => clock.monotonic(),
      pinGuesses: createPinGuesses(clock, onSuspect),
      joinBurst,
    });
  if (hostBus === null) return localWith(suspect);

  const stopListening = hostBus.subscribe(GUESSED, (text) => {
    const [, gameId, participantId] = /^(\d{1,15}) (\d{1,15})$/.exec(text) ?? [];
    if (gameId === undefined) return hostBus.noteForeign();
    suspect(Number(gameId), Number(participantId));
  });
  cleanup.defer('the word of guessed seats', stopListening);
  // Whose desk is connected to another host has to know, too.
  const tellAll = (gameId: number, participantId: number) =>
    hostBus.publish(GUESSED, `${gameId} ${participantId}`);
  return createSharedLimits({
    ...options,
    joinBurst,
    bus: hostBus,
    createLocal: localWith,
    now: () => hostTime.now(),
    suspect,
    tellAll,
  });
}
