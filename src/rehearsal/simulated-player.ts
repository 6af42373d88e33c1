/** A simulated player: joins, requests, waits impatiently, exercises at human speed, and is as unreliable as people are. */
import type { Environment } from '../client/environment.ts';
import { expectedExercise } from '../client/expected-exercise.ts';
import { createGameStore } from '../client/game-store.ts';
import type { GameStore, GameView } from '../client/game-view.ts';
import { createHostClient, HostError, newIdempotencyKey, type HostClient } from '../client/host-client.ts';
import { BUILDINGS } from '../game/catalogue.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import { LeftGame, type Pacing } from './pacing.ts';
import type { SeededRandom } from './seeded-random.ts';
import { createSimulatedPhone, type SimulatedPhone } from './simulated-phone.ts';

/** From fast to slow: a push-up, squat or the like. */
const SECONDS_PER_REPETITION = [1, 2.5] as const;
const PATIENCE_SECONDS = [20, 90] as const;
/** How likely a person is to do something awkward, per step. */
const PROBABILITY = {
  locks: 0.12,
  reloads: 0.06,
  leaves: 0.004,
  doubleTaps: 0.2,
  givesUp: 0.12,
  undoes: 0.05,
  requestsWhileLocked: 0.15,
} as const;

export interface SimulatedPlayerOptions {
  readonly baseUrl: string;
  readonly code: string;
  readonly name: string;
  readonly team: number;
  readonly environment: Environment;
  readonly random: SeededRandom;
  readonly pacing: Pacing;
  readonly signal: AbortSignal;
  readonly reportError: (error: unknown) => void;
}

export class SimulatedPlayer {
  readonly #options: SimulatedPlayerOptions;
  readonly #phone: SimulatedPhone;
  #seat: { readonly id: number; readonly token: string; readonly api: HostClient } | null = null;
  #store: GameStore | null = null;

  constructor(options: SimulatedPlayerOptions) {
    this.#options = options;
    this.#phone = createSimulatedPhone(options.environment);
  }

  /** Plays the whole game. Resolves when this player left, the game is over or gone, or the rehearsal ends. */
  async run(): Promise<void> {
    const { pacing, random, signal, reportError } = this.#options;
    try {
      await pacing.wait(random.between(0, 8));
      await this.#join();
      while (!this.#isOver()) await this.#step();
    } catch (error) {
      if (!(error instanceof LeftGame) && !signal.aborted) reportError(error);
    } finally {
      this.#store?.close();
    }
  }

  get #view(): GameView {
    return this.#openStore.getView();
  }

  get #openStore(): GameStore {
    if (this.#store === null) throw new Error('This player has not joined.');
    return this.#store;
  }

