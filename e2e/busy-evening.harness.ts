/** A game in which players ask and cancel all the time, and another desk gives. */
import { setTimeout as delay } from 'node:timers/promises';
import type { SeededRandom } from '../src/rehearsal/seeded-random.ts';
import { allTeams, joinGame } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';

const TEAMS = 6;
const PLAYERS = 40;
/** How many wait when a run begins. */
const WAITING = 25;

interface Seat {
  readonly playerId: number;
  readonly token: string;
}

interface Waiting {
  readonly id: number;
  readonly player_id: number;
  readonly status: string;
}

/** A game in progress with forty players, all of whom may ask. */
export class BusyEvening {
  readonly #host: RunningHost;
  readonly code: string;
  readonly #seats: ReadonlyMap<number, Seat>;
  #isOver = false;
  #churning: Promise<void> = Promise.resolve();

  private constructor(host: RunningHost, code: string, seats: ReadonlyMap<number, Seat>) {
    this.#host = host;
    this.code = code;
    this.#seats = seats;
  }

  static async begin(host: RunningHost, name: string): Promise<BusyEvening> {
    const { game_code: code } = await host.api<{ game_code: string }>('/games', { name, team_count: TEAMS });
    for (const team of allTeams(TEAMS))
      await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
    await host.api(`/games/${code}/start`, {});
    const seats = new Map<number, Seat>();
    for (let index = 0; index < PLAYERS; index += 1) {
      const { player_id: playerId, token } = await joinGame(
        host,
        code,
        `Player ${index + 1}`,
        1 + (index % TEAMS),
      );
      seats.set(playerId, { playerId, token });
    }
    return new BusyEvening(host, code, seats);
  }

  /** Ends what was given, and lets players ask until so many wait. */
  async fill(): Promise<void> {
    const open = await this.#open();
    for (const { id, status } of open) if (status === 'assigned') await this.#complete(id);
    const waiting = open.filter(({ status }) => status === 'requested');
    const busy = new Set(waiting.map(({ player_id }) => player_id));
    const idle = [...this.#seats.keys()].filter((id) => !busy.has(id));
    for (const playerId of idle.slice(0, Math.max(0, WAITING - waiting.length))) await this.#ask(playerId);
  }

  /** From now on players ask and cancel, and another desk gives, one each `paceMs` (the least and the most), until `settle`. */
  stir(random: SeededRandom, [least, most]: readonly [least: number, most: number]): void {
    this.#isOver = false;
    const turn = async () => {
      const open = await this.#open();
      const waiting = open.filter(({ status }) => status === 'requested').toReversed();
      const busy = new Set(open.map(({ player_id }) => player_id));
      const idle = [...this.#seats.keys()].filter((id) => !busy.has(id));
      const asking = idle[Math.floor(random.between(0, idle.length))];
      // Where a round takes long, everybody is busy in the end, and nobody could ask.
      const [doing] = idle.length === 0 ? open.filter(({ status }) => status === 'assigned') : [];
      if (doing !== undefined) return this.#complete(doing.id);
      // Those who have waited longest are the ones the banker aims at.
      const leaving = waiting[Math.floor(random.next() ** 2 * Math.min(6, waiting.length))];
      const chance = random.next();
      if (asking !== undefined && (chance < 0.5 || waiting.length < WAITING / 2)) return this.#ask(asking);
      if (leaving === undefined) return undefined;
      return chance < 0.9 ? this.#cancel(leaving) : this.#giveElsewhere(leaving.id);
    };
    const churn = async () => {
      while (!this.#isOver) {
        await turn();
        await delay(random.between(least, most));
      }
    };
    this.#churning = churn();
  }

  async settle(): Promise<void> {
    this.#isOver = true;
    await this.#churning;
  }

  async #open(): Promise<readonly Waiting[]> {
    return this.#host.api<Waiting[]>(`/challenges/${this.code}/active`);
  }

  async #ask(playerId: number): Promise<void> {
    await this.#asPlayer(playerId, '/request', { player_id: playerId, building_type: 'farm' });
  }

  async #cancel({ id, player_id }: Waiting): Promise<void> {
    await this.#asPlayer(player_id, `/${id}/cancel`, {});
  }

  async #complete(id: number): Promise<void> {
    await this.#post(`/${id}/complete`, this.#host.ready.banker_token, {});
  }

  async #giveElsewhere(id: number): Promise<void> {
    const exercise = { challenge_type: 'squats', challenge_description: '20 Squats', target_number: 20 };
    await this.#post(`/${id}/assign`, this.#host.ready.banker_token, exercise);
  }

  async #asPlayer(playerId: number, path: string, body: object): Promise<void> {
    await this.#post(path, this.#seats.get(playerId)?.token ?? '', body);
  }

  /** Refusals are part of it: the banker may have been faster. */
  async #post(path: string, token: string, body: object): Promise<void> {
    const response = await fetch(`${this.#host.ready.url}/api/v2/challenges/${this.code}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok && response.status !== 409)
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
}
