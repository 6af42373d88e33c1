/** The command line options of a host, for both the desktop app and the headless host. */
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { MAX_PLAYERS, MAX_SIMULATED_PLAYERS } from '../../game/limits.ts';
import { isProxyAddress } from '../connections/trusted-proxies.ts';
import { isReachable } from '../lan/addresses.ts';
import { DEFAULT_JOIN_BURST } from '../limits/join-limit.ts';
import { isElectronSwitch } from './electron-switches.ts';

export interface Options {
  /** Null: the host chooses. */
  readonly port: number | null;
  /** Null: the default folder. */
  readonly data: string | null;
  /** One line of JSON on standard output when ready; logs on standard error. */
  readonly json: boolean;
  readonly mdns: boolean;
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
  /** How long to wait for a data folder that another host is using, in seconds. The desktop app does not wait. */
  readonly waitSeconds: number;
}

/** The number of simulated players if none is given. */
const DEFAULT_DEMO_PLAYERS = 12;
const MAX_WAIT_SECONDS = 600;

/** The command line is invalid; the message says what would be valid. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What `--help` prints. @param dataFolder the default data folder */
export function helpText(dataFolder: string): string {
  return `Usage: npm start -- [options]      the desktop app, or the browser if no window can be opened
       npm run host -- [options]   the host alone, without a window

  --port N           listen on this port and no other (0: any free one)
  --data DIR         keep the evenings in this folder
                     (default: ${dataFolder})
  --browser          with npm start: open the desk in the browser instead of a window
  --json             one line of JSON on standard output when ready, logs on standard error
  --no-mdns          do not announce the laptop's name on the network
  --allow-host NAME  another name that browsers may reach this host by; can be repeated
  --trust-proxy IP   a proxy or load balancer in front of this host, or a subnet of them
                     (10.0.0.0/8); can be repeated
  --address IP       the address to show to phones
  --demo [N]         start a rehearsal with N simulated players (default: ${DEFAULT_DEMO_PLAYERS})
  --demo-banker      with --demo: simulate the banker too, so that you can just watch
  --join-burst N     let N players join at once from one address, then a fiftieth of them a second
                     (1 to ${MAX_PLAYERS}, default: ${DEFAULT_JOIN_BURST})
  --wait SECONDS     without a window: if another host is still using the folder, wait this long for it
  --help             show this text

Electron's own switches, such as --no-sandbox or --ozone-platform=x11, are passed on to the desktop app.

Exit codes: 0 closed, 1 an error in the program, 2 a wrong option, 3 no port available,
4 the data folder cannot be used, 5 the data was written by a newer version,
6 the data is in use or damaged.`;
}

/** Returns null if help was requested. Electron's own switches are ignored here. Throws `UsageError`. */
export function readOptions(args: readonly string[]): Options | null {
  const ours = args.filter((arg) => !isElectronSwitch(arg));
  const { help, demo, port, data, json, mdns, address, browser, wait, ...rest } = parseArguments(ours);
  if (help) return null;
  if (rest['demo-banker'] && demo === undefined) throw new UsageError('--demo-banker needs --demo.');
  return {
    port: port === undefined ? null : parsePort(port),
    data: data === undefined ? null : parseFolder(data),
    json,
    mdns,
    allowHosts: rest['allow-host'].map(parseHostName),
    trustedProxies: rest['trust-proxy'].map(parseProxy),
    address: address === undefined ? null : parseAddress(address),
    demo: demo === undefined ? null : { players: parsePlayers(demo), banker: rest['demo-banker'] },
    browser,
    joinBurst: rest['join-burst'] === undefined ? null : parseJoinBurst(rest['join-burst']),
    waitSeconds: wait === undefined ? 0 : parseSeconds(wait),
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
        json: { type: 'boolean', default: false },
        mdns: { type: 'boolean', default: true },
        'allow-host': { type: 'string', multiple: true, default: [] },
        'trust-proxy': { type: 'string', multiple: true, default: [] },
        address: { type: 'string' },
        demo: { type: 'string' },
        'demo-banker': { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        'join-burst': { type: 'string' },
        wait: { type: 'string' },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${error.message.split(/\.\s/)[0] ?? ''}. See npm start -- --help.`, {
      cause: error,
    });
  }
}

/** Whether the text may follow `--demo`. */
function isCount(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}

function parsePlayers(text: string): number {
  if (text === '') return DEFAULT_DEMO_PLAYERS;
  const players = Number(text);
  if (/^\d+$/.test(text) && players >= 1 && players <= MAX_SIMULATED_PLAYERS) return players;
  throw new UsageError(`--demo takes a number of players from 1 to ${MAX_SIMULATED_PLAYERS}, not "${text}".`);
}

function parseJoinBurst(text: string): number {
  const players = Number(text);
  if (/^\d+$/.test(text) && players >= 1 && players <= MAX_PLAYERS) return players;
  throw new UsageError(`--join-burst takes a number of players from 1 to ${MAX_PLAYERS}, not "${text}".`);
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port takes a number from 0 to 65535, not "${text}".`);
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+$/.test(text) && seconds <= MAX_WAIT_SECONDS) return seconds;
  throw new UsageError(`--wait takes a number of seconds from 0 to ${MAX_WAIT_SECONDS}, not "${text}".`);
}

function parseFolder(text: string): string {
  if (text !== '') return text;
  throw new UsageError('--data takes a folder.');
}

function parseHostName(text: string): string {
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text;
  throw new UsageError(`--allow-host takes a name like night.example, without port or path, not "${text}".`);
}

function parseProxy(text: string): string {
  if (isProxyAddress(text)) return text;
  throw new UsageError(`--trust-proxy takes an IP address, or a subnet like 10.0.0.0/8, not "${text}".`);
}

function parseAddress(text: string): string {
  if (isIP(text) !== 0 && isReachable(text)) return text;
  throw new UsageError(`--address takes an IP address that other devices can reach, not "${text}".`);
}
