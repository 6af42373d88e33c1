/** A host: one data folder, one port, any number of games. This is the only place where its parts are put together. */
import { randomBytes as systemRandomBytes, randomInt } from 'node:crypto';
import { createAuthentication } from './auth/authentication.ts';
import { createCarriedSeats } from './auth/carried-seats.ts';
import { createCredentials } from './auth/credentials.ts';
import { boardLink, issueTicket, ticketLink } from './auth/one-time-links.ts';
import { openOwners } from './auth/open-owners.ts';
import { createCleanup, type Cleanup } from './cleanup.ts';
import { createConnections } from './connections/connections.ts';
import { crowdLimits, systemDescriptorLimit } from './connections/open-limit.ts';
import { DELIVERY_LIMITS } from './connections/undelivered.ts';
import type { Host, HostOptions } from './host-types.ts';
import { createCostlyAnswers } from './http/costly-answers.ts';
import { readPageId } from './http/page-id.ts';
import { createRateLimits } from './http/rate-limits.ts';
import { buildServer } from './http/server.ts';
import type { Services } from './http/services.ts';
import { createAnnouncedOrigins } from './lan/announced-origins.ts';
import { createDoctor } from './lan/doctor/doctor.ts';
import { thisSystem } from './lan/doctor/this-system.ts';
import { systemEvidence } from './lan/evidence/read-evidence.ts';
import { systemInterfaces, watchLan } from './lan/lan.ts';
import { createMdns, NO_MDNS } from './lan/mdns.ts';
import { publicNetwork } from './lan/public-network.ts';
import { createWifi } from './lan/wifi.ts';
import { openLanguages } from './languages/languages.ts';
import { createLibraries } from './library/libraries.ts';
import { createGuessedSeats, suspectGuesses } from './limits/guessed-seats.ts';
import { openJoinFloods } from './limits/open-join-floods.ts';
import { openLimits } from './limits/open-limits.ts';
import { createLive } from './live/live.ts';
import { createTraffic } from './operations/host-metrics.ts';
import { openOperations } from './operations/open-operations.ts';
import { watchLaptop } from './power/watch-laptop.ts';
import { openHostLogger, type HostLogger } from './reporting/logger.ts';
import { createWarnings, type Warnings } from './reporting/warnings.ts';
import { watchDataFolder } from './reporting/watch-data-folder.ts';
import { watchContinuations } from './rooms/continuations.ts';
import { createLocalBus } from './rooms/event-bus.ts';
import { openGames } from './rooms/open-games.ts';
import { createRehearsals } from './rooms/rehearsals.ts';
import { watchRunningGames } from './rooms/running-games.ts';
import { watchWaitingRequests } from './rooms/waiting-requests.ts';
import { holdingProcess } from './start/hold-process.ts';
import { startErrorOf, toStartError } from './start/start-error.ts';
import { createArchive } from './storage/archive.ts';
import { startBackupScheduler, watchedBackups } from './storage/backups/backup-scheduler.ts';
import { followEarlierFolders } from './storage/folders/earlier-folders.ts';
import { announceRunningHost } from './storage/folders/running-host.ts';
import { openStore } from './storage/open-store.ts';
import { openClock } from './time/open-clock.ts';
import { openHostTime } from './time/open-host-time.ts';

export type { Host, HostOptions } from './host-types.ts';
export { EXIT, StartError } from './start/start-error.ts';

const PRODUCT = 'Trading Game Night';
const DESK_SECRET_BYTES = 32;
const DESK = { purpose: 'desk', gameId: null, participantId: null } as const;

/**
 * Opens the data folder, listens, and serves until it is closed. If it cannot start, it releases everything and throws
 * a `StartError`, with a message for people and an exit code for the shell.
 */
export async function createHost(options: HostOptions): Promise<Host> {
  const warnings = createWarnings();
  const hostLogger: HostLogger = openHostLogger({
    folder: options.dataFolder,
    sink: options.logSink,
    onFailure: (warning) => warnings.set('log', warning),
  });
  warnings.listen((sentence) => sentence !== null && hostLogger.logger.warn(sentence));
  const cleanup = createCleanup((message, error) => hostLogger.report(message, error));
  cleanup.defer('the log file', () => hostLogger.close());
  try {
    return await holdingProcess(() => assemble(options, { hostLogger, warnings, cleanup }));
  } catch (error) {
    await holdingProcess(() => cleanup.run());
    throw toStartError(error);
  }
}

interface HostBasics {
  readonly hostLogger: HostLogger;
  readonly warnings: Warnings;
  readonly cleanup: Cleanup;
}