  get #ownSeat() {
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
    this.#seat = { id, token, api: createHostClient({ baseUrl, token, environment }) };
    this.#openPage();
  }

  #openPage(): void {
    const { baseUrl, code, reportError } = this.#options;
    const { id, token } = this.#ownSeat;
    const { environment } = this.#phone;
    this.#store?.close();
    this.#store = createGameStore({
      baseUrl,
      code,
      participantId: id,
      token,
      environment,
      onError: reportError,
    });
  }

  async #step(): Promise<void> {
    await this.#actUnreliably();
    const { game, loaded } = this.#view;
    const mine = this.#mine();
    if (!loaded || game?.status !== 'in_progress')
      await this.#watchUntil(5, () => this.#view.game?.status === 'in_progress');
    else if (mine === undefined) await this.#request();
    else if (mine.status === 'requested') await this.#awaitAssignment(mine);
    else await this.#doExercise(mine);
  }

  #mine(): Challenge | undefined {
    return this.#view.challenges.find(({ player_id: id }) => id === this.#ownSeat.id);
  }

  async #actUnreliably(): Promise<void> {
    const { random, pacing } = this.#options;
    if (random.chance(PROBABILITY.leaves)) throw new LeftGame();
    if (random.chance(PROBABILITY.reloads)) this.#openPage();
    if (!random.chance(PROBABILITY.locks)) return;
    this.#phone.lock();
    await pacing.wait(random.between(15, 240));
    this.#phone.unlock();
    await this.#watchUntil(5, () => this.#view.connection === 'live');
  }

  async #request(): Promise<void> {
    const { random, code } = this.#options;
    const { id, api } = this.#ownSeat;
    const wasAsked = await this.#watchUntil(random.between(3, 25), () => this.#mine() !== undefined);
    if (wasAsked) return;
    if (this.#isTeamBusy() && !random.chance(PROBABILITY.requestsWhileLocked)) {
      await this.#watchUntil(30, () => !this.#isTeamBusy());
      return;
    }
    const building_type = random.pick(BUILDINGS);
    const team = this.#view.me?.team_number ?? null;
    const meant = { player_id: id, building_type, ...(team !== null && { expected_team: team }) };
    await this.#tap((options) => api.request(code, meant, options));
    await this.#watchUntil(10, () => this.#mine() !== undefined);
  }

  async #awaitAssignment({ id }: Challenge): Promise<void> {
    const { random, code } = this.#options;
    const patience = random.between(...PATIENCE_SECONDS);
    const moved = await this.#watchUntil(patience, () => this.#statusOf(id) !== 'requested');
    if (moved) return;
    this.#phone.tap();
    if (random.chance(0.15)) await this.#tap((options) => this.#ownSeat.api.cancel(code, id, {}, options));
  }

  async #doExercise(challenge: Challenge): Promise<void> {
    const { random, code } = this.#options;
    const { id, target_number: target, claimed_at: claimedAt } = challenge;
    if (claimedAt !== null) {
      await this.#watchUntil(
        20,
        () => this.#statusOf(id) !== 'assigned' || this.#mine()?.claimed_at === null,
      );
      return;
    }
    const ended = await this.#watchUntil(
      (target ?? 20) * random.between(...SECONDS_PER_REPETITION),
      () => !this.#isAssigned(id),
    );
    if (ended) return;
    if (random.chance(PROBABILITY.givesUp)) return this.#giveUp(challenge);
    await this.#tap((options) => this.#ownSeat.api.complete(code, id, expectedExercise(challenge), options));
    await this.#watchUntil(5, () => !this.#isAssigned(id));
    if (random.chance(PROBABILITY.undoes))
      await this.#tap((options) => this.#ownSeat.api.undo(code, id, {}, options));
  }

  /** Half of them cancel; the others let the time run out. */
  async #giveUp(challenge: Challenge): Promise<void> {
    const { random, code } = this.#options;
    const { id } = challenge;
    if (random.chance(0.5))
      await this.#tap((options) => this.#ownSeat.api.cancel(code, id, expectedExercise(challenge), options));
    else await this.#watchUntil(1_200, () => !this.#isAssigned(id));
  }

  /** As the page shows it: without a school, one challenge at a time. */
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

  /** Taps a button, sometimes twice: both taps are one command. Refusals by the rules are part of the game. */
  async #tap(
    command: (options: {
      idempotencyKey: string;
      retryForMs: number;
      signal: AbortSignal;
    }) => Promise<unknown>,
  ) {
    const { random, environment, signal } = this.#options;
    const options = { idempotencyKey: newIdempotencyKey(environment), retryForMs: 60_000, signal };
    const taps = random.chance(PROBABILITY.doubleTaps)
      ? [command(options), command(options)]
      : [command(options)];
    for (const result of await Promise.allSettled(taps)) {
      if (result.status === 'rejected') this.#handleFailure(result.reason);
    }
  }

  /** A refusal (409), or a seat or game that is gone, shows on the screen at the next step. */
  #handleFailure(error: unknown): void {
    const { signal, reportError } = this.#options;
    const isRefusal = error instanceof HostError && error.problem !== null && error.problem.status < 500;
    if (!isRefusal && !signal.aborted) reportError(error);
  }

  /** Watches the screen for this long, or until `isDone`. Ends at once when the game does. */
  async #watchUntil(seconds: number, isDone: () => boolean): Promise<boolean> {
    const store = this.#openStore;
    const look = (listener: () => void) => store.subscribe(listener);
    await this.#options.pacing.waitUntil(seconds, look, () => this.#isOver() || isDone());
    if (this.#isOver()) throw new LeftGame();
    return isDone();
  }
}
