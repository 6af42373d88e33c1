/** An error of ours in the middle of a request or an upgrade costs that one alone: it is answered or closed, and logged. */
import { afterEach, describe, expect, it } from 'vitest';
import { liveOfServices } from '../live/live-of-services.harness.ts';
import { liveRoutes } from '../live/live-routes.ts';
import type { Live } from '../live/live.ts';
import { maskedText, RawClient, upgradeRequest } from '../live/raw-client.harness.ts';
import {
  makeGame,
  startTestApp,
  type SeatedGame,
  type TestApp,
  type TestAppOptions,
} from './test-app.harness.ts';

const broken = (): never => {
  // As a walk in a circle ends.
  throw new RangeError('Maximum call stack size exceeded');
};

/** Switched on once the game has been made. */
let isBroken = false;
const breaking =
  <Parameters extends readonly unknown[], Result>(works: (...parameters: Parameters) => Result) =>
  (...parameters: Parameters): Result =>
    isBroken ? broken() : works(...parameters);

const LOGGED = /failed|could not be served/;

let app: TestApp;
let game: SeatedGame;
afterEach(() => {
  isBroken = false;
  return app.close();
});

async function start(options: TestAppOptions = {}, breakLive: (live: Live) => Partial<Live> = () => ({})) {
  app = await startTestApp({
    ...options,
    live(services) {
      services.rooms.watch({
        opened(room) {
          const { gameTime } = room;
          Object.assign(room, { gameTime: { now: breaking(() => gameTime.now()) } });
        },
        wiped: () => undefined,
      });
      const live = liveOfServices(services, {
        report: (message) => void app.reports.push(message),
      });
      return liveRoutes({ ...live, ...breakLive(live) }, services);
    },
  });
  game = await makeGame(app);
  isBroken = true;
}

const connect = () => RawClient.connect(Number(new URL(app.url).port));
const upgrade = (token = game.banker.token) =>
  upgradeRequest(`/ws/${game.code}/${game.banker.id}`, { Authorization: `Bearer ${token}` });
const request = () =>
  `GET ${game.path}/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${app.seats.ownerToken}\r\nConnection: close\r\n\r\n`;

/** Throws unless others are served as before. Resolves with the log. */
async function serveAnother(): Promise<string> {
  isBroken = false;
  if ((await app.call(`${game.path}/me`, { token: game.banker.token })).status !== 200)
    throw new Error('others are not served');
  const client = await connect();
  client.send(upgrade());
  await client.waitFor('"welcome"');
  client.socket.destroy();
  return app.reports.join('\n');
}

const SERVICES: Readonly<Record<string, NonNullable<TestAppOptions['replace']>>> = {
  'the check of the origin': ({ authentication }) => ({
    authentication: {
      ...authentication,
      isTrustedOrigin: breaking((headers) => authentication.isTrustedOrigin(headers)),
    },
  }),
  'finding out who asks': ({ authentication }) => ({
    authentication: {
      ...authentication,
      authenticate: breaking((presented) => authentication.authenticate(presented)),
      identityIn: breaking((room, presented) => authentication.identityIn(room, presented)),
    },
  }),
  'looking up the game': ({ rooms }) => ({
    rooms: Object.assign(Object.create(rooms) as typeof rooms, {
      byCode: breaking((code: string) => rooms.byCode(code)),
      bySeat: breaking((id: number) => rooms.bySeat(id)),
    }),
  }),
};

describe.each(Object.entries(SERVICES))('an error in %s', (_name, replace) => {
  it('is a 500 to a request', async () => {
    await start({ replace });
    const client = await connect();
    client.send(request());
    expect(await client.ended()).toMatch(/^HTTP\/1.1 500 [^]*Something went wrong in the host/);
    expect(await serveAnother()).toMatch(LOGGED);
  });

  it.each(['with a right', 'without'])('ends an upgrade %s', async (right) => {
    await start({ replace });
    const client = await connect();
    client.send(right === 'without' ? upgrade('nobody') : upgrade());
    expect(await client.ended()).toMatch(/^HTTP\/1.1 500 /);
    expect(await serveAnother()).toMatch(LOGGED);
  });
});

it.each(['request', 'upgrade'])('an error in counting the connections ends a(n) %s alone', async (kind) => {
  await start({
    replace: ({ connections }) => ({
      connections: {
        createServer: (...all) => connections.createServer(...all),
        isTrustedProxy: (address) => connections.isTrustedProxy(address),
        grant: breaking((socket, holder) => connections.grant(socket, holder)),
        whenDelivered: (socket, send) => connections.whenDelivered(socket, send),
        carryFrames: (...all) => connections.carryFrames(...all),
        noteExhausted: (error) => connections.noteExhausted(error),
        close: () => connections.close(),
      },
    }),
  });
  const client = await connect();
  client.send(kind === 'upgrade' ? upgrade() : request());
  await client.waitFor('HTTP/1.1 ');
  app.clock.advance(2_000);
  await client.ended();
  expect(await serveAnother()).toMatch(LOGGED);
});

const LIVE: Readonly<Record<string, (live: Live) => Partial<Live>>> = {
  'deciding on an upgrade': (live) => ({ authorize: breaking((...all) => live.authorize(...all)) }),
  'deciding on an upgrade, later': (live) => ({
    authorize: async (...all) => {
      const decision = await live.authorize(...all);
      return isBroken ? broken() : decision;
    },
  }),
  'opening a socket': (live) => ({ open: breaking((...all) => live.open(...all)) }),
  'welcoming a socket': () => ({}),
};

it.each(Object.entries(LIVE))('an error in %s ends that socket alone', async (_name, breakLive) => {
  await start({}, breakLive);
  const client = await connect();
  client.send(upgrade());
  await client.waitFor('HTTP/1.1 ');
  app.clock.advance(2_000);
  await client.ended();
  expect(await serveAnother()).toMatch(LOGGED);
});

it.each([
  ['a message', (client: RawClient) => client.send(maskedText('{"type":"ping","t":1}'))],
  ['a message that is not understood', (client: RawClient) => client.send(maskedText('{{'))],
  ['a heartbeat', () => app.clock.advance(4_000)],
] as const)('an error at %s ends that socket alone', async (_name, provoke) => {
  await start();
  isBroken = false;
  const client = await connect();
  client.send(upgrade());
  await client.waitFor('"welcome"');
  isBroken = true;
  provoke(client);
  await client.waitFor('\x88');
  app.clock.advance(2_000);
  await client.ended();
  expect(await serveAnother()).toMatch(LOGGED);
});

describe.each(['connection', 'request', 'upgrade', 'clientError', 'checkContinue', 'connect'])(
  'a listener for %s that fails',
  (event) => {
    it('ends its own connection', async () => {
      await start();
      isBroken = false;
      const listener = () => broken();
      app.app.server.prependListener(event, listener);
      const client = await connect();
      const provoke: Readonly<Record<string, string>> = {
        upgrade: upgrade(),
        clientError: '\x16\x03\x01',
        checkContinue: request().replace('\r\n', '\r\nExpect: 100-continue\r\n'),
        connect: 'CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n',
      };
      client.send(provoke[event] ?? request());
      expect(await client.ended()).toBe('');
      app.app.server.off(event, listener);
      expect(await serveAnother()).toMatch(LOGGED);
    });
  },
);