async function assemble(options: HostOptions, { hostLogger, warnings, cleanup }: HostBasics): Promise<Host> {
  const { logger } = hostLogger;
  const report = (message: string, error?: unknown) => hostLogger.report(message, error);
  const { dataFolder, pagesFolder, version, failpoint, publicUrl = null } = options;
  const clock = openClock(options.clock, (warning) => warnings.set('clock', warning));
  const randomBytes = options.randomBytes ?? systemRandomBytes;
  const now = () => clock.wall();
  const notify = (line: string) => logger.info(line);
  const openData = options.openStore ?? openStore;
  const data = await openData({ folder: dataFolder, randomBytes, now, notify, clock });
  cleanup.defer('the data folder', () => data.close());
  const { eventStore, tickets, hostResponses, settings, lastPort } = data;
  const warn: Warnings['set'] = (topic, warning) => warnings.set(topic, warning);
  cleanup.defer('the watch over the data folder', watchDataFolder({ data, hostLogger, clock, warn }));

  const credentials = createCredentials(data.hostKey);
  const { owners, readAgain: readOwnersAgain } = openOwners({
    path: options.ownersFile ?? null,
    credentials,
    clock,
    warn: (warning) => warnings.set('owners', warning),
    note: notify,
    cleanup,
  });
  const traffic = createTraffic();
  const bus = traffic.count(createLocalBus());
  const hostBus = options.openBus?.({ name: `trading-game ${credentials.hostId}`, clock, report }) ?? null;
  cleanup.defer('the connection to other hosts', () => hostBus?.close());
  const isShared = hostBus !== null;
  const hostTime = options.hostTime ?? (await openHostTime({ data, isShared, clock, report, warn, cleanup }));
  const rooms = await openGames({
    data,
    hostBus,
    bus,
    clock,
    hostTime,
    report,
    cleanup,
    warn,
    pinOf: (seat) => credentials.pinOf(seat),
    idleMs: options.idleMs,
    keepEveningsDays: options.keepEveningsDays,
    ...(failpoint && { failpoint }),
  });
  const games = watchRunningGames(rooms);
  const laptop = watchLaptop({ power: options.power, games, clock, hostTime, warn, report, cleanup });
  const backups = watchedBackups(data.backups, (warning) => warnings.set('backup', warning));
  const archive = createArchive({ store: { ...data, backups }, rooms, now, report });
  const stopFollowing = await followEarlierFolders(options.importFolders ?? [], {
    archive,
    now,
    report,
    clock,
    warn: (folder, warning) => warnings.set(`folder ${folder}`, warning),
  });
  cleanup.defer('the folders of earlier versions', stopFollowing);

  const connections = createConnections({
    clock,
    limits: options.connectionLimits ?? crowdLimits(systemDescriptorLimit()),
    deliveryLimits: options.deliveryLimits ?? DELIVERY_LIMITS,
    trustedProxies: options.trustedProxies ?? [],
    report,
    warn: (warning) => warnings.set('connections', warning),
  });
  cleanup.defer('the watch over connections', () => connections.close());

  const watchNetwork = publicUrl === null ? watchLan : () => publicNetwork(publicUrl);
  const lan = watchNetwork({
    clock,
    settings,
    interfaces: options.interfaces ?? systemInterfaces,
    readEvidence: options.readEvidence ?? systemEvidence({ clock, note: notify }),
    override: options.chosenAddress ?? null,
    warn: (warning) => warnings.set('address', warning),
    report,
    onFailure: (error) => connections.noteExhausted(error),
  });
  cleanup.defer('the watch over the network', () => lan.close());

  const doctor = createDoctor({
    ...(options.system ?? thisSystem()),
    clock,
    hostTime,
    randomBytes,
    network: lan,
    port: () => server.port(),
    isOwn: (remoteAddress) => lan.isOwnVisit({ localAddress: '', remoteAddress }),
  });
  cleanup.defer('the network doctor', () => doctor.close());

  const hostName = `night-${credentials.hostId.slice(0, 4)}.local`;
  const names = options.mdns ? [hostName, ...options.allowHosts] : options.allowHosts;
  const authentication = createAuthentication({
    rooms,
    credentials,
    owners,
    hosts: names,
    publicOrigin: publicUrl,
  });
  const announcedOrigins = createAnnouncedOrigins({
    lan,
    settings,
    hostName: options.mdns ? hostName : null,
    port: () => server.port(),
    now: () => hostTime.now(),
    report,
  });
  cleanup.defer('the addresses that phones know', () => announcedOrigins.close());
  const carriedSeats = createCarriedSeats({ rooms, credentials, hostTime });
  const guessedSeats = createGuessedSeats(clock);
  const fingerprint = (text: string) => credentials.fingerprint(text);
  const suspect = suspectGuesses(rooms, guessedSeats, report);
  const { joinBurst } = options;
  const limits = openLimits({ hostBus, clock, hostTime, joinBurst, fingerprint, suspect, report, cleanup });
  const joinFloods = openJoinFloods({ data, isShared, hostTime, clock, fingerprint, report, cleanup });
  const languagesOptions = { data, dataFolder, pagesFolder, note: notify, clock, report, cleanup };
  const languages = await openLanguages(languagesOptions);
  const pageId = readPageId(pagesFolder);
  const live = createLive({
    rooms,
    bus,
    hostBus,
    access: authentication,
    owners,
    seats: credentials,
    guessedSeats,
    carriedSeats,
    announcedOrigins,
    clock,
    report,
    pageId,
    onWelcome: (socket) => doctor.recordSocket(socket),
    random: randomInt,
  });
  const joinUrls = () => lan.joinUrls(server.port());
  const localUrl = () => `http://127.0.0.1:${server.port()}`;
  /** Where whoever runs this host opens its pages. */
  const ownUrl = () => publicUrl ?? localUrl();
  const rehearsals = options.rehearse ? createRehearsals(options.rehearse, localUrl, report) : null;
  const isRehearsal = (code: string) => rehearsals?.isRehearsal(code) === true;
  const waiting = watchWaitingRequests({ rooms, clock, isRehearsal });
  cleanup.defer('the count of requests', () => waiting.close());
  const services: Services = {
    rooms,
    credentials,
    owners,
    authentication,
    rateLimits: createRateLimits(limits),
    connections,
    guessedSeats,
    joinFloods,
    costlyAnswers: createCostlyAnswers(clock),
    eventStore,
    tickets,
    hostResponses,
    gamesKeptIn: data.gamesKeptIn,
    archive,
    hostTime,
    clock,
    presence: (id) => live.presence(id),
    joinUrls,
    isAtPublicUrl: publicUrl !== null,
    network: lan,
    announcedOrigins,
    carriedSeats,
    continuations: watchContinuations({ rooms, report }),
    doctor,
    wifi: createWifi(data.wifiFile, () => lan.ssid()),
    languages,
    libraryOf: createLibraries(data),
    warnings: () => warnings.list(),
    rehearsals,
    names,
    version,
    randomBytes,
    deskSecret: Buffer.from(randomBytes(DESK_SECRET_BYTES)).toString('hex'),
    deskUrl: async () => ticketLink(`${ownUrl()}/banker/`, await issueTicket(services, DESK)),
  };

  const server = await buildServer({
    services,
    live,
    clock,
    pagesFolder,
    logger,
    onArrival: (arrival) => lan.recordArrival(arrival),
    graceMs: options.drainMs ?? undefined,
    onAnswer: options.ops ? traffic.onAnswer : undefined,
  });
  const parts = { rooms, live, server, traffic, health: data.health, version };
  cleanup.defer('the port for operators', await openOperations(options.ops ?? null, parts));
  cleanup.defer('the server', () => server.close());
  cleanup.defer('the rehearsals', () => rehearsals?.close());
  const { port, insteadOf: wanted } = await server.listen({ explicit: options.port, last: lastPort.read() });
  lastPort.remember(port, report);
  const running = { port, secret: services.deskSecret };
  cleanup.defer('the word of where it runs', announceRunningHost(options.dataFolder, running, report));

  const mdns = !options.mdns
    ? NO_MDNS
    : createMdns({
        hostName,
        port,
        clock,
        title: () => games.title() ?? PRODUCT,
        address: () => lan.shown()?.address ?? null,
        warn: (warning) => warnings.set('mdns', warning),
      });
  cleanup.defer('the name on the network', () => mdns.close());
  mdns.update();
  lan.onChange(() => mdns.update());
  games.listen(() => mdns.update());

  const stopBackups = startBackupScheduler({
    rooms,
    backups,
    clock,
    exerciseLibrary: data.gamesKeptIn === 'laptop' ? data.exerciseLibrary : null,
    report,
  });
  cleanup.defer('the backups', stopBackups);

  warnings.set('port', wanted === null ? null : { code: 'port_taken', params: { wanted, port } });
  warnings.set('pages', pageId === null ? { code: 'pages_missing', params: {} } : null);
  logger.info({ port, version }, 'the host is up');

  const url = `http://127.0.0.1:${port}`;
  return {
    port,
    url,
    ownerToken: credentials.ownerToken,
    joinUrls,
    isAtPublicUrl: publicUrl !== null,
    addressesSettled: () => lan.settled(),
    deskUrl: services.deskUrl,
    boardUrl: () => boardLink(games.newest(), ownUrl(), services),
    runningGames: () => games.running(),
    unfinishedGames: () => games.unfinished(),
    onGames: (listener) => games.listen(listener),
    waitingRequests: () => waiting.count(),
    onWaiting: (listener) => waiting.listen(listener),
    onTaken: (listener) => data.otherHosts.onTaken((why) => listener(startErrorOf(why))),
    report,
    warnings: (words) => warnings.sentences(words),
    onWarnings: (listener) => warnings.listen(() => listener()),
    languageMistakes: (words) => languages.mistakeLines(words),
    suspend() {
      rooms.tick();
      mdns.withdraw();
    },
    resume() {
      rooms.tick();
      laptop.sleep.look();
      lan.refresh();
      mdns.restart();
    },
    readOwnersAgain,
    powerChanged: () => laptop.power.look(),
    close: () => holdingProcess(() => cleanup.run()),
  };
}
