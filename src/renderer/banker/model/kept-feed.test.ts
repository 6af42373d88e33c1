import { expect, it } from 'vitest';
import { aChallenge, aTeam } from '../../shared/shapes.fixtures.ts';
import type { FeedItem } from './feed-items.ts';
import { keptFeedText, readKeptFeed } from './kept-feed.ts';

const item: FeedItem = {
  key: 'e7',
  seq: 7,
  at: 1_000,
  kind: 'completed',
  challenge: aChallenge({ status: 'completed' }),
  player: null,
  team: aTeam(),
  before: null,
  teamBefore: null,
  state: 'challenge 1 1',
};
const nothing = { items: [], own: [] };

it('keeps the feed and what of it was the desk’s own', () => {
  const feed = { items: [item], own: [item.state] };
  expect(readKeptFeed(keptFeedText(feed))).toEqual(feed);
});

it.each([
  ['nothing', null],
  ['half a text', keptFeedText({ items: [item], own: [] }).slice(0, 90)],
  ['another version', JSON.stringify({ version: 99, items: [], own: [] })],
  [
    'a kind of item that it does not know',
    JSON.stringify({ version: 1, items: [{ ...item, kind: 'sung' }], own: [] }),
  ],
])('starts anew with %s', (_what, text) => {
  expect(readKeptFeed(text)).toEqual(nothing);
});
