/** What the desk draws attention to, by sound and for screen readers. */
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import type { EventFrame } from '../../../protocol/frames.ts';
import { burstGate } from './burst.ts';

interface DeskAlert {
  readonly about: Challenge;
  readonly kind: 'request' | 'claim';
  /** One for a whole burst, whatever is in it. */
  readonly chimes: boolean;
  /** Of a burst of requests the first, which leads to the list; every claim, because each waits for the banker. */
  readonly isSaid: boolean;
}

/**
 * Returns a function that tells for each event what it calls for, if anything. What changes in a claim that was there before is none.
 * `challenges`: as they are before the first event. `now`: any monotonic clock, ms.
 */
export function createDeskAlerts(
  challenges: readonly Challenge[],
): (frame: EventFrame, now: number) => DeskAlert | null {
  const claimedAt = new Map(challenges.map((each) => [each.id, each.claimed_at]));
  const beginsBurst = burstGate();
  const beginsRequests = burstGate();
  return ({ event_type: type, data }, now) => {
    if (!('id' in data)) return null;
    const isClaim =
      type === 'challenge_updated' &&
      data.claimed_at !== null &&
      data.claimed_at !== (claimedAt.get(data.id) ?? null);
    claimedAt.set(data.id, data.claimed_at);
    const kind = type === 'challenge_request' ? 'request' : isClaim ? 'claim' : null;
    if (kind === null) return null;
    const isFirst = kind === 'request' && beginsRequests(now);
    return { about: data, kind, chimes: beginsBurst(now), isSaid: isClaim || isFirst };
  };
}
