/** The headless host: takes options and becomes a running host, or prints one sentence and exits with a code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import type { OpenBus } from '../host/bus/host-bus.ts';
import type { RedisAddress } from '../host/bus/redis-address.ts';
import { createHost, EXIT, StartError, type Host } from '../host/host.ts';
import { withoutSecrets } from '../host/reporting/logger.ts';
import {
  parseBus,
  parseKeepEvenings,
  parseOpsPort,
  parsePublicUrl,
  parseSecretFile,
  parseStore,
  readOptions,
  UsageError,
  type Options,
} from '../host/start/command-line.ts';
import { divertConsole } from '../host/start/divert-console.ts';
import { helpText } from '../host/start/help-text.ts';
import { movedText } from '../host/start/moved-text.ts';
import { readyLine } from '../host/start/ready-line.ts';
import { terminalWords } from '../host/start/terminal-words.ts';
import { openTerminal, type Terminal } from '../host/start/terminal.ts';
import { askRunningHost } from '../host/storage/folders/ask-running-host.ts';
import { chooseDataFolder, type ChosenDataFolder } from '../host/storage/folders/choose-data-folder.ts';
import {
  earlierDataFolders,
  thisMachine,
  usualDataFolder,
} from '../host/storage/folders/data-folder-location.ts';
import { retryWhileLocked } from '../host/storage/folders/retry-while-locked.ts';
import type { OpenStore } from '../host/storage/open-store.ts';
import type { DatabaseAddress } from '../host/storage/postgres/address.ts';
import type { Hosts } from '../host/storage/postgres/lock-connection.ts';
import { startRandomRehearsal } from '../rehearsal/rehearsal.ts';
import { startDemo } from '../rehearsal/start-demo.ts';
import { newOwnerText } from './new-owner.ts';
import { alreadyRunningText, welcomeText } from './welcome-text.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Beside the time that running requests have. If the host hangs for longer, the process exits anyway. */
const CLOSE_TIMEOUT_MS = 1_700;
const USUAL_DRAIN_SECONDS = 1;
const INTERNAL_ERROR = 1;
const WORDS = terminalWords(process.env);
const TERMINAL_CLOSED = 'the terminal can no longer be written to';

/** Ends the process with the exit code of whatever keeps the host from starting. */
export async function run(args: readonly string[]): Promise<void> {
  let host: Host | null = null;
  const earlyErrors: Error[] = [];
  // The terminal may be closed before the evening is over: that must not stop a game.
  const terminal = openTerminal(process, (error) => {
    if (host === null) earlyErrors.push(error);
    else host.report(TERMINAL_CLOSED, error);
  });
  divertConsole(console, (text) => {
    if (host === null) terminal.writeMessage(withoutSecrets(text));
    else host.report(text);
  });
  try {
    const options = readOptions(args);
    if (options === null) return terminal.writeOutput(helpText(usualDataFolder(thisMachine()), WORDS));
    if (options.newOwner !== null)
      return terminal.writeOutput(newOwnerText(options.newOwner, publicUrlOf(options), WORDS));
    const folder = await chooseFolder(options, terminal);
    host = await startOrAsk(folder, options, terminal);
    if (host === null) return;
    for (const error of earlyErrors) host.report(TERMINAL_CLOSED, error);
    await serve(host, options, terminal);
  } catch (error) {
    terminal.writeMessage(messageOf(error));
    process.exit(exitCodeOf(error));
  }
}

async function serve(host: Host, options: Options, terminal: Terminal): Promise<void> {
  const isClosing = closeOnSignals(host, options, terminal);
  // What is printed once has to be right.
  await host.addressesSettled();
  if (isClosing()) return;
  if (options.json) terminal.writeOutput(await readyLine(host, process.pid));
  else {
    terminal.writeOutput(await welcomeText(host, WORDS, paint));
    showWarnings(host, terminal);
    for (const line of host.languageMistakes(WORDS)) terminal.writeMessage(line);
  }
  const { url: hostUrl, ownerToken } = host;
  if (options.demo !== null)
    await startDemo({ ...options.demo, hostUrl, ownerToken }, terminal.writeMessage, WORDS);
}

async function chooseFolder(options: Options, { writeMessage }: Terminal): Promise<ChosenDataFolder> {
  const machine = thisMachine();
  const folder = await chooseDataFolder(
    options.data,
    usualDataFolder(machine),
    earlierDataFolders(machine, ROOT),
  );
  if (folder.moved !== null) writeMessage(movedText(folder.moved, WORDS));
  return folder;
}

/** Null: a host already runs on this folder, and the desk's link is its own. A program that reads JSON wants a host of its own. */
async function startOrAsk(
  folder: ChosenDataFolder,
  options: Options,
  terminal: Terminal,
): Promise<Host | null> {
  const link = options.json ? null : await askRunningHost(folder.dataFolder);
  if (link === null)
    return retryWhileLocked(options.waitSeconds * 1_000, () => open(folder, options, terminal));
  terminal.writeOutput(alreadyRunningText(link, WORDS));
  return null;
}

