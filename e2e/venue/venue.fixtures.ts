/** An evening in a hall made of network namespaces: what the tests of the venue begin with. */
import { expect, type Locator, type Page, test as base } from '@playwright/test';
import { findNamespaces, type Namespace } from '../../src/host/lan/network-namespaces.harness.ts';
import type { DoctorReport } from '../../src/protocol/doctor-report.ts';
import type { HostInfo } from '../../src/protocol/host-info.ts';
import { Desk, Phone } from '../pages.harness.ts';
import { openBoard } from '../pictures/board-states.harness.ts';
import { allTeams } from '../populate.harness.ts';
import type { RunningHost } from '../running-host.harness.ts';
import { ClientPhone } from './client-phone.harness.ts';
import { Venue } from './venue.harness.ts';

const ip = findNamespaces();
export const PHONE_SIZE = { width: 360, height: 740 };
const GAME = 'Friday night';
/** Each has a school, so that everybody may be busy at once. */
const TEAMS = 12;
/** How long a phone may take to join, and to have its last tap answered, ms. */
const PATIENCE_MS = 60_000;

/** For the titles of tests: why there can be no namespaces here. */
export const note = ip.note;

/** Not part of `npm test`: `npm run test:venue` runs these as well. */
export const LONG = { tag: '@long' };

interface TestFixtures {
  venue: Venue;
  /** Opens the laptop, once the test has arranged the networks. */
  begin: (options?: { isStarted: boolean }) => Promise<Evening>;
  /** The same, in a Wi-Fi where all is well. */
  evening: Evening;
}

/** A running game on the laptop, with its desk and board. */
export class Evening {
  readonly venue: Venue;
  readonly host: RunningHost;
  readonly code: string;
  readonly desk: Desk;
  readonly board: Page;
  readonly #players: ClientPhone[] = [];

  private constructor(venue: Venue, host: RunningHost, code: string, desk: Desk, board: Page) {
    this.venue = venue;
    this.host = host;
    this.code = code;
    this.desk = desk;
    this.board = board;
  }

  static async begin(venue: Venue, { isStarted = true } = {}): Promise<Evening> {
    const host = await venue.startHost();
    const game = { name: GAME, team_count: TEAMS };
    const { game_code: code } = await host.api<{ game_code: string }>('/games', game);
    for (const team of allTeams(TEAMS))
      await host.api(`/games/${code}/teams/${team}`, { has_school: true }, 'PATCH');
    if (isStarted) await host.api(`/games/${code}/start`, {});
    const { page, context } = await venue.openDesk(host);
    const desk = new Desk(page);
    await desk.open(GAME);
    return new Evening(venue, host, code, desk, await openBoard({ host, context }, code));
  }

  /** What the code at this address says. */
  link(address = this.venue.address): string {
    return `http://${address}:${this.host.ready.port}/j/${this.code}`;
  }

  /** A phone with a browser; it has scanned nothing yet. */
  async phone(device: Namespace = this.venue.addPhone()): Promise<Phone> {
    const context = await this.venue.openBrowser(device);
    const page = await context.newPage();
    await page.setViewportSize(PHONE_SIZE);
    return new Phone(page);
  }

  /** A phone opens what the code says. Chromium gives up while its network is changing, and its user tries again. */
  async scan({ page }: Phone, link = this.link()): Promise<void> {
    await expect(() => page.goto(link, { timeout: 30_000 })).toPass({ timeout: PATIENCE_MS });
  }

  /** As many phones without a browser as it says, in the Wi-Fi, have joined and play from now on. */
  async play(count: number): Promise<void> {
    await this.playOn(Array.from({ length: count }, () => this.venue.addPhone()));
  }

