/** A host's HTTP side for tests: a real store, a temporary folder, a real port on loopback, and manual clocks. */
import { randomBytes } from 'node:crypto';
import type { FastifyPluginAsync } from 'fastify';
import { pino } from 'pino';
import { createAuthentication } from '../auth/authentication.ts';
import { createCarriedSeats } from '../auth/carried-seats.ts';
import { createCredentials, type Credentials } from '../auth/credentials.ts';
import { issueTicket } from '../auth/one-time-links.ts';
import { createOwners, type Owners } from '../auth/owners.ts';
import type { HostBus } from '../bus/host-bus.ts';
import { createConnections, type ConnectionsOptions } from '../connections/connections.ts';
import { crowdLimits } from '../connections/open-limit.ts';
import { announcing } from '../lan/announced-origins.fake.ts';
import type { AnnouncedOrigins } from '../lan/announced-origins.ts';
import { quietDoctor } from '../lan/doctor/doctor.fake.ts';
import { createWifi } from '../lan/wifi.ts';
import { openLanguages } from '../languages/languages.ts';
import { createLibraries } from '../library/libraries.ts';
import { memoryLibraries } from '../library/memory-libraries.fake.ts';
import { createGuessedSeats, suspectGuesses } from '../limits/guessed-seats.ts';
import { openJoinFloods } from '../limits/open-join-floods.ts';
import { openLimits } from '../limits/open-limits.ts';
import { watchContinuations } from '../rooms/continuations.ts';
import { createLocalBus, type EventBus } from '../rooms/event-bus.ts';
import { createRehearsals, type StartRehearsal } from '../rooms/rehearsals.ts';
import type { Rooms } from '../rooms/rooms.ts';
import { openTestedGames } from '../rooms/tested-games.harness.ts';
import { createArchive } from '../storage/archive.ts';
import { makeTestedFolder, type TestedFolder, type TestedStore } from '../storage/tested-store.harness.ts';
import { openWifiFile } from '../storage/wifi-file.ts';
import { createManualClock, type ManualClock } from '../time/manual-clock.fake.ts';
import { buildApp } from './app.ts';
import { type CostlyLimits, createCostlyAnswers } from './costly-answers.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { inject, send, type TestRequest, type TestResponse } from './send-request.harness.ts';
import type { Api, Services } from './services.ts';

export type { TestRequest, TestResponse } from './send-request.harness.ts';

const HOST_KEY = new Uint8Array(32).fill(7);
export const DESK_SECRET = 'b7'.repeat(32);

export interface TestApp {
  readonly folder: string;
  readonly clock: ManualClock;
  readonly seats: Credentials;
  readonly owners: Owners;
  readonly url: string;
  readonly store: TestedStore['parts'];
  /** Makes writes fail, as on a disk that is write-protected or full, or work again. */
  refuseWrites(isRefusing: boolean): Promise<void>;
  /** The answers of all games are gone, as by damage. */
  loseAnswers(): Promise<void>;
  /** All that is stored. */
  contents(): Promise<string>;
  readonly rooms: Rooms;
  readonly bus: EventBus;
  readonly app: Api;
  /** Everything the host reported or logged. */
  readonly reports: string[];
  call(path: string, call?: TestRequest): Promise<TestResponse>;
  /** A POST from another address than this laptop's own. */
  callFrom(address: string, path: string, call: Omit<TestRequest, 'method'>): Promise<TestResponse>;
  deskTicket(): Promise<string>;
  /** Simulates the process ending and a new one starting with the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** What live connections need besides the services. */
type LiveParts = Services & { readonly bus: EventBus; readonly hostBus: HostBus | null };

export interface TestAppOptions {
  readonly pagesFolder?: string;
  readonly joinUrls?: readonly string[];
  readonly presence?: Services['presence'];
  readonly connections?: Partial<ConnectionsOptions>;
  readonly costlyLimits?: Partial<CostlyLimits>;
  /** Starts rehearsals; absent: this host has none. */
  readonly rehearse?: StartRehearsal;
  /** On any store, games are opened when somebody asks for them. */
  readonly opensOnDemand?: boolean;
  readonly announcedOrigins?: AnnouncedOrigins;
  /** Puts something in place of the limits. */
  readonly rateLimits?: (real: RateLimits) => RateLimits;
  /** Replaces some of the services, such as by failing ones. */
  readonly replace?: (services: Services) => Partial<Services>;
  /** The live routes, registered before the app listens. */
  readonly live?: (services: LiveParts) => FastifyPluginAsync;
}

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const folder = await makeTestedFolder();
  const clock = createManualClock();
  const reports: string[] = [];
  let running = await start(folder, clock, reports, options);
  const stop = async () => {
    await running.app.close();
    await running.cleanup.run();
    await running.tested.close();
  };
  return {
    folder: folder.path,
    clock,
    reports,
    get seats() {
      return running.services.credentials;
    },
    get owners() {
      return running.services.owners;
    },
    get url() {
      return running.url;
    },
    refuseWrites: (isRefusing) => running.tested.refuseWrites(isRefusing),
    get store() {
      return running.tested.parts;
    },
    loseAnswers: () => running.tested.loseAnswers(),
    contents: () => running.tested.contents(),
    get rooms() {
      return running.rooms;
    },
    get bus() {
      return running.bus;
    },
    get app() {
      return running.app;
    },
    call: (path, call = {}) => send(running.url + path, call),
    callFrom: (address, path, call) => inject(running.app, address, path, call),
    deskTicket: () => issueTicket(running.services, { purpose: 'desk', gameId: null, participantId: null }),
    async restart() {
      await stop();
      running = await start(folder, clock, reports, options);
    },
    async close() {
      await stop();
      folder.dispose();
    },
  };
}

