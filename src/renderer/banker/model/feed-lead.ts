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

/** What happened last, or what brought that along. Undefined when nothing has. */
export function lastLead(items: readonly FeedItem[]): FeedLead | undefined {
  const [last] = items;
  return leadWith(items.find(({ kind, at }) => at === last?.at && CAUSES.includes(kind)) ?? last, items);
}

/** The newest of those that are meant, with the others of these. Undefined when there is none. */
export function leadOf(
  items: readonly FeedItem[],
  isMeant: (item: FeedItem) => boolean,
): FeedLead | undefined {
  const meant = items.filter(isMeant);
  return leadWith(meant[0], meant);
}

function leadWith(item: FeedItem | undefined, among: readonly FeedItem[]): FeedLead | undefined {
  if (item === undefined) return undefined;
  const kind = COMMON_KINDS.find((each) => each === item.kind);
  if (kind === undefined) return { several: false, item };
  const items = among.filter((each) => each.kind === kind && each.at === item.at);
  const players = new Set(items.map(({ challenge, player }) => challenge?.player_id ?? player?.player_id));
  return players.size < 2
    ? { several: false, item }
    : { several: true, item, kind, items, players: players.size };
}
