/** Players whom a form has added without hearing what became of it: whatever is changed in it before the next press, nobody is added twice. */
import { HostError, type HostClient } from '../../../client/host-client.ts';
import type { CommandOptions } from '../../../client/http-methods.ts';
import { cleanText } from '../../../game/clean-text.ts';
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

type Added = Pick<Player, 'player_id' | 'player_name' | 'team_number'>;

interface AddedList {
  /** All who are in the game now of what was sent, also before. */
  readonly items: readonly Added[];
  /** Somebody is in it whom the list names no more, or in another team than is chosen now. */
  readonly isAsBefore: boolean;
}

export interface UnansweredAdditions {
  /**
   * Adds the list. What was sent before without an answer is sent again first, under its own key, so that it is done once; then only
   * those are added who are not in it. Throws as the call does.
   */
  addList(to: Adding, body: AddSeveralBody): Promise<AddedList>;
  /**
   * Adds one player, who may be in what was sent before without an answer: that is sent again first, under its own key. The same name with
   * another team is the same player. Throws as the call does.
   */
  addOne(to: Adding, body: JoinBody): Promise<Pick<Player, 'player_id' | 'player_name'>>;
}

type Call = (to: Adding, o: CommandOptions) => Promise<readonly Added[]>;

interface Sent {
  readonly names: readonly string[];
  readonly team: number | null | undefined;
  readonly isList: boolean;
  /** The same call under its own key. */
  readonly repeat: (to: Adding) => Promise<readonly Added[]>;
}

export function createUnansweredAdditions(): UnansweredAdditions {
  let unanswered: readonly Sent[] = [];
  const forget = (sent: Sent) => void (unanswered = unanswered.filter((other) => other !== sent));

  const send = async (to: Adding, call: Call, what: Omit<Sent, 'repeat'>): Promise<readonly Added[]> => {
    let key = '';
    try {
      return await call(to, { onKey: (taken) => void (key = taken) });
    } catch (error) {
      if (isUnanswered(error)) {
        const repeat = (again: Adding) => call(again, { idempotencyKey: key });
        unanswered = [...unanswered, { ...what, repeat }];
      }
      throw error;
    }
  };
  /** None if the host has refused it: nobody of it is in the game. */
  const repeat = async (to: Adding, sent: Sent): Promise<readonly Added[]> => {
    try {
      return await sent.repeat(to);
    } catch (error) {
      if (!isDecided(error)) throw error;
      forget(sent);
      return [];
    }
  };

  return {
    async addList(to, body) {
      const items: Added[] = [];
      const wanted = [...body.player_names];
      let isAsBefore = false;
      for (const sent of unanswered) {
        for (const [index, player] of (await repeat(to, sent)).entries()) {
          if (to.isRemoved(player.player_id)) continue;
          items.push(player);
          const at = wanted.findIndex((name) => isSame(name, sent.names[index]));
          isAsBefore ||= at < 0 || sent.team !== body.team_number;
          if (at >= 0) wanted.splice(at, 1);
        }
      }
      const left = { ...body, player_names: wanted };
      const call: Call = async ({ api, gameCode }, o) => (await api.addSeveral(gameCode, left, o)).items;
      const what = { names: wanted, team: body.team_number, isList: true };
      if (wanted.length > 0) items.push(...(await send(to, call, what)));
      unanswered = [];
      return { items, isAsBefore };
    },
    async addOne(to, body) {
      const { api, gameCode } = to;
      const isMeant = (name: string) => isSame(name, body.player_name);
      const before = unanswered.find(({ names }) => names.some(isMeant));
      if (before !== undefined) {
        const added = (await repeat(to, before))[before.names.findIndex(isMeant)];
        forget(before);
        if (added !== undefined && !to.isRemoved(added.player_id)) {
          const { player_id: id, team_number: team } = added;
          const { team_number: chosen = team } = body;
          return chosen === team ? added : api.changePlayer(gameCode, id, { team_number: chosen });
        }
      }
      const call: Call = async (again, o) => [await again.api.addPlayer(again.gameCode, body, o)];
      const what = { names: [body.player_name], team: body.team_number, isList: false };
      const [player] = await send(to, call, what);
      if (player === undefined) throw new Error('The host has added nobody.');
      // The desk shows by now who else is in: the same name later is another child's.
      unanswered = unanswered.filter(({ isList }) => isList);
      return player;
    },
  };
}

/** As the host takes them: whatever the case and the blanks. */
function isSame(name: string, other: string | undefined): boolean {
  return other !== undefined && asTaken(name) === asTaken(other);
}

const asTaken = (name: string): string => cleanText(name).toLowerCase();

/** Whether the host may have done it. */
function isUnanswered(error: unknown): boolean {
  return error instanceof HostError && error.problem === null;
}