async function start(place: TestedFolder, clock: ManualClock, reports: string[], options: TestAppOptions) {
  const { path: folder } = place;
  const tested = await place.open(clock);
  const store = tested.parts;
  const credentials = createCredentials(HOST_KEY);
  const report = (message: string) => void reports.push(message);
  const bus = createLocalBus();
  let url = '';
  const { eventStore } = store;
  const games = await openTestedGames({ store: tested, bus, clock, credentials, report, ...options });
  const { rooms, hostTime, hostBus, cleanup } = games;
  const { rehearse } = options;
  const owners = createOwners(credentials);
  const rehearsals = rehearse === undefined ? null : createRehearsals(rehearse, () => url, report);
  const guessedSeats = createGuessedSeats(clock);
  const fingerprint = (text: string) => credentials.fingerprint(text);
  const suspect = suspectGuesses(rooms, guessedSeats, report);
  const limits = openLimits({ hostBus, clock, hostTime, fingerprint, suspect, report, cleanup });
  const pagesFolder = options.pagesFolder ?? `${folder}/no-pages`;
  const languagesOptions = {
    data: store,
    dataFolder: folder,
    pagesFolder,
    note: report,
    clock,
    report,
    cleanup,
  };
  const ownServices: Services = {
    rooms,
    credentials,
    deskSecret: DESK_SECRET,
    deskUrl: () => Promise.resolve(`${url}/banker/#ticket=of-this-test`),
    authentication: createAuthentication({ rooms, credentials, owners, hosts: ['night.local'] }),
    owners,
    eventStore,
    tickets: store.tickets,
    hostResponses: store.hostResponses,
    gamesKeptIn: store.gamesKeptIn,
    archive: createArchive({ store, rooms, now: () => clock.wall(), report }),
    hostTime,
    clock,
    rateLimits: (options.rateLimits ?? ((real) => real))(createRateLimits(limits)),
    costlyAnswers: createCostlyAnswers(clock, options.costlyLimits),
    connections: createConnections({
      clock,
      limits: crowdLimits(null),
      trustedProxies: [],
      report,
      warn: () => undefined,
      ...options.connections,
    }),
    guessedSeats,
    joinFloods: openJoinFloods({
      data: store,
      isShared: hostBus !== null,
      hostTime,
      clock,
      fingerprint,
      report,
      cleanup,
    }),
    presence: options.presence ?? (() => ({ connected: false, lastSeen: null })),
    isAtPublicUrl: false,
    joinUrls: () => options.joinUrls ?? ['http://192.168.1.20:4747'],
    network: {
      addresses: () => [],
      chosen: () => null,
      choose: (address) => address === null,
      isOwnVisit: () => true,
    },
    announcedOrigins: options.announcedOrigins ?? announcing(),
    carriedSeats: createCarriedSeats({ rooms, credentials, hostTime }),
    continuations: watchContinuations({ rooms, report }),
    doctor: quietDoctor({ clock, hostTime }),
    wifi: createWifi(openWifiFile(folder, report), () => 'Hall'),
    languages: await openLanguages(languagesOptions),
    libraryOf: createLibraries({ libraryOf: memoryLibraries(), ...store }),
    warnings: () => [],
    rehearsals,
    names: ['night.local'],
    version: '0.1.0',
    randomBytes: (size) => randomBytes(size),
  };
  const services = { ...ownServices, ...options.replace?.(ownServices) };
  const logger = pino({ level: 'trace' }, { write: (line) => void reports.push(line) });
  const app = await buildApp(services, { pagesFolder, logger });
  if (options.live !== undefined) await app.register(options.live({ ...services, bus, hostBus }));
  url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, tested, bus, rooms, services, cleanup };
}

