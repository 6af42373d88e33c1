/** Players whom a form has added without hearing what became of it: whatever is changed in it before the next press, nobody is added twice. */
import { HostError, type HostClient } from '../../../client/host-client.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { AddSeveralBody, JoinBody } from '../../../protocol/rest-schemas.ts';
import { isDecided } from '../own-acts/refusals.ts';

/** The desk that adds. */
interface Adding {
  readonly api: Pick<HostClient, 'addPlayer' | 'addSeveral' | 'changePlayer'>;
  readonly gameCode: string;
  /** Whether the desk shows that somebody has removed the player since. */
  readonly isRemoved: (playerId: number) => boolean;
}

interface AddedList {
  /** All who are in the game now of what was sent, also before. */
  readonly items: readonly Player[];
  /** Somebody is in it whom the list names no more, or in another team than is chosen now. */
  readonly isAsBefore: boolean;
}

export interface UnansweredAdditions {
  /**
   * Adds the list. What was sent before without an answer is sent again first, under its own key, so that it is done once; then only
   * those are added who are not in it. Throws as the call does.
   */
  addList(to: Adding, body: AddSeveralBody): Promise<AddedList>;
  /** Adds one player. The same name with another team is the same player. Throws as the call does. */
  addOne(to: Adding, body: JoinBody): Promise<Pick<Player, 'player_id' | 'player_name'>>;
}

interface Sent<Body> {
  readonly body: Body;
  readonly key: string;
}

export function createUnansweredAdditions(): UnansweredAdditions {
  let lists: readonly Sent<AddSeveralBody>[] = [];
  let one: Sent<JoinBody> | null = null;

  /** Null: the host has refused it, so nobody of it is in the game. */
  const repeatList = async ({ api, gameCode }: Adding, sent: Sent<AddSeveralBody>) => {
    try {
      return (await api.addSeveral(gameCode, sent.body, { idempotencyKey: sent.key })).items;
    } catch (error) {
      if (!isDecided(error)) throw error;
      lists = lists.filter((other) => other !== sent);
      return null;
    }
  };
  const repeatOne = async ({ api, gameCode }: Adding, { body, key }: Sent<JoinBody>) => {
    try {
      return await api.addPlayer(gameCode, body, { idempotencyKey: key });
    } catch (error) {
      if (!isDecided(error)) throw error;
      return null;
    }
  };
  const sendList = async ({ api, gameCode }: Adding, body: AddSeveralBody) => {
    let key = '';
    try {
      return (await api.addSeveral(gameCode, body, { onKey: (taken) => void (key = taken) })).items;
    } catch (error) {
      if (isUnanswered(error)) lists = [...lists, { body, key }];
      throw error;
    }
  };

  return {
    async addList(to, body) {
      const items: Player[] = [];
      const wanted = [...body.player_names];
      let isAsBefore = false;
      for (const sent of lists) {
        const added = await repeatList(to, sent);
        for (const [index, player] of (added ?? []).entries()) {
          if (to.isRemoved(player.player_id)) continue;
          items.push(player);
          const at = wanted.indexOf(sent.body.player_names[index] ?? '');
          isAsBefore ||= at < 0 || sent.body.team_number !== body.team_number;
          if (at >= 0) wanted.splice(at, 1);
        }
      }
      if (wanted.length > 0) items.push(...(await sendList(to, { ...body, player_names: wanted })));
      lists = [];
      return { items, isAsBefore };
    },
    async addOne(to, body) {
      const { api, gameCode } = to;
      const before = one;
      if (before !== null && before.body.player_name === body.player_name) {
        const added = await repeatOne(to, before);
        one = null;
        if (added !== null && !to.isRemoved(added.player_id)) {
          const { player_id: id, team_number: team } = added;
          const { team_number: chosen = team } = body;
          return chosen === team ? added : api.changePlayer(gameCode, id, { team_number: chosen });
        }
      }
      let key = '';
      try {
        const added = await api.addPlayer(gameCode, body, { onKey: (taken) => void (key = taken) });
        one = null;
        return added;
      } catch (error) {
        one = isUnanswered(error) ? { body, key } : null;
        throw error;
      }
    },
  };
}

/** Whether the host may have done it. */
function isUnanswered(error: unknown): boolean {
  return error instanceof HostError && error.problem === null;
}
