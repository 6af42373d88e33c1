/** Players whom a form has added without hearing what became of it: whatever is changed in it before the next press, nobody is added twice. */
import { array, boolean, integer, object, optional, string } from '../../../client/guards/wire-guards.ts';
import { isHeaderText } from '../../../client/header-text.ts';
import { HostError, type HostClient } from '../../../client/host-client.ts';
import type { CommandOptions } from '../../../client/http-methods.ts';
import { parseKept } from '../../../client/parse-kept.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
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

/** As the form would have it. */
interface Pending {
  readonly names: readonly string[];
  readonly team: number | null;
  readonly isList: boolean;
}

export interface UnansweredAdditions {
  /** All who were sent without an answer, for a form that is opened again; null: nobody. */
  pending(): Pending | null;
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

/** What was sent and has no answer. */
interface Sent {
  readonly names: readonly string[];
  readonly team?: number | undefined;
  readonly isList: boolean;
  /** The same call is sent again under it. */
  readonly key: string;
}

const VERSION = 1;
const isKept = object<{ readonly version: number; readonly sent: readonly Sent[] }>({
  version: integer,
  sent: array(
    object<Sent>({ names: array(string), team: optional(integer), isList: boolean, key: isHeaderText }),
  ),
});

/** @param keptAs where the storage keeps what has no answer: the form may be closed, or the page loaded again, before there is one. */
export function createUnansweredAdditions(storage: SafeStorage, keptAs: string): UnansweredAdditions {
  const kept = parseKept(storage.read(keptAs));
  let unanswered: readonly Sent[] = isKept(kept) && kept.version === VERSION ? kept.sent : [];
  const keep = (sent: readonly Sent[]) => {
    unanswered = sent;
    if (sent.length === 0) storage.remove(keptAs);
    else storage.write(keptAs, JSON.stringify({ version: VERSION, sent }));
  };
  const forget = (sent: Sent) => keep(unanswered.filter((other) => other !== sent));

  const call = async (to: Adding, what: Omit<Sent, 'key'>, o: CommandOptions): Promise<readonly Added[]> => {
    const { api, gameCode } = to;
    const { names, team, isList } = what;
    const chosen = team === undefined ? {} : { team_number: team };
    if (isList) return (await api.addSeveral(gameCode, { player_names: [...names], ...chosen }, o)).items;
    return [await api.addPlayer(gameCode, { player_name: names[0] ?? '', ...chosen }, o)];
  };
  const send = async (to: Adding, what: Omit<Sent, 'key'>): Promise<readonly Added[]> => {
    let key = '';
    // From before it goes out: the page may be loaded again before its answer.
    const sent = () => unanswered.find((each) => each.key === key);
    const onKey = (taken: string) => {
      key = taken;
      keep([...unanswered, { ...what, key }]);
    };
    try {
      const added = await call(to, what, { onKey });
      keep(unanswered.filter((each) => each.key !== key));
      return added;
    } catch (error) {
      const refused = isUnanswered(error) ? undefined : sent();
      if (refused !== undefined) forget(refused);
      throw error;
    }
  };
  /** None if the host has refused it: nobody of it is in the game. */
  const repeat = async (to: Adding, sent: Sent): Promise<readonly Added[]> => {
    try {
      return await call(to, sent, { idempotencyKey: sent.key });
    } catch (error) {
      if (!isDecided(error)) throw error;
      forget(sent);
      return [];
    }
  };

  return {
    pending() {
      const last = unanswered.at(-1);
      if (last === undefined) return null;
      const names = unanswered.flatMap((each) => each.names);
      return { names, team: last.team ?? null, isList: last.isList || names.length > 1 };
    },
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
      const left = { names: wanted, team: body.team_number ?? undefined, isList: true };
      if (wanted.length > 0) items.push(...(await send(to, left)));
      keep([]);
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
      const what = { names: [body.player_name], team: body.team_number ?? undefined, isList: false };
      const [player] = await send(to, what);
      if (player === undefined) throw new Error('The host has added nobody.');
      // The desk shows by now who else is in: the same name later is another child's.
      keep(unanswered.filter(({ isList }) => isList));
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
