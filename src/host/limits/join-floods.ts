/** Notices when very many players join from one address or from a few, and who they were. Nobody else learns the addresses. */
import { findFlood, FLOOD_JOINS, type JoinFlood, joinsFrom } from './flood-search.ts';
import type { JoinRecords } from './join-records.ts';

export interface JoinFloods {
  /**
   * Resolves once every host can know of it, or cannot for now.
   * @param network `networkOf` the caller's address
   */
  record(gameId: number, network: string, participantId: number): Promise<void>;
  /** Who the many are that have lately joined a game, by its id. Never rejects for want of a store. */
  crowds(): Promise<ReadonlyMap<number, JoinCrowd>>;
  /** Who joined the game from there at or after `since`, host time in ms. Nobody, if the source is unknown or forgotten. */
  joinedFrom(gameId: number, source: string, since: number): Promise<readonly number[]>;
}

/** Those who have lately joined one game. */
export interface JoinCrowd {
  /** The largest flood of those who are in the game; null: none. */
  largest(isInGame: (participantId: number) => boolean): JoinFlood | null;
}

export interface JoinFloodsOptions {
  readonly records: JoinRecords;
  /** Host time, ms. */
  readonly now: () => number;
  /** A keyed hash, the same on all hosts. */
  readonly fingerprint: (text: string) => string;
}

const SOURCE_LENGTH = 12;

export function createJoinFloods({ records, now, fingerprint }: JoinFloodsOptions): JoinFloods {
  const sourceOf = (gameId: number, network: string) =>
    fingerprint(`joins game ${gameId} from ${network}`).slice(0, SOURCE_LENGTH);
  return {
    record: (gameId, network, participantId) =>
      records.add({ gameId, participantId, source: sourceOf(gameId, network), at: now() }),
    async crowds() {
      const games = await records.ofGamesWith(FLOOD_JOINS);
      const crowdOf = (joins: Parameters<typeof findFlood>[0]): JoinCrowd => ({
        largest: (isInGame) =>
          findFlood(
            joins.filter(({ participantId }) => isInGame(participantId)),
            now(),
          ),
      });
      return new Map([...games].map(([gameId, joins]) => [gameId, crowdOf(joins)]));
    },
    async joinedFrom(gameId, source, since) {
      const joins = await records.ofGame(gameId);
      return joinsFrom(joins, source, since, now()).map(({ participantId }) => participantId);
    },
  };
}
