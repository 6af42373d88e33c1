/**
 * A simulated banker: starts the game, hands out exercises, to several at once where many wait, confirms claims, folds a team and brings
 * it back, takes a break now and then, and reveals results that were kept back.
 */
import type { Environment } from '../client/environment.ts';
import { expectedExercise } from '../client/expected-exercise.ts';
import { createGameStore } from '../client/game-store.ts';
import type { GameStore, GameView } from '../client/game-view.ts';
import { createHostClient, HostError, type HostClient } from '../client/host-client.ts';
import { FINALE_STEPS } from '../game/enums.ts';
import { EXERCISE_PRESETS, targetAt } from '../game/exercises.ts';
import type { Challenge } from '../protocol/entity-schemas.ts';
import type { AssignChallengeBody } from '../protocol/rest-schemas.ts';
import { LeftGame, type Pacing } from './pacing.ts';
import type { SeededRandom } from './seeded-random.ts';

const DURATIONS_SECONDS = [90, 120, 180, 300] as const;
/** From how many waiting on they may get their exercises together, and how many at most. */
const SEVERAL = { from: 2, most: 6 } as const;
/** After how many turns a team is folded, and after how many more it comes back: every few minutes. */
const TURNS_BETWEEN_TEAM_CHANGES = 30;
/** Folding one leaves at least two to play. */
const FEWEST_TEAMS_TO_FOLD = 3;
/** What every game of several teams has to reveal. Whether anybody is second or third depends on how the evening went. */
const REVEALED = ['first', 'helpers', 'totals', 'chart'] as const;
/** How long each step of the reveal is to be looked at. */
const SECONDS_PER_REVEALED_STEP = 8;

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
  #turns = 0;

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
      await this.#send((options) => this.#api.start(this.#options.code, {}, options));
      while (!this.#isOver()) await this.#step();
      await this.#reveal();
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
    this.#turns += 1;
    if (this.#turns % TURNS_BETWEEN_TEAM_CHANGES === 0) await this.#changeTeams();
    const waiting = this.#view.challenges.filter(({ status }) => status === 'requested').toReversed();
    if (waiting.length >= SEVERAL.from && random.chance(0.4)) {
      await this.#assignSeveral(waiting.slice(0, SEVERAL.most));
      return;
    }
    const challenge = this.#oldest();
    if (challenge?.status === 'requested') await this.#assign(challenge);
    else if (challenge !== undefined) {
      const confirms = random.chance(0.9);
      await this.#send((options) =>
        confirms
          ? this.#api.complete(code, challenge.id, expectedExercise(challenge), options)
          : this.#api.reject(code, challenge.id, expectedExercise(challenge), options),
      );
    }
  }

  /** What has waited longest: a request, or a claim. */
  #oldest(): Challenge | undefined {
    return this.#view.challenges.findLast(
      ({ status, claimed_at: at }) => status === 'requested' || at !== null,
    );
  }

  #chooseExercise(): AssignChallengeBody {
    const { random } = this.#options;
    const preset = random.pick(EXERCISE_PRESETS);
    const target = targetAt(preset, this.#view.game?.settings.exercise_tier ?? 'usual');
    return {
      challenge_type: preset.type,
      target_number: target,
      duration_seconds: random.pick(DURATIONS_SECONDS),
    };
  }

  async #assign({ id }: Challenge): Promise<void> {
    const { random, code } = this.#options;
    const exercise = this.#chooseExercise();
    await this.#send((options) => this.#api.assign(code, id, exercise, options));
    if (random.chance(0.05)) await this.#send((options) => this.#api.undo(code, id, {}, options));
  }

  /** All the same, or each an exercise of its own. */
  async #assignSeveral(waiting: readonly Challenge[]): Promise<void> {
    const { random, code } = this.#options;
    const ids = waiting.map(({ id }) => id);
    const groups = random.chance(0.5) ? [ids] : ids.map((id) => [id]);
    const items = groups.map((challenge_ids) => ({ challenge_ids, ...this.#chooseExercise() }));
    await this.#send((options) => this.#api.assignSeveral(code, { items }, options));
  }

  /** The smallest team is folded, or the folded one comes back. */
  async #changeTeams(): Promise<void> {
    const { code } = this.#options;
    const { teams, players } = this.#view;
    const folded = teams.find(({ folded_at: at }) => at !== null);
    if (folded !== undefined) {
      const { team_number: number } = folded;
      await this.#send((options) => this.#api.unfoldTeam(code, number, {}, options));
      return;
    }
    const sizeOf = (number: number) =>
      players.filter(
        ({ role, removed, team_number: team }) => role === 'player' && !removed && team === number,
      ).length;
    const bySize = teams
      .map(({ team_number: number }) => ({ number, size: sizeOf(number) }))
      .toSorted((one, other) => one.size - other.size);
    const [smallest] = bySize;
    if (smallest === undefined || bySize.length < FEWEST_TEAMS_TO_FOLD) return;
    const { number } = smallest;
    await this.#send((options) => this.#api.foldTeam(code, number, { players_to: 'evenly' }, options));
  }

  /** Where results are kept back, the reveal goes on whenever nobody at the desk has stepped it for a while. */
  async #reveal(): Promise<void> {
    const { pacing, code } = this.#options;
    const isBuilt = this.#view.teams.some(({ tally }) => Object.values(tally).some((count) => count > 0));
    if (!isBuilt) return;
    const shown = () => (this.#view.connection === 'closed' ? null : (this.#view.game?.finale ?? null));
    for (let step = shown(); step !== null; step = shown()) {
      const before = step;
      const isStepped = await pacing.waitUntil(
        SECONDS_PER_REVEALED_STEP,
        (listener) => this.#store.subscribe(listener),
        () => shown() !== before,
      );
      if (isStepped) continue;
      const next = REVEALED.find((each) => FINALE_STEPS.indexOf(each) > FINALE_STEPS.indexOf(before));
      if (next === undefined) return;
      await this.#send((options) => this.#api.showFinale(code, { step: next }, options));
    }
  }

  async #takeBreak(): Promise<void> {
    const { code, pacing } = this.#options;
    await this.#send((options) => this.#api.pause(code, {}, options));
    await pacing.wait(20);
    await this.#send((options) => this.#api.resume(code, { expected_status: 'paused' }, options));
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
