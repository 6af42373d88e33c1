import type { Environment } from '../client/environment.ts';
import { createGameStore } from '../client/game-store.ts';
import type { GameStore, GameView } from '../client/game-view.ts';
/** A simulated player: joins, asks, waits impatiently, does it at human speed, and is as unreliable as people are. */
import { createHostClient, HostError, newIdempotencyKey, type HostClient } from '../client/host-client.ts';
import { BUILDINGS } from '../game/catalogue.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import { GoneHome, type Pauses } from './pacing.ts';
import type { Chance } from './seeded-random.ts';
import { createPhone, type Phone } from './simulated-phone.ts';

/** Seconds for a push-up, squat or the like. */
const SECONDS_EACH = [1, 2.5] as const;
const PATIENCE_SECONDS = [20, 90] as const;
/** How often a person does what makes a night hard, per step. */
const OFTEN = {
  locks: 0.12,
  reloads: 0.06,
  leaves: 0.004,
  doubleTaps: 0.2,
  givesUp: 0.12,
  regrets: 0.05,
  triesAnyway: 0.15,
} as const;

export interface PlayerOptions {
  readonly baseUrl: string;
  readonly code: string;
  readonly name: string;
  readonly team: number;
  readonly environment: Environment;
  readonly chance: Chance;
  readonly pauses: Pauses;
  readonly signal: AbortSignal;
  readonly report: (error: unknown) => void;
}

export class SimulatedPlayer {
  readonly #options: PlayerOptions;
  readonly #phone: Phone;
  #seat: { readonly id: number; readonly token: string; readonly calls: HostClient } | null = null;
  #store: GameStore | null = null;

  constructor(options: PlayerOptions) {
    this.#options = options;
    this.#phone = createPhone(options.environment);
  }

  /** The whole evening. Resolves when this player left, the game is over or gone, or the rehearsal ends. */
  async live(): Promise<void> {
    const { pauses, chance, signal, report } = this.#options;
    try {
      await pauses.seconds(chance.between(0, 8));
      await this.#join();
      while (!this.#isOver()) await this.#step();
    } catch (error) {
      if (!(error instanceof GoneHome) && !signal.aborted) report(error);
    } finally {
      this.#store?.close();
    }
  }

  get #view(): GameView {
    return this.#running.getView();
  }

  get #running(): GameStore {
    if (this.#store === null) throw new Error('This player has not joined.');
    return this.#store;
  }

  get #own() {
    if (this.#seat === null) throw new Error('This player has no seat.');
    return this.#seat;
  }

