/** Every warning of what the laptop's power or its clock causes goes when its cause has gone. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import type { PowerAccess } from '../power/power-access.ts';
import type { PowerReading } from '../power/power-reading.ts';
import type { LockState } from '../power/sleep-lock.ts';
import { SLEEP_TOLD_MS } from '../power/sleep-watch.ts';
import { callText, NO_BATTERY } from '../test-host.harness.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { TICK_MS } from '../time/play-clock.ts';
import { codesOf, type PowerScenarios, WarnedHost } from './warned-host.harness.ts';

const MINUTE_MS = 60_000;

let night: WarnedHost;
beforeEach(() => {
  night = new WarnedHost();
});
afterEach(() => night.close());

/** A laptop that tells this about its power, until it is plugged in and its lid does nothing. */
const powerScenario = (reading: Partial<PowerReading>) => {
  const fine: PowerReading = { battery: { percent: 20, isDischarging: false }, sleepsWithLid: false };
  let current = fine;
  return {
    async raise() {
      current = { ...fine, ...reading };
      const host = await night.start({ power: { ...NO_BATTERY, read: () => Promise.resolve(current) } });
      await callText(host, '/games', { name: 'Night' });
      return host;
    },
    clear(host: Host) {
      current = fine;
      host.powerChanged();
      return host;
    },
  };
};

/** A system that does not let programs keep it awake. */
function refusingPower(): PowerAccess {
  return {
    ...NO_BATTERY,
    createLock(onChange) {
      let state: LockState = 'none';
      const become = (next: LockState) => {
        state = next;
        onChange();
      };
      return {
        get state() {
          return state;
        },
        coversLid: false,
        hold: () => become('refused'),
        release: () => become('none'),
      };
    },
  };
}

const SCENARIOS: PowerScenarios = {
  battery_low: powerScenario({ battery: { percent: 20, isDischarging: true } }),
  clock_wrong: {
    raise: () => night.start({ clock: createManualClock(0) }),
    clear: (host) => night.restarted(host),
  },
  lid_sleeps: powerScenario({ sleepsWithLid: true }),
  sleep_allowed: {
    async raise() {
      const host = await night.start({ power: refusingPower() });
      await callText(host, '/games', { name: 'Night' });
      return host;
    },
    async clear(host) {
      const { items } = JSON.parse(await callText(host, '/games')) as { items: { game_code: string }[] };
      const [game] = items;
      await callText(host, `/games/${game?.game_code ?? ''}/start`, {});
      await callText(host, `/games/${game?.game_code ?? ''}/end`, {});
      return host;
    },
  },
  laptop_slept: {
    async raise() {
      const host = await night.start();
      await callText(host, '/games', { name: 'Night' });
      night.clock.sleep(4 * MINUTE_MS);
      return night.later(host, TICK_MS);
    },
    clear: (host) => night.later(host, SLEEP_TOLD_MS),
  },
};

describe.each(Object.entries(SCENARIOS))('the warning %s', (code, { raise, clear }) => {
  it('goes when its cause has gone', { timeout: 30_000 }, async () => {
    const host = await raise();
    await expect.poll(() => codesOf(host)).toContain(code);
    const asked = await clear(host);
    await expect.poll(() => codesOf(asked)).not.toContain(code);
  });
});
