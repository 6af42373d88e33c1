/** A simulated banker: starts the game, hands out exercises, confirms claims, takes a break now and then. */
import type { Environment } from '../client/environment.ts';
import { createGameStore } from '../client/game-store.ts';
import type { GameStore, GameView } from '../client/game-view.ts';
import { createHostClient, HostError, type HostClient } from '../client/host-client.ts';
import { EXERCISE_PRESETS } from '../game/catalogue.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import { GoneHome, type Pauses } from './pacing.ts';
import type { Chance } from './seeded-random.ts';

const DURATIONS_SECONDS = [90, 120, 180, 300] as const;

export interface BankerOptions {
  readonly baseUrl: string;
  readonly code: string;
  readonly bankerId: number;
  readonly token: string;
  readonly environment: Environment;
  readonly chance: Chance;
  readonly pauses: Pauses;
  readonly signal: AbortSignal;
  readonly report: (error: unknown) => void;
}

export class SimulatedBanker {
  readonly #options: BankerOptions;
  readonly #calls: HostClient;
  readonly #store: GameStore;

  constructor(options: BankerOptions) {
    const { baseUrl, code, bankerId: participantId, token, environment, report } = options;
    this.#options = options;
    this.#calls = createHostClient({ baseUrl, token, environment });
    this.#store = createGameStore({
      baseUrl,
      code,
      participantId,
      token,
      environment,
      keepsTimersWhileHidden: true,
      onError: report,
    });
  }

  /** The whole evening. Resolves when the game is over or gone, or the rehearsal ends. */
  async live(): Promise<void> {
    const { pauses, signal, report } = this.#options;
    try {
      await pauses.seconds(10);
      await this.#orders((to) => this.#calls.start(this.#options.code, to));
      while (!this.#isOver()) await this.#step();
    } catch (error) {
      if (!(error instanceof GoneHome) && !signal.aborted) report(error);
    } finally {
      this.#store.close();
    }
  }

  get #view(): GameView {
    return this.#store.getView();
  }

  #isOver(): boolean {
    const { connection, game } = this.#view;
    return connection === 'closed' || game?.status === 'completed';
  }

  async #step(): Promise<void> {
    const { chance, pauses, code } = this.#options;
    const isWanted = () => this.#isOver() || this.#oldest() !== undefined;
    const isBusy = await pauses.secondsUntil(20, (look) => this.#store.subscribe(look), isWanted);
    if (this.#isOver() || !isBusy) return;
    await pauses.seconds(chance.between(1, 5));
    if (chance.happens(0.005)) await this.#takesABreak();
    const challenge = this.#oldest();
    if (challenge?.status === 'requested') await this.#assign(challenge);
    else if (challenge !== undefined) {
      const confirms = chance.happens(0.9);
      await this.#orders((to) =>
        confirms ? this.#calls.complete(code, challenge.id, to) : this.#calls.reject(code, challenge.id, to),
      );
    }
  }

  /** What waits longest: a request, or a claim. */
  #oldest(): Challenge | undefined {
    return this.#view.challenges.findLast(
      ({ status, claimed_at: at }) => status === 'requested' || at !== null,
    );
  }

  async #assign({ id }: Challenge): Promise<void> {
    const { chance, code } = this.#options;
    const { type, target, description } = chance.pick(EXERCISE_PRESETS);
    const exercise = { challenge_type: type, challenge_description: description, target_number: target };
    const duration_seconds = chance.pick(DURATIONS_SECONDS);
    await this.#orders((to) => this.#calls.assign(code, id, { ...exercise, duration_seconds }, to));
    if (chance.happens(0.05)) await this.#orders((to) => this.#calls.undo(code, id, to));
  }

  async #takesABreak(): Promise<void> {
    const { code, pauses } = this.#options;
    await this.#orders((to) => this.#calls.pause(code, to));
    await pauses.seconds(20);
    await this.#orders((to) => this.#calls.resume(code, to));
  }

  /** What the rules refuse happened meanwhile without her. */
  async #orders(
    command: (options: { retryForMs: number; signal: AbortSignal }) => Promise<unknown>,
  ): Promise<void> {
    try {
      await command({ retryForMs: 60_000, signal: this.#options.signal });
    } catch (error) {
      if (!(error instanceof HostError) || error.problem === null || error.problem.status >= 500) throw error;
    }
  }
}
