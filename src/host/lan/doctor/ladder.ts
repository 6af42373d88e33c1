/** What has to be true for phones to play, and how far the evidence goes. Pure. */
import { type RungName, RUNGS, type RungState } from '../../../protocol/doctor-codes.ts';
import type { PhonesHeard } from './arrivals.ts';
import type { SelfCheck } from './self-check.ts';

/** By now a phone that tried should have come through, ms. */
export const REQUEST_PATIENCE_MS = 60_000;
/** By now whoever opened the page has typed a name, ms. */
export const SOCKET_PATIENCE_MS = 120_000;
/** A phone whose screen is on is heard from every few seconds. */
export const QUIET_MS = 60_000;

/** All that is known. Times are ms since 1970, host time. */
export interface Evidence {
  readonly now: number;
  readonly listeningSince: number;
  /** What phones are shown; null: the laptop is on no network. */
  readonly address: string | null;
  /** Whether the laptop has that address. With port forwarding it has not. */
  readonly isAddressHere: boolean;
  /** Since when the laptop has shown it. */
  readonly addressSince: number;
  /** Since when a desk or board has shown the code with this address; null: nobody has asked for it. */
  readonly codeShownSince: number | null;
  /** Null: not known yet. */
  readonly self: SelfCheck | null;
  /** Phones that came to this address. */
  readonly phones: PhonesHeard;
  /** Whether a phone has certainly tried: it came to another address, or by https. Nobody may have: banker and code are often early. */
  readonly hasTried: boolean;
  /** Whether the firewall certainly keeps phones out. */
  readonly isBlocked: boolean;
}

export interface Rung {
  readonly rung: RungName;
  readonly state: RungState;
  /** When it passed; for `heard`, when a phone was last heard from. Null: not yet. */
  readonly at: number | null;
}

/**
 * The whole ladder, from the ground up. A phone that got through proves what is below: it counts for more than the laptop's
 * attempt to reach itself. Above the first rung that has not passed, everything waits.
 */
export function climbLadder(evidence: Evidence): readonly Rung[] {
  const passed = passedAt(evidence);
  const reached = RUNGS.findIndex((rung) => passed[rung] === null);
  return RUNGS.map((rung, index) => ({
    rung,
    state: stateOf(evidence, rung, reached === -1 || index < reached, index === reached),
    at: rung === 'heard' ? evidence.phones.lastHeardAt : passed[rung],
  }));
}

/** The first rung that has not passed; null: all have. */
export function firstNotPassed(rungs: readonly Rung[]): Rung | null {
  return rungs.find(({ state }) => state !== 'passed') ?? null;
}

function stateOf(evidence: Evidence, rung: RungName, isPassed: boolean, isNext: boolean): RungState {
  if (isPassed) return 'passed';
  return isNext && hasFailed(evidence, rung) ? 'failed' : 'waiting';
}

/** When each rung passed; null: it has not. A rung passes only if those below do. */
function passedAt(evidence: Evidence): Readonly<Record<RungName, number | null>> {
  const { address, addressSince, phones, self, now, listeningSince, isAddressHere } = evidence;
  const request = address === null ? null : phones.firstRequestAt;
  const isReached = self?.outcome === 'reached' ? self.at : null;
  const own = address === null ? null : (isReached ?? request);
  const isHere = address !== null && (isAddressHere || own !== null);
  const socket = request === null ? null : phones.firstSocketAt;
  const isRecent = phones.lastHeardAt !== null && now - phones.lastHeardAt <= QUIET_MS;
  return {
    listening: listeningSince,
    address: isHere ? addressSince : null,
    self: isHere ? own : null,
    request,
    socket,
    heard: socket !== null && isRecent ? phones.lastHeardAt : null,
  };
}

function hasFailed(evidence: Evidence, rung: RungName): boolean {
  const { now, codeShownSince, phones, self, hasTried, isBlocked } = evidence;
  switch (rung) {
    case 'listening':
      return false;
    case 'address':
      return true;
    case 'self':
      return self !== null;
    case 'request':
      return (
        isBlocked || (hasTried && codeShownSince !== null && now - codeShownSince >= REQUEST_PATIENCE_MS)
      );
    case 'socket':
      return phones.firstRequestAt !== null && now - phones.firstRequestAt >= SOCKET_PATIENCE_MS;
    // Phones that sleep are silent, and that is no fault.
    case 'heard':
      return false;
    default:
      return rung satisfies never;
  }
}
