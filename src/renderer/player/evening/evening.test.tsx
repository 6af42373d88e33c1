// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inMemoryStorage } from '../../../client/safe-storage.fake.ts';
import type { Game, Message } from '../../../protocol/entity-schemas.ts';
import { LiveRegions } from '../../shared/components/live-regions.tsx';
import { englishWords } from '../../shared/locales/english.harness.ts';
import { aGame, aPlayer, aTeam } from '../../shared/shapes.fixtures.ts';
import { createKnownSeat, type KnownSeat } from '../game/known-seat.ts';
import { Evening } from './evening.tsx';

const i18n = englishWords();

const NOW = 1_000_000_000;
const TEAMS = [
  aTeam({ name: 'Foxes', tally: { farm: 2 } }),
  aTeam({ team_number: 2, name: 'Owls', tally: { farm: 2 } }),
  aTeam({ team_number: 3, name: 'Bears', tally: { mine: 1 } }),
];
const MINUTE = 60_000;
let now = NOW;
const store = { hostNow: () => now };
let root: Root;
let page: HTMLElement;
let knownSeat: KnownSeat;

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers();
  sessionStorage.clear();
  now = NOW;
  knownSeat = createKnownSeat(inMemoryStorage(), 'seat');
  knownSeat.look(aPlayer());
  page = document.createElement('div');
  document.body.append(page);
  root = createRoot(page);
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const show = ({ message = null, ...game }: Partial<Game> & { readonly message?: Message | null }) =>
  act(async () =>
    root.render(
      <I18nextProvider i18n={i18n}>
        <LiveRegions>
          <Evening store={store} view={{ game: aGame(game), message, teams: TEAMS }} knownSeat={knownSeat} />
        </LiveRegions>
      </I18nextProvider>,
    ),
  );
const pass = (ms: number) =>
  act(async () => {
    now += ms;
    vi.advanceTimersByTime(500);
  });
const part = (name: string) => page.querySelector(`[data-part="${name}"]`)?.textContent ?? null;
const spoken = () => page.querySelector('output')?.textContent ?? '';
const said = (text: string | null, at = NOW): Message => ({ text, at, until: at + 10 * MINUTE });

describe('a message of the banker', () => {
  it('stands until it is closed, which a reload remembers, and until another comes', async () => {
    await show({ message: said('Pizza!') });
    expect(part('message')).toContain('Pizza!');
    await act(async () => page.querySelector('button')?.click());
    expect(part('message')).toBeNull();
    await act(async () => root.unmount());
    root = createRoot(page);
    await show({ message: said('Pizza!') });
    expect(part('message')).toBeNull();
    await show({ message: said('Pizza!', NOW + 1) });
    expect(part('message')).toContain('Pizza!');
  });

  it('goes when it is taken away, and after its time', async () => {
    await show({ message: said('Pizza!') });
    await show({ message: said(null, NOW + 1) });
    expect(part('message')).toBeNull();
    await show({ message: said('Tidy up', NOW + 2) });
    await pass(10 * MINUTE);
    expect(part('message')).not.toBeNull();
    await pass(2);
    expect(part('message')).toBeNull();
  });

  it('is said once to screen readers, also over a reload', async () => {
    await show({ message: said('Pizza!') });
    expect(spoken()).toBe('Pizza!');
    await act(async () => root.unmount());
    root = createRoot(page);
    await show({ message: said('Pizza!') });
    expect(spoken()).toBe('');
    await show({ message: said('Pizza!', NOW + 5) });
    expect(spoken()).toBe('Pizza!');
  });
});

describe('what the banker did to the own seat', () => {
  const plain = () => part('seat-news')?.replaceAll(/[\u2066-\u2069]/g, '') ?? null;
  const isolatesGone = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

  it('is said kindly until it is read, and once to screen readers', async () => {
    await show({});
    expect(plain()).toBeNull();
    await act(async () => knownSeat.look(aPlayer({ team_number: 2, player_name: 'Anna B.' })));
    expect(plain()).toContain('The banker moved you to Owls. Have fun there!');
    expect(plain()).toContain('you are Anna B. now');
    expect(isolatesGone(spoken())).toContain('moved you to Owls');
    await act(async () => root.unmount());
    root = createRoot(page);
    await show({});
    expect(plain()).toContain('moved you to Owls');
    expect(spoken()).toBe('');
    await act(async () => page.querySelector('button')?.click());
    expect(plain()).toBeNull();
  });
});

describe('a planned end', () => {
  it('is shown from ten minutes on, and said at ten, at two and when time is up', async () => {
    await show({ end_time: NOW + 11 * MINUTE });
    expect(part('end')).toBeNull();
    await pass(MINUTE);
    expect(part('end')).toBe('Ends in 10:00');
    expect(spoken()).toBe('10 minutes left');
    await pass(8 * MINUTE - 1_000);
    expect(spoken()).toBe('10 minutes left');
    await pass(1_000);
    expect([part('end'), spoken()]).toEqual(['Ends in 2:00', '2 minutes left']);
    await pass(MINUTE);
    expect([part('end'), spoken()]).toEqual(['Ends in 1:00', '2 minutes left']);
    await pass(MINUTE);
    expect([part('end'), spoken()]).toEqual(['Time is up', 'Time is up']);
  });

  it('is not shown before the start and after the end', async () => {
    for (const status of ['waiting', 'completed'] as const) {
      await show({ status, end_time: NOW + MINUTE });
      expect(part('end')).toBeNull();
    }
  });
});

it('the finale is told quietly, place by place, and nothing before the board shows it', async () => {
  const toldAt = async (finale: Game['finale']) => {
    await show({ status: 'completed', finale });
    return part('finale')?.replaceAll(/[\u2066-\u2069]/g, '') ?? null;
  };
  expect(await toldAt(null)).toBeNull();
  for (const step of ['opening', 'second', 'helpers', 'totals', 'chart'] as const) {
    const told = await toldAt(step);
    expect(told).toContain('board');
    expect(told).not.toMatch(/Foxes|Owls|Bears/);
  }
  expect(await toldAt('first')).toBe('First place: Foxes and Owls');
});

it('a message is shown in browsers that cannot say when a part changes its size', async () => {
  vi.stubGlobal('ResizeObserver', undefined);
  await show({ message: { text: 'Pizza is ready!', at: NOW, until: NOW + MINUTE } });
  expect(part('message')).toBe('Pizza is ready!');
});

it('a start is counted by the host’s clock', async () => {
  await show({ start_time: NOW });
  const counts = [part('start-count')];
  for (let second = 1; second <= 3; second += 1) {
    await act(async () => {
      now += 1_001;
      vi.advanceTimersByTime(1_001);
    });
    counts.push(part('start-count'));
  }
  expect(counts).toEqual(['3', '2', '1', null]);
});