  #isOver(): boolean {
    const { connection, game, me } = this.#view;
    return connection === 'closed' || game?.status === 'completed' || me?.removed === true;
  }

  async #join(): Promise<void> {
    const { baseUrl, code, name, team, signal } = this.#options;
    const { environment } = this.#phone;
    const anyone = createHostClient({ baseUrl, environment });
    const joined = await anyone.join(
      code,
      { player_name: name, team_number: team },
      { retryForMs: 30_000, signal },
    );
    const { player_id: id, token = '' } = joined;
    this.#seat = { id, token, calls: createHostClient({ baseUrl, token, environment }) };
    this.#openPage();
  }

  #openPage(): void {
    const { baseUrl, code, report } = this.#options;
    const { id, token } = this.#own;
    const { environment } = this.#phone;
    this.#store?.close();
    this.#store = createGameStore({ baseUrl, code, participantId: id, token, environment, onError: report });
  }

  async #step(): Promise<void> {
    await this.#followWhims();
    const { game, loaded } = this.#view;
    const mine = this.#mine();
    if (!loaded || game?.status !== 'in_progress')
      await this.#watch(5, () => this.#view.game?.status === 'in_progress');
    else if (mine === undefined) await this.#ask();
    else if (mine.status === 'requested') await this.#wait(mine);
    else await this.#work(mine);
  }

  #mine(): Challenge | undefined {
    return this.#view.challenges.find(({ player_id: id }) => id === this.#own.id);
  }

  async #followWhims(): Promise<void> {
    const { chance, pauses } = this.#options;
    if (chance.happens(OFTEN.leaves)) throw new GoneHome();
    if (chance.happens(OFTEN.reloads)) this.#openPage();
    if (!chance.happens(OFTEN.locks)) return;
    this.#phone.lock();
    await pauses.seconds(chance.between(15, 240));
    this.#phone.unlock();
    await this.#watch(5, () => this.#view.connection === 'live');
  }

  async #ask(): Promise<void> {
    const { chance, code } = this.#options;
    const { id, calls } = this.#own;
    const wasAsked = await this.#watch(chance.between(3, 25), () => this.#mine() !== undefined);
    if (wasAsked) return;
    if (this.#isTeamBusy() && !chance.happens(OFTEN.triesAnyway)) {
      await this.#watch(30, () => !this.#isTeamBusy());
      return;
    }
    const building_type = chance.pick(BUILDINGS);
    await this.#tap((key) => calls.request(code, { player_id: id, building_type }, key));
    await this.#watch(10, () => this.#mine() !== undefined);
  }

  async #wait({ id }: Challenge): Promise<void> {
    const { chance, code } = this.#options;
    const patience = chance.between(...PATIENCE_SECONDS);
    const moved = await this.#watch(patience, () => this.#statusOf(id) !== 'requested');
    if (moved) return;
    this.#phone.tap();
    if (chance.happens(0.15)) await this.#tap((key) => this.#own.calls.cancel(code, id, key));
  }

  async #work(challenge: Challenge): Promise<void> {
    const { chance, code } = this.#options;
    const { id, target_number: target, claimed_at: claimedAt } = challenge;
    if (claimedAt !== null) {
      await this.#watch(20, () => this.#statusOf(id) !== 'assigned' || this.#mine()?.claimed_at === null);
      return;
    }
    const ended = await this.#watch(
      (target ?? 20) * chance.between(...SECONDS_EACH),
      () => !this.#isAssigned(id),
    );
    if (ended) return;
    if (chance.happens(OFTEN.givesUp)) return this.#giveUp(id);
    await this.#tap((key) => this.#own.calls.complete(code, id, key));
    await this.#watch(5, () => !this.#isAssigned(id));
    if (chance.happens(OFTEN.regrets)) await this.#tap((key) => this.#own.calls.undo(code, id, key));
  }

  /** Half of them say so; the others let the time run out. */
  async #giveUp(id: number): Promise<void> {
    const { chance, code } = this.#options;
    if (chance.happens(0.5)) await this.#tap((key) => this.#own.calls.cancel(code, id, key));
    else await this.#watch(1_200, () => !this.#isAssigned(id));
  }

  /** As the page shows it: without a school, one at a time. */
  #isTeamBusy(): boolean {
    const { me, teams, challenges } = this.#view;
    const mine = me?.team_number;
    const hasSchool = teams.some(({ team_number: number, has_school: has }) => number === mine && has);
    return !hasSchool && challenges.some(({ team_number: number }) => number === mine);
  }

  #isAssigned(id: number): boolean {
    return this.#statusOf(id) === 'assigned';
  }

  #statusOf(id: number): Challenge['status'] | null {
    return this.#view.challenges.find((challenge) => challenge.id === id)?.status ?? null;
  }

  /** Presses a button, now and then twice: one finger is one command. What the rules refuse is part of the evening. */
  async #tap(
    command: (options: {
      idempotencyKey: string;
      retryForMs: number;
      signal: AbortSignal;
    }) => Promise<unknown>,
  ) {
    const { chance, environment, signal } = this.#options;
    const options = { idempotencyKey: newIdempotencyKey(environment), retryForMs: 60_000, signal };
    const taps = chance.happens(OFTEN.doubleTaps) ? [command(options), command(options)] : [command(options)];
    for (const result of await Promise.allSettled(taps)) {
      if (result.status === 'rejected') this.#considerFailure(result.reason);
    }
  }

  /** What the rules refuse (409), or a seat or game that is gone, shows at the next look at the screen. */
  #considerFailure(error: unknown): void {
    const { signal, report } = this.#options;
    const isRefusal = error instanceof HostError && error.problem !== null && error.problem.status < 500;
    if (!isRefusal && !signal.aborted) report(error);
  }

  /** Looks at the screen for so long, or until what it waits for shows. Ends at once when the game does. */
  async #watch(seconds: number, isThere: () => boolean): Promise<boolean> {
    const store = this.#running;
    const look = (listener: () => void) => store.subscribe(listener);
    await this.#options.pauses.secondsUntil(seconds, look, () => this.#isOver() || isThere());
    if (this.#isOver()) throw new GoneHome();
    return isThere();
  }
}
