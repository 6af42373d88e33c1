/** What the one line at the foot of the desk shows. */
import type { FeedItem } from './feed-items.ts';

/** What several players can have in common at the same moment, by one act or by the clock. */
const COMMON_KINDS = ['assigned', 'undone', 'cancelled', 'expired', 'moved', 'removed'] as const;
type CommonKind = (typeof COMMON_KINDS)[number];

/** What brings other things along at the same moment, and says more than they do. */
const CAUSES: readonly FeedItem['kind'][] = ['ended', 'team_folded', 'team_unfolded', 'removed'];

export type FeedLead =
  | { readonly several: false; readonly item: FeedItem }
  /** The same happened to more than one player: the line names none of them. */
  | {
      readonly several: true;
      readonly item: FeedItem;
      readonly kind: CommonKind;
      /** Of all of them, the item's own included. */
      readonly items: readonly FeedItem[];
      readonly players: number;
    };

/**
 * The newest of the desk's own acts, unless its challenge has gone on since; or else what happened last, or what brought that along.
 * Undefined when nothing has.
 */
export function leadOf(items: readonly FeedItem[], own: ReadonlySet<string>): FeedLead | undefined {
  const item = leadItem(items, own);
  if (item === undefined) return undefined;
  const kind = COMMON_KINDS.find((each) => each === item.kind);
  if (kind === undefined) return { several: false, item };
  const together = items.filter(
    (each) => each.kind === kind && each.at === item.at && own.has(each.state) === own.has(item.state),
  );
  const players = new Set(together.map(({ challenge, player }) => challenge?.player_id ?? player?.player_id));
  return players.size < 2
    ? { several: false, item }
    : { several: true, item, kind, items: together, players: players.size };
}

function leadItem(items: readonly FeedItem[], own: ReadonlySet<string>): FeedItem | undefined {
  const newest = new Set<number>();
  const lead = items.find(({ challenge, state }) => {
    const isPast = challenge !== null && newest.has(challenge.id);
    if (challenge !== null) newest.add(challenge.id);
    return own.has(state) && !isPast;
  });
  const [last] = items;
  return lead ?? items.find(({ kind, at }) => at === last?.at && CAUSES.includes(kind)) ?? last;
}
