/** The activity feed as a tab keeps it over a reload. */
import { isChallenge, isPlayer, isTeam } from '../../../client/guards/entity-guards.ts';
import { array, integer, nullable, object, oneOf, string } from '../../../client/guards/wire-guards.ts';
import { FEED_ITEM_KINDS, type FeedItem } from './feed-items.ts';

export interface KeptFeed {
  readonly items: readonly FeedItem[];
  /** What the desk itself did, as `stateKey` names it. */
  readonly own: readonly string[];
}

/** Counts up when the shape changes; a tab that was reloaded into another version starts anew. */
const VERSION = 2;

const isFeedItem = object<FeedItem>({
  key: string,
  seq: nullable(integer),
  at: integer,
  kind: oneOf(...FEED_ITEM_KINDS),
  challenge: nullable(isChallenge),
  player: nullable(isPlayer),
  team: nullable(isTeam),
  before: nullable(string),
  teamBefore: nullable(integer),
  state: string,
});
const isKept = object<KeptFeed & { readonly version: number }>({
  version: integer,
  items: array(isFeedItem),
  own: array(string),
});

export const keptFeedText = ({ items, own }: KeptFeed): string =>
  JSON.stringify({ version: VERSION, items, own });

/** Empty where nothing was kept, or where it is not what was kept. */
export function readKeptFeed(text: string | null): KeptFeed {
  const nothing = { items: [], own: [] };
  if (text === null) return nothing;
  try {
    const kept: unknown = JSON.parse(text);
    return isKept(kept) && kept.version === VERSION ? { items: kept.items, own: kept.own } : nothing;
  } catch (error) {
    if (error instanceof SyntaxError) return nothing;
    throw error;
  }
}
