/** A simulated banker: starts the game, hands out exercises, confirms claims, takes a break now and then. */
import type { Environment } from '../client/environment.ts';
import { createGameStore } from '../client/game-store.ts';
import type { GameStore, GameView } from '../client/game-view.ts';
import { createHostClient, HostError, type HostClient } from '../client/host-client.ts';
import { EXERCISE_PRESETS, targetAt } from '../game/exercises.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import { LeftGame, type Pacing } from './pacing.ts';
import type { SeededRandom } from './seeded-random.ts';

const DURATIONS_SECONDS = [90, 120, 180, 300] as const;

export interface SimulatedBankerOptions {
  readonly baseUrl: string;
  readonly code: string;
  readonly bankerId: number;
  readonly token: string;
  readonly environment: Environment;
  readonly random: SeededRandom;
  readonly pacing: Pacing;
  readonly signal: AbortSignal;
  readonly reportError: (error: unknown) => void;
}

export class SimulatedBanker {
  readonly #options: SimulatedBankerOptions;
  readonly #api: HostClient;
  readonly #store: GameStore;

  constructor(options: SimulatedBankerOptions) {
    const { baseUrl, code, bankerId: participantId, token, environment, reportError } = options;
    this.#options = options;
    this.#api = createHostClient({ baseUrl, token, environment });
    this.#store = createGameStore({
      baseUrl,
      code,
      participantId,
      token,
      environment,
      keepsTimersWhileHidden: true,
      onError: reportError,
    });
  }

  /** Plays the whole game. Resolves when the game is over or gone, or the rehearsal ends. */
  async run(): Promise<void> {
    const { pacing, signal, reportError } = this.#options;
    try {
      await pacing.wait(10);
      await this.#send((options) => this.#api.start(this.#options.code, options));
      while (!this.#isOver()) await this.#step();
    } catch (error) {
      if (!(error instanceof LeftGame) && !signal.aborted) reportError(error);
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
    const { random, pacing, code } = this.#options;
    const isNeeded = () => this.#isOver() || this.#oldest() !== undefined;
    const hasWork = await pacing.waitUntil(20, (listener) => this.#store.subscribe(listener), isNeeded);
    if (this.#isOver() || !hasWork) return;
    await pacing.wait(random.between(1, 5));
    if (random.chance(0.005)) await this.#takeBreak();
    const challenge = this.#oldest();
    if (challenge?.status === 'requested') await this.#assign(challenge);
    else if (challenge !== undefined) {
      const confirms = random.chance(0.9);
      await this.#send((options) =>
        confirms
          ? this.#api.complete(code, challenge.id, options)
          : this.#api.reject(code, challenge.id, options),
      );
    }
  }

  /** What has waited longest: a request, or a claim. */
  #oldest(): Challenge | undefined {
    return this.#view.challenges.findLast(
      ({ status, claimed_at: at }) => status === 'requested' || at !== null,
    );
  }

  async #assign({ id }: Challenge): Promise<void> {
    const { random, code } = this.#options;
    const preset = random.pick(EXERCISE_PRESETS);
    const target = targetAt(preset, this.#view.game?.settings.exercise_tier ?? 'usual');
    const exercise = {
      challenge_type: preset.type,
      target_number: target,
    };
    const duration_seconds = random.pick(DURATIONS_SECONDS);
    await this.#send((options) => this.#api.assign(code, id, { ...exercise, duration_seconds }, options));
    if (random.chance(0.05)) await this.#send((options) => this.#api.undo(code, id, options));
  }

  async #takeBreak(): Promise<void> {
    const { code, pacing } = this.#options;
    await this.#send((options) => this.#api.pause(code, options));
    await pacing.wait(20);
    await this.#send((options) => this.#api.resume(code, options));
  }

  /** If the rules refuse, someone else was quicker. */
  async #send(
    command: (options: { retryForMs: number; signal: AbortSignal }) => Promise<unknown>,
  ): Promise<void> {
    try {
      await command({ retryForMs: 60_000, signal: this.#options.signal });
    } catch (error) {
      if (!(error instanceof HostError) || error.problem === null || error.problem.status >= 500) throw error;
    }
  }
}
