import { beforeEach, describe, expect, it } from 'vitest';
import { HostError } from '../../../client/host-client.ts';
import type { CommandOptions } from '../../../client/http-methods.ts';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import type { Player } from '../../../protocol/entity-schemas.ts';
import type { AddSeveralBody, ChangePlayerBody, JoinBody } from '../../../protocol/rest-schemas.ts';
import { aGame, aPlayer } from '../../shared/shapes.fixtures.ts';
import { createUnansweredAdditions } from './unanswered-additions.ts';

/** What becomes of a call: its answer is lost, it never reaches the host, or it is refused for the moment. */
type Fate = 'lost' | 'never sent' | 'busy' | 'fine';

/** Does each call once per key, and answers the same again. */
class ScriptedHost {
  players: Player[] = [];
  fate: Fate = 'fine';
  readonly #answers = new Map<string, readonly Player[]>();

  readonly api = {
    addSeveral: async (_code: string, body: AddSeveralBody, o?: CommandOptions) => ({
      items: [...this.#add(body.player_names, body.team_number ?? null, o)],
    }),
    addPlayer: async (_code: string, body: JoinBody, o?: CommandOptions) => {
      const [player = aPlayer()] = this.#add([body.player_name], body.team_number ?? null, o);
      const { player_id, player_name, team_number } = player;
      return { player_id, player_name, team_number, game: aGame() };
    },
    changePlayer: async (_code: string, id: number, { team_number: team = null }: ChangePlayerBody) => {
      this.players = this.players.map((each) =>
        each.player_id === id ? { ...each, team_number: team } : each,
      );
      return this.players.find(({ player_id }) => player_id === id) ?? aPlayer();
    },
  };

  get names(): readonly string[] {
    return this.players.map(({ player_name: name, team_number: team }) => `${name} ${team ?? '-'}`);
  }

  #add(names: readonly string[], team: number | null, { idempotencyKey, onKey }: CommandOptions = {}) {
    const key = idempotencyKey ?? `key-${this.#answers.size + 1}-${encodeURIComponent(names.join())}-${team}`;
    onKey?.(key);
    if (this.fate === 'never sent') throw unanswered();
    if (this.fate === 'busy') throw busy();
    const answer =
      this.#answers.get(key) ??
      names.map((name, index) =>
        aPlayer({ player_id: 100 + this.players.length + index, player_name: name, team_number: team }),
      );
    if (!this.#answers.has(key)) this.players.push(...answer);
    this.#answers.set(key, answer);
    if (this.fate === 'lost') throw unanswered();
    return answer;
  }
}

const unanswered = () => new HostError('lost', { unknownOutcome: true });
const busy = () =>
  new HostError('busy', {
    problem: { type: '', title: '', status: 503, detail: '', code: 'storage', params: {} },
  });

let host: ScriptedHost;
const KEPT_AS = 'desk.ABC234.0.additions';
let storage: SafeStorage;
let additions: ReturnType<typeof createUnansweredAdditions>;
const to = () => ({
  api: host.api,
  gameCode: 'ABC234',
  isRemoved: (id: number) => !host.players.some(({ player_id }) => player_id === id),
});
const addList = (names: readonly string[], team?: number) =>
  additions.addList(to(), { player_names: [...names], ...(team !== undefined && { team_number: team }) });
const addOne = (name: string, team: number) =>
  additions.addOne(to(), { player_name: name, team_number: team });

async function fails(fate: Fate, press: () => Promise<unknown>): Promise<void> {
  host.fate = fate;
  await expect(press()).rejects.toThrow(HostError);
  host.fate = 'fine';
}

beforeEach(() => {
  host = new ScriptedHost();
  storage = inMemoryStorage();
  additions = createUnansweredAdditions(storage, KEPT_AS);
});

describe.each(['lost', 'never sent'] as const)('a list whose answer was %s', (fate) => {
  it('and to which a name is added before the next press, is in the game once', async () => {
    await fails(fate, () => addList(['Mia', 'Tom']));
    const { items, isAsBefore } = await addList(['Mia', 'Tom', 'Ben']);
    expect(host.names).toEqual(['Mia -', 'Tom -', 'Ben -']);
    expect([items.length, isAsBefore]).toEqual([3, false]);
  });

  it('and that is changed once its form was opened again, or its page loaded again, is in the game once', async () => {
    await fails(fate, () => addList(['Mia', 'Tom'], 3));
    additions = createUnansweredAdditions(storage, KEPT_AS);
    expect(additions.pending()).toEqual({ names: ['Mia', 'Tom'], team: 3, isList: true });
    await addList(['Tom', 'Mia', 'Ben'], 3);
    expect(host.names).toEqual(['Mia 3', 'Tom 3', 'Ben 3']);
    expect(additions.pending()).toBeNull();
    expect(createUnansweredAdditions(storage, KEPT_AS).pending()).toBeNull();
  });

  it('is so however often that happens', async () => {
    await fails(fate, () => addList(['Mia']));
    await fails(fate, () => addList(['Mia', 'Tom']));
    await fails('busy', () => addList(['Mia', 'Tom', 'Ben']));
    await fails(fate, () => addList(['Mia', 'Tom', 'Ben']));
    await addList(['Mia', 'Tom', 'Ben']);
    expect(host.names.toSorted()).toEqual(['Ben -', 'Mia -', 'Tom -']);
  });

  it('is said to be in the game as it was, where it lacks a name by now or has another team', async () => {
    await fails(fate, () => addList(['Mia', 'Tom'], 1));
    expect(await addList(['Mia'], 2)).toMatchObject({ items: [{}, {}], isAsBefore: true });
    expect(host.names).toEqual(['Mia 1', 'Tom 1']);
  });

  it('is another one once it is answered', async () => {
    await fails(fate, () => addList(['Mia']));
    await addList(['Mia', 'Tom']);
    await addList(['Mia']);
    expect(host.names).toEqual(['Mia -', 'Tom -', 'Mia -']);
  });

  it('holds a name as often as it says', async () => {
    await fails(fate, () => addList(['Mia', 'Mia']));
    await addList(['Mia', 'Mia', 'Mia']);
    expect(host.names).toHaveLength(3);
  });
});

it('whoever was removed since is added again', async () => {
  await fails('lost', () => addList(['Mia', 'Tom']));
  host.players = host.players.filter(({ player_name: name }) => name !== 'Mia');
  await addList(['Mia', 'Tom', 'Ben']);
  expect(host.names).toEqual(['Tom -', 'Mia -', 'Ben -']);
});

describe.each(['lost', 'never sent'] as const)('one player whose answer was %s', (fate) => {
  it('is in the game once, also after the form was opened again', async () => {
    await fails(fate, () => addOne('Mia', 1));
    additions = createUnansweredAdditions(storage, KEPT_AS);
    expect(additions.pending()).toEqual({ names: ['Mia'], team: 1, isList: false });
    await addOne('Mia', 2);
    expect(host.names).toEqual(['Mia 2']);
    expect(additions.pending()).toBeNull();
  });

  it('is in the team that was chosen last, once', async () => {
    await fails(fate, () => addOne('Mia', 1));
    await fails('busy', () => addOne('Mia', 2));
    expect(await addOne('Mia', 2)).toMatchObject({ player_name: 'Mia' });
    expect(host.names).toEqual(['Mia 2']);
    await addOne('Mia', 3);
    expect(host.names).toEqual(['Mia 2', 'Mia 3']);
  });
});

describe.each(['lost', 'never sent'] as const)(
  'what is added alone, or in a list, whose answer was %s',
  (fate) => {
    it('is in the game once where it is in a list at the next press', async () => {
      await fails(fate, () => addOne('Mia', 1));
      expect((await addList(['Tom', 'mia '], 1)).items).toHaveLength(2);
      expect(host.names).toEqual(['Mia 1', 'Tom 1']);
    });

    it('is in the game once where it is added alone at the next press', async () => {
      await fails(fate, () => addList(['Mia', 'Tom'], 1));
      expect(await addOne(' Tom', 2)).toMatchObject({ player_name: 'Tom', team_number: 2 });
      expect(host.names).toEqual(['Mia 1', 'Tom 2']);
      await addOne('Tom', 2);
      expect(host.names).toEqual(['Mia 1', 'Tom 2', 'Tom 2']);
    });

    it.each(['Mia ', ' Mia', 'mia', 'MIA'])('is the same player, written "%s"', async (name) => {
      await fails(fate, () => addOne('Mia', 1));
      await addOne(name, 1);
      expect(host.names).toEqual(['Mia 1']);
    });
  },
);

it('what the page was loaded again over, before any answer, is known', async () => {
  const waits = addList(['Mia']);
  expect(createUnansweredAdditions(storage, KEPT_AS).pending()).toMatchObject({ names: ['Mia'] });
  await waits;
  expect(createUnansweredAdditions(storage, KEPT_AS).pending()).toBeNull();
});

it('what was refused, or cannot be read, is nobody', async () => {
  await fails('busy', () => addList(['Mia']));
  expect(additions.pending()).toBeNull();
  storage.write(KEPT_AS, '{"version":1,"sent":[{"names":"Mia"}]}');
  expect(createUnansweredAdditions(storage, KEPT_AS).pending()).toBeNull();
});
