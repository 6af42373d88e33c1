/** The access point goes off and comes back: what the desk says about phones that are away at once. */
import type { Page } from '@playwright/test';
import { WebSocket } from 'ws';
import { joinGame, nameOf } from './populate.harness.ts';
import type { RunningHost } from './running-host.harness.ts';
import { expect, GAME, test } from './test.fixtures.ts';

interface Seat {
  readonly player_id: number;
  readonly token: string;
}

/** Phones in a Wi-Fi that can be switched off: then they answer nothing any more, and their connections stand. */
class Wifi {
  readonly #host: RunningHost;
  readonly #code: string;
  #sockets: WebSocket[] = [];

  constructor(host: RunningHost, code: string) {
    this.#host = host;
    this.#code = code;
  }

  async connect(seats: readonly Seat[]): Promise<void> {
    await Promise.all(
      seats.map(({ player_id: id, token }) => {
        const socket = new WebSocket(`${this.#host.ready.url.replace('http', 'ws')}/ws/${this.#code}/${id}`, {
          headers: { Authorization: `Bearer ${token}` },
        });
        this.#sockets.push(socket);
        return new Promise((resolve, reject) => {
          socket.once('message', resolve);
          socket.on('error', reject);
        });
      }),
    );
  }

  switchOff(): void {
    for (const socket of this.#sockets) socket.pause();
  }

  disconnect(): void {
    for (const socket of this.#sockets.splice(0)) socket.terminate();
  }
}

const joinAll = (host: RunningHost, code: string, count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) => joinGame(host, code, nameOf(index), 1 + (index % 4))),
  );

const lineOf = (page: Page) => page.locator('[data-part="outage"]');

test('sixty phones whose access point is off are one line that says why, with their names behind a press', async ({
  host,
  game,
  desk,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const seats = await joinAll(host, code, 60);
  const wifi = new Wifi(host, code);
  await wifi.connect(seats);
  await expect(banker.page.getByText('60 of 60 connected')).toBeVisible();
  await expect(lineOf(banker.page)).toHaveCount(0);
  wifi.switchOff();
  // Before the connections themselves break.
  await expect(lineOf(banker.page)).toContainText(
    /^60 phones have been away since \d\d:\d\d: probably the Wi-Fi\. They come back by themselves\./,
    { timeout: 20_000 },
  );
  await expect(lineOf(banker.page)).toHaveCount(1);
  await expect(lineOf(banker.page).getByRole('button')).toHaveCount(0);
  await lineOf(banker.page).getByText('Who?').click();
  await expect(lineOf(banker.page).getByRole('button')).toHaveCount(60);
  const announced = banker.page.locator('output', { hasText: 'Many phones went away' });
  await expect(announced).toHaveCount(1);
  const back = new Wifi(host, code);
  await back.connect(seats);
  await expect(lineOf(banker.page)).toHaveCount(0);
  await expect(banker.page.getByText('60 of 60 connected')).toBeVisible();
  for (const each of [wifi, back]) each.disconnect();
});

test('whoever does not come back is named; one phone that goes by itself is only asleep', async ({
  host,
  game,
  desk,
}) => {
  const code = await game();
  const banker = await desk();
  await banker.open(GAME);
  const seats = await joinAll(host, code, 6);
  const wifi = new Wifi(host, code);
  await wifi.connect(seats);
  await expect(banker.page.getByText('6 of 6 connected')).toBeVisible();
  wifi.disconnect();
  await expect(lineOf(banker.page)).toContainText('6 phones have been away');
  await wifi.connect(seats.slice(1));
  await expect(lineOf(banker.page)).toContainText('1 phone has not come back since');
  await wifi.connect(seats.slice(0, 1));
  await expect(lineOf(banker.page)).toHaveCount(0);

  const single = new Wifi(host, code);
  const alone = await joinGame(host, code, 'Zoe', 1);
  await single.connect([alone]);
  await expect(banker.page.getByText('7 of 7 connected')).toBeVisible();
  single.disconnect();
  await expect(banker.page.getByText('6 of 7 connected')).toBeVisible();
  await expect(lineOf(banker.page)).toHaveCount(0);
  wifi.disconnect();
});
