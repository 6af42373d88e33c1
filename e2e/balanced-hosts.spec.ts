/** An evening on three hosts behind the balancer of deploy/: whichever host a page is connected to, and whichever dies, all screens agree. */
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from '@playwright/test';
import { freePort } from '../scripts/free-port.ts';
import { OWN_BALANCER, startBalancer, type OwnBalancer } from '../scripts/own-balancer.harness.ts';
import { OWN_POSTGRES, startOwnPostgres, type OwnPostgres } from '../scripts/own-postgres.ts';
import { OWN_REDIS, startOwnRedis, type OwnRedis } from '../scripts/own-redis.ts';
import { makeTemporaryFolder, removeFolder } from '../scripts/temporary-folder.ts';
import { launchHost } from './launch.harness.ts';
import { Desk, Phone } from './pages.harness.ts';
import { PHONE_HOSTNAME, RunningHost } from './running-host.harness.ts';
import { expect, GAME, LONG, test } from './test.fixtures.ts';

const note = OWN_POSTGRES.note || OWN_REDIS.note || OWN_BALANCER.note;
const HOSTS = 3;
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};

/** Three hosts that share a database, Redis and a secret, and the balancer in front of them. */
class BalancedHosts {
  readonly #folder = makeTemporaryFolder('balanced-hosts-');
  readonly hosts: RunningHost[] = [];
  #servers: [OwnPostgres, OwnRedis] | null = null;
  #balancer: OwnBalancer | null = null;
  site = '';

  async start(): Promise<void> {
    const [database, redis] = await Promise.all([startOwnPostgres(), startOwnRedis()]);
    this.#servers = [database, redis];
    const port = await freePort();
    this.site = `http://${PHONE_HOSTNAME}:${port}`;
    const secret = join(this.#folder, 'secret');
    writeFileSync(secret, `${randomBytes(32).toString('hex')}\n`);
    const balanced: { port: number; opsPort: number }[] = [];
    for (let count = 0; count < HOSTS; count += 1) {
      const opsPort = await freePort();
      const shared =
        `--store ${database.url} --bus ${redis.url} --secret-file ${secret} --public-url ${this.site} ` +
        `--trust-proxy 127.0.0.1 --ops-port ${opsPort}`;
      const host = await RunningHost.start(({ options, userData }) =>
        launchHost({ options: [...options, ...shared.split(' ')], userData }),
      );
      this.hosts.push(host);
      balanced.push({ port: host.ready.port, opsPort });
    }
    this.#balancer = await startBalancer(port, balanced);
  }

  host(at: number): RunningHost {
    const host = this.hosts[at];
    if (host === undefined) throw new Error(`There is no host ${at}.`);
    return host;
  }

  async dispose(): Promise<void> {
    await this.#balancer?.dispose();
    for (const host of this.hosts) await host.dispose();
    for (const server of this.#servers ?? []) await server.dispose();
    removeFolder(this.#folder);
  }
}

test.describe(`three hosts behind a balancer${note}`, () => {
  test.skip(note !== '', note);
  const group = new BalancedHosts();
  test.beforeAll(() => group.start());
  test.afterAll(() => group.dispose());

  test(
    'an evening goes on wherever its pages are connected, whichever host dies or is started again',
    LONG,
    async ({ browser, pageErrors }) => {
      const open = async (url: string, options: BrowserContextOptions): Promise<Page> => {
        const page = await (await browser.newContext(options)).newPage();
        page.on('pageerror', (error) => pageErrors.push(error.message));
        await page.goto(url);
        return page;
      };
      const body = { name: GAME, teams: 2 };
      const { game_code: code } = await group.host(0).api<{ game_code: string }>('/games', body);
      const link = group.host(1).ready.banker_url;
      expect(link.startsWith(`${group.site}/banker/`)).toBe(true);
      const banker = new Desk(await open(link, { viewport: { width: 1280, height: 800 } }));
      await banker.open(GAME);

      const names = ['Anna', 'Ben', 'Cleo', 'Dan'];
      const phones = new Map<string, Phone>();
      for (const [index, name] of names.entries()) {
        const phone = new Phone(await open(`${group.site}/j/${code}`, PHONE));
        await phone.join(name, (index % 2) + 1);
        phones.set(name, phone);
      }
      const of = (name: string): Phone => {
        const phone = phones.get(name);
        if (phone === undefined) throw new Error(`${name} has no phone.`);
        return phone;
      };
      // Whichever host a phone is connected to, the desk knows.
      await expect(banker.page.getByText('4 of 4 connected')).toBeVisible();
      await banker.button('Start the game').click();

      /** From the request to the exercise that is done, on whatever hosts live now. */
      const play = async (name: string): Promise<void> => {
        await of(name).ask('Farm');
        const exercise = await banker.giveSuggested(name);
        await expect(of(name).page.getByText(exercise).first()).toBeVisible();
        await of(name).button('Done').click();
        await expect(banker.row(banker.active, name)).toHaveCount(0);
      };
      await play('Anna');
      for (const [at, name] of [
        [0, 'Ben'],
        [1, 'Cleo'],
      ] as const) {
        // Without warning, then as an operator does it who brings a new version.
        await (at === 0 ? group.host(at).kill() : group.host(at).stop());
        await play(name);
        await group.host(at).restart();
      }
      await group.host(2).kill();
      await play('Dan');
      // Rows that are done lie still under the mouse.
      await banker.page.mouse.move(5, 5);
      for (const name of names) await expect(banker.row(banker.waiting, name)).toHaveCount(0);
      await expect(banker.page.getByText('4 of 4 connected')).toBeVisible();
      const { items } = await group
        .host(1)
        .api<{ items: { status: string }[] }>(`/challenges/${code}/history`);
      expect(items.map(({ status }) => status)).toEqual(names.map(() => 'completed'));
    },
  );
});
