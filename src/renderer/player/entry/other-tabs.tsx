/** A seat that another tab of this browser has got since this one began to ask for a name: whoever joins again would be somebody else. */
import { useEffect, useReducer } from 'react';
import { HostError } from '../../../client/host-client.ts';
import { type EntryContextValue, useEntry } from './entry-context.ts';
import { isSameName } from './joining.ts';
import type { StoredSeat } from './seat-store.ts';
import { StoredSeats } from './stored-seats.tsx';

/** Somebody waits for it. */
const HELD_SEATS_TIMEOUT_MS = 3_000;

type Entry = Pick<EntryContextValue, 'api' | 'seats' | 'store' | 'join'>;

/**
 * Joins, unless this browser has the seat with this name already, and had it not when the page began to ask for the name. Throws `HostError`.
 * @param keeps whether this browser keeps what pages store: otherwise only the host can know
 */
export async function joinUnlessHere(
  code: string,
  name: string,
  { api, seats, store, join }: Entry,
  keeps: () => boolean = keepsStorage,
): Promise<StoredSeat> {
  const among = (all: readonly StoredSeat[]) =>
    newSeats(seats, all, code).find((seat) => isNamed(seat, name));
  const here = among(store.all()) ?? (keeps() ? undefined : among(await heldSeats(api)));
  return here ?? join(code, name);
}

/** Those that the host lets this browser into; none where it does not answer. */
async function heldSeats(api: Entry['api']): Promise<readonly StoredSeat[]> {
  try {
    const { items } = await api.heldSeats({ timeoutMs: HELD_SEATS_TIMEOUT_MS });
    return items.flatMap(({ role, game_code: code, participant_id: playerId, player_name: name }) =>
      role === 'player' && code !== null ? { code, playerId, name: name ?? '', token: null } : [],
    );
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return [];
  }
}

const newSeats = (before: readonly StoredSeat[], now: readonly StoredSeat[], code: string) =>
  now.filter((seat) => seat.code === code && before.every(({ playerId }) => playerId !== seat.playerId));

/** Where there was a Lena already, the host has made her "Lena 2". */
const isNamed = ({ name: given }: StoredSeat, typed: string): boolean =>
  isSameName(given, typed) || isSameName(given.replace(/ \d+$/, ''), typed);

/** Private windows and blocked cookies make it throw, and some browsers forget at once. */
function keepsStorage(): boolean {
  const key = 'kept';
  try {
    localStorage.setItem(key, key);
    const isKept = localStorage.getItem(key) === key;
    localStorage.removeItem(key);
    return isKept;
  } catch {
    // That is the answer.
    return false;
  }
}

interface SeatsHereProps {
  /** Null: none is typed yet, and the seats are those of every game. */
  readonly code: string | null;
  /** As it is typed here. */
  readonly name: string;
  /** Whether this tab is being answered itself. */
  readonly busy: boolean;
}

/**
 * The seats that this browser holds by now, with those of other tabs. One that has the name that is typed here is entered by itself, and
 * so is the first of this phone in the game where no name is typed.
 */
export function SeatsHere({ code, name, busy }: SeatsHereProps) {
  const entry = useEntry();
  const [, draw] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    const look = () => {
      const { enter, seats, store } = entry;
      const isFirst = name === '' && seats.every((seat) => seat.code !== code);
      const own =
        code === null || busy
          ? undefined
          : newSeats(seats, store.all(), code).find((seat) => isFirst || isNamed(seat, name));
      if (own === undefined) draw();
      else enter(own);
    };
    // What a document hears comes to its window, too.
    for (const event of EVENTS) addEventListener(event, look);
    look();
    return () => {
      for (const event of EVENTS) removeEventListener(event, look);
    };
  }, [entry, code, name, busy]);
  return <StoredSeats code={code} seats={entry.store.all()} />;
}

/** After which another tab may have done something. */
const EVENTS = ['storage', 'pageshow', 'focus', 'visibilitychange'];
