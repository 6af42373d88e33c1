import type { FeedItem } from './feed-items.ts';

/** A whole item of the activity feed, about nobody: a test only states what it is about. */
export function aFeedItem(given: Partial<FeedItem> = {}): FeedItem {
  return {
    key: 'e1',
    seq: 1,
    at: 0,
    kind: 'completed',
    challenge: null,
    player: null,
    team: null,
    before: null,
    teamBefore: null,
    state: '',
    ...given,
  };
}