  /** The same on these devices. */
  async playOn(devices: readonly Namespace[]): Promise<void> {
    const url = new URL(this.link()).origin;
    const more = devices.map((device, index) => {
      const number = this.#players.length + index + 1;
      return new ClientPhone(device, url, this.code, `Player ${number}`, 1 + (number % TEAMS));
    });
    this.#players.push(...more);
    await Promise.all(more.map((player) => player.joined(PATIENCE_MS)));
    await this.areLive(PATIENCE_MS);
    for (const player of more) player.play();
    const idle = () => more.filter((player) => player.acknowledged('cancelled').length === 0).length;
    await expect.poll(idle, { timeout: PATIENCE_MS, message: 'players who have not played' }).toBe(0);
  }

  /** All phones without a browser are connected. */
  async areLive(timeout: number): Promise<void> {
    const missing = () => this.#players.filter(({ connection }) => connection !== 'live').length;
    await expect.poll(missing, { timeout, message: 'phones that are not live' }).toBe(0);
  }

  /** The desk's card with the code for phones. */
  get joinCard(): Locator {
    return this.desk.page.locator('[data-part="join"]');
  }

  /** What the desk says about the network, beside the code. */
  get doctorLine(): Locator {
    return this.joinCard.locator('[data-part="doctor-line"]');
  }

  /** The desk's one line about phones that went away together. */
  get outageLine(): Locator {
    return this.desk.page.locator('[data-part="outage"]');
  }

  /** So many phones are away, and the desk says in one line that the laptop has lost its Wi-Fi. */
  async saysWhoIsAway(phones: number): Promise<void> {
    await expect(this.outageLine).toContainText(
      new RegExp(
        `^${phones} phones have been away since \\d\\d:\\d\\d: this laptop has lost its own Wi-Fi. Connect it again`,
      ),
      { timeout: 20_000 },
    );
    await expect(this.outageLine).toHaveCount(1);
    await expect(this.outageLine.getByRole('button')).toHaveCount(0);
  }

  /** Desk and board show the code with this address. */
  async showsCode(address: string): Promise<void> {
    await expect(this.joinCard).toContainText(address);
    await expect(this.board.getByRole('main')).toContainText(address);
  }

  /** What the laptop says about itself. */
  async info(): Promise<HostInfo> {
    return this.host.api('/host');
  }

  async warnings(): Promise<string[]> {
    return (await this.info()).warnings.map(({ code }) => code);
  }

  async doctor(): Promise<DoctorReport> {
    return this.host.api('/host/doctor');
  }

  /** Lets the players' last taps be answered. What was acknowledged is then what the laptop has stored, no more and no less. */
  async nothingIsLost(): Promise<void> {
    expect(this.#players).not.toEqual([]);
    await Promise.all(this.#players.map((player) => player.stop(PATIENCE_MS)));
    for (const player of this.#players) {
      const history = await this.host.api<{ items: { id: number; ended_reason: string }[] }>(
        `/challenges/${this.code}/history?player=${await player.joined()}&limit=500`,
      );
      const stored = history.items.map(({ id, ended_reason: reason }) => `${id} ${reason}`).toSorted();
      const told = player
        .acknowledged('cancelled')
        .map((id) => `${id} player`)
        .toSorted();
      expect(stored, player.name).toEqual(told);
      expect(player.acknowledged('requested'), player.name).toEqual(player.acknowledged('cancelled'));
    }
  }

  /** How many taps the host has acknowledged. */
  get acknowledged(): number {
    return this.#players.reduce((sum, player) => sum + player.acknowledged('requested').length, 0);
  }
}

export const test = base.extend<TestFixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's shape
  venue: async ({}, use) => {
    const venue = new Venue(ip.path ?? '');
    await use(venue);
    await venue.close();
  },

  begin: async ({ venue }, use, info) => {
    let evening: Evening | undefined;
    await use(async (options) => (evening = await Evening.begin(venue, options)));
    if (evening !== undefined && info.status !== info.expectedStatus)
      await info.attach('host.log', { body: evening.host.stderr, contentType: 'text/plain' });
  },

  evening: async ({ begin }, use) => {
    await use(await begin());
  },
});

export { expect } from '@playwright/test';
