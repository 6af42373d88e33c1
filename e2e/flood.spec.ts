/** Seats that ask and cancel as fast as they may: the desk still answers its next click at once. */
import { Agent, request } from 'node:http';
import type { Page } from '@playwright/test';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, longUnless, test } from './test.fixtures.ts';

/**
 * How many commands of the flood may be answered before a click shows what it has done, in floods as long as the one before it. A desk
 * that draws each event takes 17 and more, one that draws each frame about 1, 4 on a busy machine, most of which is the test's own
 * way to the button. In commands, not in ms: a busy machine slows the flood as much as the desk.
 */
const OVERTAKEN_AT_MOST = 10;

interface Flood {
  readonly sent: () => number;
  stop(): Promise<void>;
}

/** Each seat asks for a farm and cancels, at this many commands a second. */
function flood(host: RunningHost, code: string, seats: readonly Seat[], perSecond: number): Flood {
  const agent = new Agent({ keepAlive: true });
  const over = new AbortController();
  let sent = 0;
  const post = (path: string, token: string, body: object): Promise<{ id?: number }> =>
    new Promise((resolve, reject) => {
      const call = request(`${host.ready.url}/api/v2${path}`, {
        method: 'POST',
        agent,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      });
      call.on('error', reject).on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(JSON.parse(text) as { id?: number }));
      });
      call.end(JSON.stringify(body));
    });
  const loop = async ({ player_id: id, token }: Seat) => {
    const begun = performance.now();
    let count = 0;
    const pace = () =>
      new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, begun + (++count * 1_000) / perSecond - performance.now())),
      );
    while (!over.signal.aborted) {
      const asked = await post(`/challenges/${code}/request`, token, {
        player_id: id,
        building_type: 'farm',
      });
      await pace();
      if (asked.id !== undefined) await post(`/challenges/${code}/${asked.id}/cancel`, token, {});
      await pace();
      sent += 2;
    }
  };
  const loops = Promise.all(seats.map(loop));
  return {
    sent: () => sent,
    async stop() {
      over.abort();
      await loops;
      agent.destroy();
    },
  };
}

interface Seat {
  readonly player_id: number;
  readonly token: string;
}

/** Clicks as a person does; resolves with the ms from the click in the page until the other button is there. */
async function clickAndWait(page: Page, press: string, expected: string): Promise<number> {
  const shown = page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (began: number) => {
          const isThere = [...document.querySelectorAll('button')].some((button) =>
            button.textContent.includes(wanted),
          );
          if (isThere) resolve(performance.now() - began);
          else requestAnimationFrame(() => look(began));
        };
        document.addEventListener('click', () => look(performance.now()), { capture: true, once: true });
      }),
    expected,
  );
  await page.getByRole('button', { name: press }).click();
  return shown;
}

for (const [count, rounds, what] of [
  [1, 3, 'one seat, 50 commands a second'],
  [10, 1, 'ten seats, 500 commands a second'],
  [10, 5, 'ten seats, 500 commands a second, for a while'],
] as const) {
  test(
    `G6: the desk answers at once under ${what}`,
    longUnless(count > 1 && rounds === 1),
    async ({ game, desk, host }, info) => {
      const code = await game({ teams: 12, schools: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] });
      const seats: Seat[] = [];
      for (let index = 0; index < 30; index += 1) {
        const body = { player_name: `Player ${index}`, team_number: (index % 10) + 1 };
        const response = await fetch(`${host.ready.url}/api/v2/games/${code}/players`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        seats.push((await response.json()) as Seat);
      }
      const banker = await desk();
      await banker.open(GAME);
      await expect(banker.button('Pause')).toBeVisible();
      const flooding = flood(host, code, seats.slice(0, count), 50);
      const began = performance.now();
      const times: number[] = [];
      const overtaken: number[] = [];
      const click = async (press: string, expected: string) => {
        const before = flooding.sent();
        times.push(await clickAndWait(banker.page, press, expected));
        overtaken.push((flooding.sent() - before) / before);
      };
      for (let round = 0; round < rounds; round += 1) {
        const before = flooding.sent();
        await expect.poll(flooding.sent, { timeout: 60_000 }).toBeGreaterThan(before + 50 * count);
        await click('Pause', 'Resume');
        await click('Resume', 'Pause');
      }
      const rate = Math.round((flooding.sent() * 1_000) / (performance.now() - began));
      await flooding.stop();
      const words = `${rate} commands/s: ${times.map((ms) => Math.round(ms)).join(', ')} ms, ${overtaken.map((part) => part.toFixed(2)).join(', ')} of the flood`;
      info.annotations.push({ type: 'clicks', description: words });
      console.log(words);
      expect(Math.max(...overtaken)).toBeLessThan(OVERTAKEN_AT_MOST);
      // Nothing is left out: the desk ends with what the host has.
      const open = await host.api<unknown[]>(`/challenges/${code}/active`);
      await expect(banker.waiting.getByRole('listitem')).toHaveCount(open.length);
    },
  );
}
