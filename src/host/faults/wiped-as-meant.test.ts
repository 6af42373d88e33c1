/** Of two hosts with the same games on PostgreSQL, one wipes a game that has ended while the other reopens it: whichever comes first wins. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../host.ts';
import type { OpenStore } from '../storage/open-store.ts';
import { findTestServer } from '../storage/postgres/postgres-server.harness.ts';
import { type ApiResponse, call, readObject } from './api-client.harness.ts';
import { reasonIn, startTwoHosts, type TwoHosts } from './two-hosts.harness.ts';

const LIMIT_MS = 60_000;
const server = await findTestServer();

describe.skipIf(server.note !== '')(`a game that two hosts have${server.note}`, () => {
  let hosts: TwoHosts;
  /** What happens before the other host takes the game for itself, the next time. */
  let beforeWipe: () => Promise<unknown> = () => Promise.resolve();

  const slowly =
    (open: OpenStore): OpenStore =>
    async (options) => {
      const { eventStore, ...store } = await open(options);
      return {
        ...store,
        eventStore: {
          ...eventStore,
          async wipe(gameId, answer) {
            await beforeWipe();
            await eventStore.wipe(gameId, answer);
          },
          async wipeAlone(gameId, mayWipe, answer) {
            await beforeWipe();
            return (await eventStore.wipeAlone?.(gameId, mayWipe, answer)) === true;
          },
        },
      };
    };

  beforeAll(async () => {
    hosts = await startTwoHosts(server.url ?? '', slowly);
  }, LIMIT_MS);
  afterAll(() => hosts.dispose(), LIMIT_MS);
  beforeEach(() => {
    beforeWipe = () => Promise.resolve();
    hosts.bus.setWorking(true);
  });

  const post = (host: Host, path: string, body: object = {}): Promise<ApiResponse> =>
    call(host, path, { method: 'POST', body, key: randomUUID() });
  const wipe = (host: Host, code: string) =>
    call(host, `/games/${code}?expected_status=completed`, { method: 'DELETE', key: randomUUID() });
  const statusOn = async (host: Host, code: string) =>
    readObject((await call(host, `/games/${code}`)).text)['status'];

  /** It has ended, and is open on both hosts. */
  async function endedNight(): Promise<string> {
    const { text } = await post(hosts.one, '/games', { name: 'Night', team_count: 2 });
    const code = String(readObject(text)['game_code']);
    await post(hosts.one, `/games/${code}/start`);
    await post(hosts.one, `/games/${code}/end`);
    expect(await statusOn(hosts.other, code)).toBe('completed');
    return code;
  }

  it.each([
    ['with the bus', true],
    ['without the bus', false],
  ])('G7: is not wiped at one of them once the other has reopened it, %s', async (_, isWorking) => {
    const code = await endedNight();
    hosts.bus.setWorking(isWorking);
    beforeWipe = () => post(hosts.one, `/games/${code}/resume`);
    expect(await wipe(hosts.other, code)).toMatchObject({ status: 409 });
    expect(await statusOn(hosts.one, code)).toBe('in_progress');
    expect(await statusOn(hosts.other, code)).toBe('in_progress');
    expect((await post(hosts.other, `/games/${code}/end`)).status).toBe(200);
  });

  it('is wiped where the other one has wiped it a moment before', async () => {
    const code = await endedNight();
    beforeWipe = () => wipe(hosts.one, code);
    expect((await wipe(hosts.other, code)).status).toBe(204);
    expect((await wipe(hosts.other, code)).status).toBe(404);
  });

  it('G7: is reopened or wiped, and never both, where both are asked for at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const code = await endedNight();
      const [reopened, wiped] = await Promise.all([
        post(hosts.one, `/games/${code}/resume`),
        wipe(hosts.other, code),
      ]);
      const { status } = await call(hosts.one, `/games/${code}`);
      expect([
        'it is 200: reopened 200 undefined, wiped 409',
        'it is 404: reopened 503 closing, wiped 204',
        'it is 404: reopened 404 no_such_game, wiped 204',
      ]).toContain(`it is ${status}: reopened ${reasonIn(reopened)}, wiped ${wiped.status}`);
    }
  });
});
