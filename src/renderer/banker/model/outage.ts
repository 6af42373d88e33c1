/** Many phones that went away at the same moment, and the likeliest reason. One that goes by itself is asleep, and nothing to say. */
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { PresenceItem } from '../../../protocol/frames.ts';
import type { HostWarning } from '../../../protocol/host-info.ts';
import { presenceState } from './presence.ts';

export interface Outage {
  /** When the first of them was last heard from, host ms. */
  readonly since: number;
  /** Who is still away, the longest first. */
  readonly playerIds: readonly number[];
  /** Whether most of those who were there then are back: what is left are single phones. */
  readonly isOver: boolean;
}

export type OutageCause = 'laptop_slept' | 'laptop_network' | 'laptop_address' | 'wifi' | 'stayed_away';

/** Phones are asked every 5 s whether they are there, so what cuts them off at once is noticed within this time, ms. */
const SAME_MOMENT_MS = 7_000;
/** So many phones do not fall asleep at the same moment by chance, if they are also half of those that were there. */
const FEWEST = 3;
/** Those that have not come back long after the others are asleep, ms. */
const STRAGGLERS_TOLD_MS = 5 * 60_000;

interface Away {
  readonly id: number;
  readonly since: number;
}

/**
 * What has become of the outage, or whether one has begun.
 * @param before null: there was none
 * @param now host ms
 */
export function nextOutage(
  before: Outage | null,
  players: readonly Player[],
  presence: ReadonlyMap<number, PresenceItem>,
  now: number,
): Outage | null {
  const states = players
    .filter(({ role }) => role === 'player')
    // A phone that several share is one phone.
    .filter(({ player_id: id }) => (presence.get(id)?.on_phone_of ?? null) === null)
    .map((player) => ({
      id: player.player_id,
      state: presenceState(player, presence.get(player.player_id)),
    }));
  const away = states
    .flatMap(({ id, state }): readonly Away[] =>
      state.kind === 'asleep' ? [{ id, since: state.since }] : [],
    )
    .toSorted((one, other) => one.since - other.since || one.id - other.id);
  const here = states.filter(({ state }) => state.kind === 'connected').length;
  const newest = largestGroup(away);
  if (newest.length >= FEWEST && newest.length >= here) return outageOf(newest, false);
  if (before === null) return null;
  const left = groupFrom(away, before.since);
  if (left.length === 0 || now - before.since > STRAGGLERS_TOLD_MS) return null;
  return { ...outageOf(left, true), since: before.since };
}

const outageOf = (group: readonly Away[], isOver: boolean): Outage => ({
  since: group[0]?.since ?? 0,
  playerIds: group.map(({ id }) => id),
  isOver,
});

/** Those who went away within a moment from then on. */
const groupFrom = (away: readonly Away[], since: number) =>
  away.filter((one) => one.since >= since && one.since - since <= SAME_MOMENT_MS);

/** The most that went away within one moment; of several such groups, the latest. */
function largestGroup(away: readonly Away[]): readonly Away[] {
  let largest: readonly Away[] = [];
  let first = 0;
  for (const [last, { since }] of away.entries()) {
    while (since - (away[first]?.since ?? since) > SAME_MOMENT_MS) first += 1;
    if (last + 1 - first >= largest.length) largest = away.slice(first, last + 1);
  }
  return largest;
}

const NO_NETWORK = new Set(['no_network', 'no_address_given', 'no_phone_network']);
const OTHER_ADDRESS = new Set(['address_changed', 'chosen_address_gone', 'address_unknown']);

/** The likeliest reason, by what the host says about the laptop. */
export function outageCause(
  { since, isOver }: Outage,
  warnings: readonly Pick<HostWarning, 'code' | 'params'>[],
): OutageCause {
  if (isOver) return 'stayed_away';
  const sleeps = warnings.filter(({ code }) => code === 'laptop_slept');
  if (sleeps.some(({ params: { from, until } }) => overlaps(since, Number(from), Number(until))))
    return 'laptop_slept';
  if (warnings.some(({ code }) => NO_NETWORK.has(code))) return 'laptop_network';
  return warnings.some(({ code }) => OTHER_ADDRESS.has(code)) ? 'laptop_address' : 'wifi';
}

/** What the banker has read of an outage. */
export interface ReadOutage extends Pick<Outage, 'since' | 'playerIds'> {
  readonly cause: OutageCause;
}

/** Whether it says anything that has not been read: phones that were not away then, another time, or another reason. */
export function isNewsOf(read: ReadOutage | null, outage: Outage, cause: OutageCause): boolean {
  if (read === null) return true;
  // The first of them may be back, and the next one was last heard from a moment later.
  if (outage.since < read.since || outage.since - read.since > SAME_MOMENT_MS) return true;
  if (outage.playerIds.some((id) => !read.playerIds.includes(id))) return true;
  return cause !== read.cause && cause !== 'stayed_away';
}

/** A phone was last heard from shortly before the laptop slept. */
function overlaps(since: number, from: number, until: number): boolean {
  return since + 2 * SAME_MOMENT_MS >= from && since <= until;
}