async function open(folder: ChosenDataFolder, options: Options, { writeMessage }: Terminal): Promise<Host> {
  const store = options.store ?? storeIn(process.env);
  const bus = options.bus ?? busIn(process.env);
  const secretFile = options.secretFile ?? secretFileIn(process.env);
  const keepEveningsDays = options.keepEveningsDays ?? keepEveningsIn(process.env);
  if (keepEveningsDays !== null && store === null) throw new UsageError('usage.keep_evenings_alone');
  if (bus !== null && store === null) throw new UsageError('usage.bus_alone');
  if (secretFile !== null && store === null) throw new UsageError('usage.secret_file_alone');
  const ownersFile = ownersFileOf(options);
  if (ownersFile !== null && store === null) throw new UsageError('usage.owners_file_alone');
  return createHost({
    dataFolder: folder.dataFolder,
    // Games that are kept on this laptop do not move into a database by themselves.
    ...(store === null
      ? { importFolders: folder.importFolders }
      : { openStore: await storeAt(store, bus === null ? 'one' : 'many', secretFile) }),
    ...(bus !== null && { openBus: await busAt(bus) }),
    port: options.port,
    // A server's name on its own network helps no phone.
    mdns: options.mdns ?? store === null,
    ops: options.ops ?? opsIn(process.env),
    drainMs: drainMsOf(options),
    allowHosts: options.allowHosts,
    trustedProxies: options.trustedProxies,
    publicUrl: publicUrlOf(options),
    ownersFile,
    keepEveningsDays,
    pagesFolder: join(ROOT, 'dist/pages'),
    version: versionOf(ROOT),
    chosenAddress: options.address,
    rehearse: startRandomRehearsal,
    joinBurst: options.joinBurst,
    ...(options.json && { logSink: writeMessage }),
  });
}

/** What the environment says, where the command line says nothing: there nobody else sees the password. Throws `UsageError`. */
function storeIn({ TRADING_GAME_STORE: store }: NodeJS.ProcessEnv): DatabaseAddress | null {
  return store === undefined || store === '' ? null : parseStore(store);
}

/** The driver is loaded only where it is needed: an evening on a laptop starts without it. */
async function storeAt(store: DatabaseAddress, hosts: Hosts, secretFile: string | null): Promise<OpenStore> {
  const { openStoreAt } = await import('../host/storage/open-postgres-store.ts');
  return openStoreAt(store, hosts, secretFile);
}

/** Throws `UsageError`. */
function secretFileIn({ TRADING_GAME_SECRET_FILE: file }: NodeJS.ProcessEnv): string | null {
  return file === undefined || file === '' ? null : parseSecretFile(file);
}

const publicUrlOf = ({ publicUrl }: Options) => publicUrl ?? publicUrlIn(process.env);
const ownersFileOf = ({ ownersFile }: Options) => ownersFile ?? ownersFileIn(process.env);

function ownersFileIn({ TRADING_GAME_OWNERS_FILE: file }: NodeJS.ProcessEnv): string | null {
  return file === undefined || file === '' ? null : file;
}

/** Throws `UsageError`. */
function publicUrlIn({ TRADING_GAME_PUBLIC_URL: url }: NodeJS.ProcessEnv): string | null {
  return url === undefined || url === '' ? null : parsePublicUrl(url);
}

/** Throws `UsageError`. */
function keepEveningsIn({ TRADING_GAME_KEEP_EVENINGS: days }: NodeJS.ProcessEnv): number | null {
  return days === undefined || days === '' ? null : parseKeepEvenings(days);
}

/** Throws `UsageError`. */
function busIn({ TRADING_GAME_BUS: bus }: NodeJS.ProcessEnv): RedisAddress | null {
  return bus === undefined || bus === '' ? null : parseBus(bus);
}

async function busAt(bus: RedisAddress): Promise<OpenBus> {
  const { redisBusAt } = await import('../host/bus/redis-bus.ts');
  return redisBusAt(bus);
}

/** Throws `UsageError`. */
function opsIn({ TRADING_GAME_OPS_PORT: ops }: NodeJS.ProcessEnv): Options['ops'] {
  return ops === undefined || ops === '' ? null : parseOpsPort(ops);
}

const drainMsOf = ({ drainSeconds }: Options) => (drainSeconds ?? USUAL_DRAIN_SECONDS) * 1_000;

function showWarnings(host: Host, { writeMessage }: Terminal): void {
  let shown: readonly string[] = [];
  const show = () => {
    const warnings = host.warnings(WORDS);
    for (const warning of warnings) if (!shown.includes(warning)) writeMessage(warning);
    shown = warnings;
  };
  host.onWarnings(show);
  show();
}

/** Returns whether a signal or an error has begun to close the host. */
function closeOnSignals(host: Host, options: Options, { writeMessage }: Terminal): () => boolean {
  let isClosing = false;
  const close = async (exitCode: number) => {
    isClosing = true;
    setTimeout(() => process.exit(exitCode), CLOSE_TIMEOUT_MS + drainMsOf(options)).unref();
    // If the host cannot even be closed, the process exits anyway.
    await host.close().finally(() => process.exit(exitCode));
  };
  host.onTaken((why) => {
    writeMessage(messageOf(why));
    void close(why.exitCode);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void close(0));
  // As daemons do: where there is a file to read again, this asks for it. A terminal that is closed says the same.
  const hasOwners = ownersFileOf(options) !== null;
  process.on('SIGHUP', () => (hasOwners ? host.readOwnersAgain() : void close(0)));
  process.on('uncaughtException', (error) => {
    host.report('uncaught error', error);
    writeMessage(error.stack ?? error.message);
    void close(INTERNAL_ERROR);
  });
  return () => isClosing;
}

function paint(line: string): string {
  return styleText(['black', 'bgWhiteBright'], line, { stream: process.stdout });
}

function versionOf(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : '0';
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return error.sentence(WORDS);
  if (error instanceof StartError) return error.sentence(WORDS);
  return WORDS.say('program_error', { error: error instanceof Error ? error.message : String(error) });
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof StartError ? error.exitCode : INTERNAL_ERROR;
}
