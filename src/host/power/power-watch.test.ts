import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HostedGame } from '../host-types.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import type { PowerReading } from './power-reading.ts';
import { LID_TOLD_MS, type PowerWatch, watchPower } from './power-watch.ts';
import type { LockState } from './sleep-lock.ts';

const MINUTE_MS = 60_000;
const GAME: HostedGame = { code: 'ABC234', name: 'Night', status: 'waiting' };
const FINE: PowerReading = { battery: { percent: 90, isDischarging: false }, sleepsWithLid: false };

let clock: ReturnType<typeof createManualClock>;
let watch: PowerWatch;
let games: readonly HostedGame[];
let reading: PowerReading;
let reads: number;
let lockState: LockState;
let coversLid: boolean;
let changeLock: (state: LockState) => void;
let current: Map<string, object>;
let said: string[];
let notify: () => void;

const settled = () => new Promise<void>((resolve) => void setImmediate(resolve));

beforeEach(() => {
  clock = createManualClock();
  games = [];
  reading = FINE;
  reads = 0;
  lockState = 'none';
  coversLid = false;
  current = new Map();
  said = [];
  watch = watchPower({
    clock,
    access: {
      system: 'linux',
      read: () => {
        reads += 1;
        return Promise.resolve(reading);
      },
      createLock(onChange) {
        changeLock = (state) => {
          lockState = state;
          onChange();
        };
        return {
          get state() {
            return lockState;
          },
          get coversLid() {
            return coversLid;
          },
          hold: () => changeLock('held'),
          release: () => changeLock('none'),
        };
      },
    },
    games: {
      unfinished: () => games,
      listen(listener) {
        notify = listener;
        return () => undefined;
      },
    },
    warn(topic, warning) {
      if (warning !== null && JSON.stringify(current.get(topic)) !== JSON.stringify(warning))
        said.push(`${warning.code} ${JSON.stringify(warning.params)}`);
      if (warning === null) current.delete(topic);
      else current.set(topic, warning);
    },
    report: (message) => void said.push(message),
  });
});
afterEach(() => watch.stop());

const setGames = async (next: readonly HostedGame[]) => {
  games = next;
  notify();
  await settled();
};

/** Lets time pass, a minute at a time. */
const minutes = async (count: number) => {
  for (let minute = 0; minute < count; minute += 1) {
    clock.advance(MINUTE_MS);
    await settled();
  }
};

describe('the watch over the power', () => {
  it('asks nothing and holds nothing while no game is unfinished', async () => {
    await minutes(5);
    expect([reads, lockState]).toEqual([0, 'none']);
    await setGames([GAME]);
    expect(lockState).toBe('held');
    await minutes(3);
    const asked = reads;
    expect(asked).toBeGreaterThan(2);
    await setGames([]);
    await minutes(5);
    expect([reads, lockState]).toEqual([asked, 'none']);
  });

  it('warns of an empty battery at each level once, and no longer as soon as the laptop is plugged in', async () => {
    await setGames([GAME]);
    for (const percent of [30, 21, 20, 19, 20, 12, 10, 9]) {
      reading = { ...FINE, battery: { percent, isDischarging: true } };
      await minutes(2);
    }
    expect(said).toEqual(['battery_low {"percent":20}', 'battery_low {"percent":10}']);
    reading = { ...FINE, battery: { percent: 9, isDischarging: false } };
    watch.look();
    await settled();
    expect([...current]).toEqual([]);
  });

  it('notices within ten seconds that the laptop was plugged in, where nobody tells', async () => {
    reading = { ...FINE, battery: { percent: 15, isDischarging: true } };
    await setGames([GAME]);
    expect([...current.keys()]).toEqual(['battery']);
    reading = FINE;
    clock.advance(10_000);
    await settled();
    expect([...current]).toEqual([]);
  });

  it('talks about the lid when the game begins, once, and not where the lock covers it', async () => {
    reading = { ...FINE, sleepsWithLid: true };
    await setGames([GAME]);
    expect([...current.keys()]).toEqual(['lid']);
    await setGames([GAME, { ...GAME, code: 'DEF567', status: 'in_progress' }]);
    await minutes(LID_TOLD_MS / MINUTE_MS + 1);
    expect([...current]).toEqual([]);
    expect(said).toEqual(['lid_sleeps {}']);
    await setGames([]);
    coversLid = true;
    await setGames([GAME]);
    expect(said).toEqual(['lid_sleeps {}']);
  });

  it('warns if the system refuses to stay awake, until it does not', async () => {
    await setGames([GAME]);
    changeLock('refused');
    expect([...current.keys()]).toEqual(['staying awake']);
    changeLock('held');
    expect([...current]).toEqual([]);
    changeLock('refused');
    await setGames([]);
    expect([...current]).toEqual([]);
  });

  it('asks to stay awake again if that was lost', async () => {
    await setGames([GAME]);
    changeLock('none');
    await settled();
    await minutes(1);
    expect(lockState).toBe('held');
  });

  it('takes no answer that comes after the last game', async () => {
    reading = { ...FINE, battery: { percent: 5, isDischarging: true } };
    games = [GAME];
    notify();
    games = [];
    notify();
    await settled();
    expect(said).toEqual([]);
  });
});
