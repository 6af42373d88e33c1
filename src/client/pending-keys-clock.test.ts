/** The key of a press whose answer was lost, in pages whose device's clock is set meanwhile. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createHostClient } from './host-client.ts';
import { createManualEnvironment, type ManualEnvironment } from './manual-environment.fake.ts';
import { createSafeStorage } from './safe-storage.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

let items: Map<string, string>;
let sent: (string | null)[];
/** Resolves the calls that wait. */
let waiting: (() => void)[];
let loads: number;
beforeEach(() => {
  items = new Map();
  sent = [];
  waiting = [];
  loads = 0;
});

interface Page {
  readonly device: ManualEnvironment;
  /** Presses, and gets no answer. Returns the key. */
  press(): Promise<string>;
}

/** @param wall what the device's clock says when the page is loaded */
function load(wall = Date.UTC(2026, 10, 24, 19)): Page {
  loads += 1;
  const device = createManualEnvironment(
    {
      origin: 'http://192.168.1.20:4747',
      pageLoad: loads,
      storage: createSafeStorage(() => ({
        getItem: (name) => items.get(name) ?? null,
        setItem: (name, value) => void items.set(name, value),
        removeItem: (name) => void items.delete(name),
      })),
      async fetch(_url, { headers }) {
        sent.push(new Headers(headers).get('idempotency-key'));
        await new Promise<void>((resolve) => waiting.push(resolve));
        throw new TypeError('Failed to fetch');
      },
    },
    wall,
  );
  const api = createHostClient({ seat: 0, environment: device });
  return {
    device,
    async press() {
      const pressed = api.pause('ABC234', {}).catch(() => undefined);
      await expect.poll(() => waiting.length).toBe(1);
      waiting.pop()?.();
      await pressed;
      return String(sent.at(-1));
    },
  };
}

describe('G2 a press that is repeated', () => {
  it.each([HOUR, -HOUR, YEAR, -YEAR])(
    'is the same in a page whose clock is set by %i ms meanwhile, and after its reload',
    async (ms) => {
      const page = load();
      const key = await page.press();
      page.device.shiftWallClock(ms);
      page.device.advance(2 * MINUTE - SECOND);
      expect(await page.press()).toBe(key);
      page.device.advance(MINUTE);
      expect(await load(page.device.wall()).press()).toBe(key);
    },
  );

  it('is the same after a reload, where the clock was set while the page waited for the answer', async () => {
    const page = load();
    const pressed = page.press();
    page.device.shiftWallClock(HOUR);
    const key = await pressed;
    expect(await load(page.device.wall()).press()).toBe(key);
  });

  it.each([0, 2 * MINUTE, -2 * MINUTE, -HOUR])(
    'is another one after two minutes of the page, though its clock was set by %i ms',
    async (ms) => {
      const page = load();
      const key = await page.press();
      page.device.shiftWallClock(ms);
      page.device.advance(2 * MINUTE + 3 * SECOND);
      expect(await page.press()).not.toBe(key);
    },
  );

  it('is another one after a reload for which the clock was set: no page knows how long that took', async () => {
    const page = load();
    const key = await page.press();
    expect(await load(page.device.wall() + HOUR).press()).not.toBe(key);
  });
});