/** A seat held by a phone or a desk. */
export interface TestSeat {
  readonly id: number;
  readonly name: string;
  readonly token: string;
  readonly pin: string;
}

/** A game with its first banker, and shorthands for common calls. */
export interface SeatedGame {
  readonly code: string;
  /** `/api/v2/games/ABC234` */
  readonly path: string;
  /** `/api/v2/challenges/ABC234` */
  readonly challenges: string;
  readonly banker: TestSeat;
  join(name: string, team?: number | null): Promise<TestSeat>;
  /** Makes a call as the owner; throws if it is refused. */
  asOwner(path: string, body?: object, method?: string): Promise<TestResponse>;
  /** Makes any call and returns the response, even if it is refused. */
  call(path: string, call?: TestRequest): Promise<TestResponse>;
  /** Requests a challenge as this player and returns its id. */
  request(player: TestSeat, building?: string): Promise<number>;
  assign(id: number): Promise<TestResponse>;
}

export const SQUATS = { challenge_type: 'squats', challenge_description: '20 Squats', target_number: 20 };

/** Creates a game that has not started yet. */
export async function makeGame(
  app: TestApp,
  settings: object = {},
  name = 'Camp night',
  token = app.seats.ownerToken,
): Promise<SeatedGame> {
  const created = await app.call('/api/v2/games', { token, body: { name, settings } });
  const code = String(created.json['game_code']);
  const path = `/api/v2/games/${code}`;
  const challenges = `/api/v2/challenges/${code}`;

  const asOwner = async (tail: string, body: object = {}, method = 'POST') => {
    const response = await app.call(tail.startsWith('/api') ? tail : path + tail, { token, body, method });
    if (response.status >= 300) throw new Error(`${method} ${tail}: ${response.text}`);
    return response;
  };

  return {
    code,
    path,
    challenges,
    banker: await bankerOf(app, Number(created.json['banker_id'])),
    asOwner,
    call: (tail, call) => app.call(path + tail, call),
    async join(playerName, team = 1) {
      const body = { player_name: playerName, team_number: team };
      const response = await app.call(`${path}/players`, { body });
      if (response.status !== 201) throw new Error(response.text);
      const { player_id, player_name, token: own, seat_pin } = response.json;
      return { id: Number(player_id), name: String(player_name), token: String(own), pin: String(seat_pin) };
    },
    async request({ id, token: own }, building = 'farm') {
      const body = { player_id: id, building_type: building };
      const response = await app.call(`${challenges}/request`, { token: own, body });
      if (response.status !== 201) throw new Error(response.text);
      return Number(response.json['id']);
    },
    assign: (id) => asOwner(`${challenges}/${id}/assign`, SQUATS),
  };
}

async function bankerOf({ rooms, seats: credentials }: TestApp, id: number): Promise<TestSeat> {
  const participant = (await rooms.bySeat(id))?.participant;
  if (participant === undefined) throw new Error('the game has no banker');
  return { id, name: participant.name, token: credentials.tokenOf(participant), pin: '' };
}
