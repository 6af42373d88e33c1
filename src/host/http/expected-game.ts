import type { ExpectedGame } from '../../game/expected-game.ts';

interface Meant {
  readonly expected_status?: ExpectedGame['status'];
  readonly expected_ended_at?: string | undefined;
  readonly seen_seq?: number;
}

/** The game for which a request says that it is meant. */
export function expectedGame({ expected_status, expected_ended_at, seen_seq }: Meant): ExpectedGame {
  return {
    status: expected_status,
    endedAt: expected_ended_at === undefined ? undefined : Date.parse(expected_ended_at),
    seenSeq: seen_seq,
  };
}
