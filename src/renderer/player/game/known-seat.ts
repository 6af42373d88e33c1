/** What this phone's player knows of the own name and team, so that a change by somebody else is said once, and an own one never. */
import { HostError } from '../../../client/host-error.ts';
import { parseKept } from '../../../client/parse-kept.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';

type Details = Pick<Player, 'player_name' | 'team_number'>;
type Detail = keyof Details;

/** What somebody else has changed. */
interface SeatNews {
  /** Null: the name is the known one. */
  readonly name: string | null;
  /** The team's number; null: the team is the known one. */
  readonly team: number | null;
}

export interface KnownSeat {
  /** What the player should hear; null: nothing. The same object until it changes. */
  readonly getNews: () => SeatNews | null;
  /** Takes in what the host says of the player. */
  look(me: Details): void;
  /** The player has read the news. */
  readonly markRead: () => void;
  /** Changes these details here: what comes of it is no news. */
  change(details: readonly Detail[], call: () => Promise<Player>): Promise<Player>;
  /** Returns the unsubscriber. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createKnownSeat(storage: SafeStorage, storageKey: string): KnownSeat {
  const listeners = new Set<() => void>();
  /** Details that this phone is changing; `coming`: there is no more to wait for than the change itself, if it ever comes. */
  const own = new Map<Detail, 'asked' | 'coming'>();
  let known = parseDetails(storage.read(storageKey));
  let current: Details | null = null;
  let news: SeatNews | null = null;

  const keep = (details: Details) => {
    const { player_name, team_number } = details;
    if (known?.player_name === player_name && known.team_number === team_number) return;
    known = { player_name, team_number };
    storage.write(storageKey, JSON.stringify(known));
  };
  const isOwn = (detail: Detail, before: Details, now: Details) => {
    const how = own.get(detail);
    if (how === undefined || before[detail] === now[detail]) return false;
    if (how === 'coming') own.delete(detail);
    return true;
  };
  const look = (me: Details) => {
    current = me;
    const before = known ?? me;
    // Whoever comes into the first team, or into none, sees it on a screen of its own.
    const comesOrGoes = before.team_number === null || me.team_number === null;
    keep({
      player_name: isOwn('player_name', before, me) ? me.player_name : before.player_name,
      team_number: isOwn('team_number', before, me) || comesOrGoes ? me.team_number : before.team_number,
    });
    const next = newsBetween(known ?? me, me);
    if (next?.name === news?.name && next?.team === news?.team) return;
    news = next;
    for (const listener of listeners) listener();
  };
  return {
    getNews: () => news,
    look,
    markRead() {
      if (current === null) return;
      keep(current);
      look(current);
    },
    async change(details, call) {
      for (const detail of details) own.set(detail, 'asked');
      try {
        const changed = await call();
        for (const detail of details)
          if (changed[detail] === known?.[detail]) own.delete(detail);
          else own.set(detail, 'coming');
        return changed;
      } catch (error) {
        const isRefused = error instanceof HostError && error.problem !== null;
        for (const detail of details)
          if (isRefused) own.delete(detail);
          else own.set(detail, 'coming');
        throw error;
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function newsBetween(known: Details, me: Details): SeatNews | null {
  const name = known.player_name === me.player_name ? null : me.player_name;
  const team = known.team_number === me.team_number ? null : me.team_number;
  return name === null && team === null ? null : { name, team };
}

function parseDetails(text: string | null): Details | null {
  const value = parseKept(text);
  if (typeof value !== 'object' || value === null) return null;
  if (!('player_name' in value && 'team_number' in value)) return null;
  const { player_name, team_number } = value;
  if (typeof player_name !== 'string') return null;
  return team_number === null || typeof team_number === 'number' ? { player_name, team_number } : null;
}
