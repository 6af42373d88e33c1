/** The command line options of a host, for both the desktop app and the headless host. */
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { MAX_PLAYERS, MAX_SIMULATED_PLAYERS } from '../../game/limits.ts';
import { parseRedisAddress, type RedisAddress } from '../bus/redis-address.ts';
import { isProxyAddress } from '../connections/trusted-proxies.ts';
import { isReachable } from '../lan/addresses.ts';
import type { OpsAddress } from '../operations/ops-server.ts';
import { parseDatabaseAddress, type DatabaseAddress } from '../storage/postgres/address.ts';
import { isElectronSwitch } from './electron-switches.ts';
import { ENGLISH_WORDS, type TerminalKey, type TerminalWords } from './terminal-words.ts';

export interface Options {
  /** Null: the host chooses. */
  readonly port: number | null;
  /** Null: the default folder. */
  readonly data: string | null;
  /** The database with the games; null: they are in the data folder. */
  readonly store: DatabaseAddress | null;
  /** The Redis server through which hosts that share a database tell each other what is new; null: none. */
  readonly bus: RedisAddress | null;
  /** The file with the secret that hosts share; null: each has its own, in its data folder. */
  readonly secretFile: string | null;
  /** The file with the owners besides the host's; null: there are none. */
  readonly ownersFile: string | null;
  /** The name of an owner whose link and line are to be printed, instead of a start; null: start. */
  readonly newOwner: string | null;
  /** Where phones reach this host, through a balancer: `https://night.example`; null: at its own addresses. */
  readonly publicUrl: string | null;
  /** How many days evenings that are over keep their names, and then stay; null: until somebody wipes them. */
  readonly keepEveningsDays: number | null;
  /** One line of JSON on standard output when ready; logs on standard error. */
  readonly json: boolean;
  /** Null: as fits where the games are. */
  readonly mdns: boolean | null;
  readonly allowHosts: readonly string[];
  /** Addresses or subnets of proxies in front of the host. */
  readonly trustedProxies: readonly string[];
  /** The address to show to phones; null: the host chooses. */
  readonly address: string | null;
  /** Simulated players to rehearse with, and whether the banker is simulated too; null: none. */
  readonly demo: { readonly players: number; readonly banker: boolean } | null;
  /** Whether `npm start` should open the desk in the browser instead of a window. */
  readonly browser: boolean;
  /** How many players may join at once from one address; null: the usual number. */
  readonly joinBurst: number | null;
  /** Where operators and their programs are answered; null: nowhere. */
  readonly ops: OpsAddress | null;
  /** How long running requests may take when the host is told to end, in seconds; null: as usual. */
  readonly drainSeconds: number | null;
  /** How long to wait for a data folder that another host is using, in seconds. The desktop app does not wait. */
  readonly waitSeconds: number;
}

/** The number of simulated players if none is given. */
export const DEFAULT_DEMO_PLAYERS = 12;
const MAX_WAIT_SECONDS = 600;
const MAX_KEPT_DAYS = 3_650;
const LOOPBACK = '127.0.0.1';
/** User and password in an address. */
const CREDENTIALS = /\/\/[^/]*@/g;

type UsageKey = Extract<TerminalKey, `usage.${string}`>;
type UsageParams = Readonly<Record<string, string | number>>;

/** The command line is invalid; the message says what would be valid, in English. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly #key: UsageKey;
  readonly #params: UsageParams;

  constructor(key: UsageKey, params: UsageParams = {}, options?: ErrorOptions) {
    super(ENGLISH_WORDS.say(key, params), options);
    this.#key = key;
    this.#params = params;
  }

  /** The same in the terminal's language. */
  sentence({ say }: TerminalWords): string {
    return say(this.#key, this.#params);
  }
}

/** Returns null if help was requested. Electron's own switches are ignored here. Throws `UsageError`. */
export function readOptions(args: readonly string[]): Options | null {
  const ours = args.filter((arg) => !isElectronSwitch(arg));
  const { help, demo, port, data, store, bus, json, mdns, address, browser, wait, ...rest } =
    parseArguments(ours);
  if (help) return null;
  if (rest['demo-banker'] && demo === undefined) throw new UsageError('usage.demo_banker');
  return {
    port: port === undefined ? null : parsePort(port),
    data: data === undefined ? null : parseFolder(data),
    store: store === undefined ? null : parseStore(store),
    bus: bus === undefined ? null : parseBus(bus),
    secretFile: rest['secret-file'] === undefined ? null : parseSecretFile(rest['secret-file']),
    ownersFile: rest['owners-file'] === undefined ? null : parseOwnersFile(rest['owners-file']),
    newOwner: rest['new-owner'] ?? null,
    publicUrl: rest['public-url'] === undefined ? null : parsePublicUrl(rest['public-url']),
    keepEveningsDays: rest['keep-evenings'] === undefined ? null : parseKeepEvenings(rest['keep-evenings']),
    json,
    mdns: mdns ?? null,
    allowHosts: rest['allow-host'].map(parseHostName),
    trustedProxies: rest['trust-proxy'].map(parseProxy),
    address: address === undefined ? null : parseAddress(address),
    demo: demo === undefined ? null : { players: parsePlayers(demo), banker: rest['demo-banker'] },
    browser,
    joinBurst: rest['join-burst'] === undefined ? null : parseJoinBurst(rest['join-burst']),
    ops: rest['ops-port'] === undefined ? null : parseOpsPort(rest['ops-port']),
    drainSeconds: rest.drain === undefined ? null : parseSeconds(rest.drain, 'usage.drain'),
    waitSeconds: wait === undefined ? 0 : parseSeconds(wait, 'usage.wait'),
  };
}

function parseArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.map((arg, at) => (arg === '--demo' && !isCount(args[at + 1]) ? '--demo=' : arg)),
      allowNegative: true,
      options: {
        help: { type: 'boolean', default: false },
        port: { type: 'string' },
        data: { type: 'string' },
        store: { type: 'string' },
        bus: { type: 'string' },
        'secret-file': { type: 'string' },
        'owners-file': { type: 'string' },
        'new-owner': { type: 'string' },
        'public-url': { type: 'string' },
        'keep-evenings': { type: 'string' },
        json: { type: 'boolean', default: false },
        mdns: { type: 'boolean' },
        'allow-host': { type: 'string', multiple: true, default: [] },
        'trust-proxy': { type: 'string', multiple: true, default: [] },
        address: { type: 'string' },
        demo: { type: 'string' },
        'demo-banker': { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        'join-burst': { type: 'string' },
        'ops-port': { type: 'string' },
        drain: { type: 'string' },
        wait: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError('usage.not_understood', { error: whyNotUnderstood(error) }, { cause: error });
  }
}

/** What `parseArgs` says, without advice and passwords. Throws any other error again. */
export function whyNotUnderstood(error: unknown): string {
  if (!(error instanceof TypeError)) throw error;
  return (error.message.split(/\.\s/)[0] ?? '').replaceAll(CREDENTIALS, '//***@');
}

/** Whether the text may follow `--demo`. */
function isCount(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}

function parsePlayers(text: string): number {
  if (text === '') return DEFAULT_DEMO_PLAYERS;
  const players = Number(text);
  if (/^\d+$/.test(text) && players >= 1 && players <= MAX_SIMULATED_PLAYERS) return players;
  throw new UsageError('usage.demo', { most: MAX_SIMULATED_PLAYERS, text });
}

function parseJoinBurst(text: string): number {
  const players = Number(text);
  if (/^\d+$/.test(text) && players >= 1 && players <= MAX_PLAYERS) return players;
  throw new UsageError('usage.join_burst', { most: MAX_PLAYERS, text });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError('usage.port', { text });
}

function parseSeconds(text: string, key: 'usage.drain' | 'usage.wait'): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= MAX_WAIT_SECONDS) return seconds;
  throw new UsageError(key, { most: MAX_WAIT_SECONDS, text });
}

/** `9464`, `10.0.0.5:9464` or `[fd12::1]:9464`. Throws `UsageError`. */
export function parseOpsPort(text: string): OpsAddress {
  const [, bracketed, plain, digits = ''] = /^(?:(?:\[(.+)\]|([^:]+)):)?(\d{1,5})$/.exec(text) ?? [];
  const ip = bracketed ?? plain ?? LOOPBACK;
  const port = Number(digits);
  if (digits !== '' && port <= 65_535 && isIP(ip) === (bracketed === undefined ? 4 : 6)) return { ip, port };
  throw new UsageError('usage.ops_port', { text });
}

function parseFolder(text: string): string {
  if (text !== '') return text;
  throw new UsageError('usage.data');
}

/** The message does not repeat the text: it may hold a password. Throws `UsageError`. */
export function parseStore(text: string): DatabaseAddress {
  const address = parseDatabaseAddress(text);
  if (address !== null) return address;
  throw new UsageError('usage.store');
}

/** The message does not repeat the text: it may hold a password. Throws `UsageError`. */
export function parseBus(text: string): RedisAddress {
  const address = parseRedisAddress(text);
  if (address !== null) return address;
  throw new UsageError('usage.bus');
}

/** Throws `UsageError`. */
export function parseSecretFile(text: string): string {
  if (text !== '') return text;
  throw new UsageError('usage.secret_file');
}

function parseOwnersFile(text: string): string {
  if (text !== '') return text;
  throw new UsageError('usage.owners_file');
}

/** `https://night.example`, as an origin. The message does not repeat a password. Throws `UsageError`. */
export function parsePublicUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isSite = url !== null && ['http:', 'https:'].includes(url.protocol);
  if (isSite && url.href === `${url.origin}/`) return url.origin;
  throw new UsageError('usage.public_url', { text: text.replaceAll(CREDENTIALS, '//***@') });
}

/** Throws `UsageError`. */
export function parseKeepEvenings(text: string): number {
  const days = Number(text);
  if (/^\d+$/.test(text) && days >= 1 && days <= MAX_KEPT_DAYS) return days;
  throw new UsageError('usage.keep_evenings', { most: MAX_KEPT_DAYS, text });
}

function parseHostName(text: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text;
  throw new UsageError('usage.allow_host', { text });
}

function parseProxy(text: string): string {
  if (isProxyAddress(text)) return text;
  throw new UsageError('usage.trust_proxy', { text });
}

function parseAddress(text: string): string {
  if (isIP(text) !== 0 && isReachable(text)) return text;
  throw new UsageError('usage.address', { text });
}
