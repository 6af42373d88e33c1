/** Compares the tables in docs/protocol.md with the code, in both directions. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_TEAMS } from '../../game/catalogue.ts';
import * as limits from '../../game/limits.ts';
import { Challenge, Game, Message, Player, Settings, Team } from '../../protocol/entity-schemas.ts';
import {
  CHALLENGE_EVENTS,
  CLOSE_CODES,
  shouldReconnect,
  HEARTBEAT_MS,
  MAX_CLIENT_FRAME_BYTES,
  MAX_EVENT_BYTES,
  PLAYER_EVENTS,
  REPLAY_BUFFER_EVENTS,
  type ServerFrame,
  BATCH_SUBPROTOCOL,
  type WireEventType,
} from '../../protocol/frames.ts';
import { CAUSE_EXAMPLES, REASON_EXAMPLES, WARNING_EXAMPLES } from '../../protocol/host-sentences.fixtures.ts';
import { ERROR_KINDS } from '../../protocol/host-warnings.ts';
import { MAX_PAGE_SIZE } from '../../protocol/page-size.ts';
import { PROBLEM_STATUS } from '../../protocol/problem-status.ts';
import { FREE_PIECES } from '../connections/arriving-request.ts';
import { HEAD_MS, STRANGER_BYTES } from '../connections/connections.ts';
import { GRACE_MS, MAX_LIVE_PER_SEAT } from '../connections/crowd.ts';
import { crowdLimits } from '../connections/open-limit.ts';
import { HEAD_LIMITS } from '../connections/request-heads.ts';
import {
  MAX_IN_FLIGHT,
  SLOW_READER_MS,
  STALLED_MS,
  STRANGER_BODY_MS,
} from '../connections/tcp-connection.ts';
import { DELIVERY_LIMITS, PATIENCE_MS } from '../connections/undelivered.ts';
import { createHost, type Host } from '../host.ts';
import { ADDRESS, BANKER, PLAYER, RESERVE } from '../limits/command-limits.ts';
import { DEFAULT_JOIN_BURST, JOINS_PER_SECOND } from '../limits/join-limit.ts';
import {
  ADDRESS_BUDGET,
  ADDRESS_FIRST_TRIES,
  MAX_FAILED_PINS,
  PIN_LOCKOUT_MS,
  SEAT_BUDGET,
  SEAT_FIRST_TRIES,
} from '../limits/pin-guesses.ts';
import { temporaryFolder } from '../storage/events.fixtures.ts';
import type { BucketSize } from '../time/token-bucket.ts';
import { COSTLY_LIMITS, MIN_READING_MS, REST_MS } from './costly-answers.ts';
import { DESCRIPTION, GAME_NAME, MESSAGE, PLAYER_NAME, TEAM_NAME } from './fit-text.ts';
import { MAX_FAILED_AUTHS_PER_MINUTE, MAX_FAILED_CODES_PER_MINUTE } from './rate-limits.ts';

const ROOT = join(import.meta.dirname, '../../..');
const document = readFileSync(join(ROOT, 'docs/protocol.md'), 'utf8');

/** The rows, as cells, of all tables between a heading and the next one. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const [, after = ''] = document.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [section = ''] = after.split(/^#/m);
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const isRule = (line = '') => line.startsWith('|-');
  const isHead = (at: number) => isRule(lines[at]) || isRule(lines[at + 1]);
  return lines
    .filter((_line, at) => !isHead(at))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** The words in backticks. */
const marked = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
const firstWords = (heading: string) => rowsOf(heading).flatMap(([cell]) => marked(cell));

/** The compiler checks that it is complete and that none is extra. */
const FRAMES: Readonly<Record<ServerFrame['type'], true>> = {
  welcome: true,
  event: true,
  events: true,
  heartbeat: true,
  presence: true,
  notice: true,
  addresses: true,
  pong: true,
};
const OTHER_EVENTS: Readonly<
  Record<Exclude<WireEventType, (typeof CHALLENGE_EVENTS)[number] | (typeof PLAYER_EVENTS)[number]>, true>
> = { team_updated: true, game_updated: true, message_updated: true };

describe('the routes', () => {
  const folder = temporaryFolder();
  let host: Host;
  let routes: readonly string[];

  beforeAll(async () => {
    host = await createHost({
      dataFolder: folder.path,
      port: 0,
      mdns: false,
      allowHosts: [],
      pagesFolder: join(folder.path, 'pages'),
      version: 'test',
      interfaces: () => ({}),
      rehearse: () => Promise.reject(new Error('nobody rehearses here')),
    });
    const described = (await (await fetch(`${host.url}/docs/json`)).json()) as {
      paths: Record<string, object>;
    };
    routes = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v2', '')}`),
    );
  });
  afterAll(async () => {
    await host.close();
    folder.dispose();
  });

  it('are those described by a host with everything enabled', () => {
    expect(firstWords('Routes').toSorted()).toEqual(routes.toSorted());
  });
});

describe('the codes', () => {
  it('of problems, with their status', () => {
    const documented = rowsOf('Problem codes').map(([code, status]) => [marked(code)[0], Number(status)]);
    expect(documented).toEqual(Object.entries(PROBLEM_STATUS));
  });

  it('of reasons, with the code of the problem and the params of each', () => {
    const documented = rowsOf('Reasons').map(([reason, code, params]) => [
      marked(reason)[0],
      marked(code)[0],
      marked(params),
    ]);
    const known = REASON_EXAMPLES.map(({ reason, code, params }) => [reason, code, Object.keys(params)]);
    expect(documented).toEqual(known);
  });

  it('of warnings, with the params of each', () => {
    const documented = rowsOf('Host warnings').map(([code, params]) => [marked(code)[0], marked(params)]);
    const known = Object.entries(WARNING_EXAMPLES).map(([code, params]) => [code, Object.keys(params)]);
    expect(documented).toEqual(known);
  });

  it('of causes why phones do not reach the laptop, with the params of each', () => {
    const documented = rowsOf('Network doctor').map(([code, params]) => [marked(code)[0], marked(params)]);
    const known = Object.entries(CAUSE_EXAMPLES).map(([code, params]) => [code, Object.keys(params)]);
    expect(documented).toEqual(known);
  });

  it('of system errors', () => {
    const documented = /Except for `name_refused`, `error` is one of (?<kinds>[^.]+)\./.exec(document)
      ?.groups?.['kinds'];
    expect(marked(documented)).toEqual([...ERROR_KINDS]);
  });

  it('of closed sockets, and whether a client reconnects', () => {
    const documented = rowsOf('Close codes').map(([code, back]) => [Number(code), back]);
    const known = Object.values(CLOSE_CODES).map((code) => [code, shouldReconnect(code) ? 'yes' : 'no']);
    expect(documented).toEqual(known);
  });
});

describe('the frames', () => {
  it('are those that a host sends', () => {
    expect(firstWords('Frames').toSorted()).toEqual(Object.keys(FRAMES).toSorted());
  });

  it('carry the events that exist', () => {
    const known = [...CHALLENGE_EVENTS, ...PLAYER_EVENTS, ...Object.keys(OTHER_EVENTS)];
    expect(firstWords('Events').toSorted()).toEqual(known.toSorted());
  });

  it('keep to the documented sizes and times', () => {
    expect(document).toContain(`\`${BATCH_SUBPROTOCOL}\``);
    expect(document).toContain(`At most ${MAX_EVENT_BYTES} bytes`);
    expect(document).toContain(`of over ${MAX_CLIENT_FRAME_BYTES / 1024} KiB with 1009`);
    expect(document).toContain(`every ${HEARTBEAT_MS / 1000} s`);
    expect(document).toContain(`the last ${REPLAY_BUFFER_EVENTS} events`);
  });
});

it.each(
  Object.entries({
    challenge: Challenge,
    game: Game,
    settings: Settings,
    player: Player,
    team: Team,
    message: Message,
  }),
)('the shape of a %s has the documented fields', (name, schema) => {
  const row = rowsOf('Shapes').find(([cell]) => cell === name);
  expect(marked(row?.[1])).toEqual(Object.keys(schema.properties));
});

it('the limits are those in the code', () => {
  const text = ({ limit: { graphemes, bytes } }: typeof PLAYER_NAME) => [String(graphemes), String(bytes)];
  const number = (value: number) => value.toLocaleString('en-GB');
  const allowance = (sizes: readonly BucketSize[]) =>
    sizes.map(({ burst, perSecond }) => `${number(burst)}, then ${number(perSecond)} a second`).join('; ');
  const oneIn = ({ burst, perSecond }: BucketSize) => `${burst}, then one in ${number(1 / perSecond)} s`;
  const range = (from: number, to: number) => [String(from), String(to)];
  expect(rowsOf('Limits').map(([, ...values]) => values)).toEqual([
    [`${MAX_FAILED_CODES_PER_MINUTE} a minute`],
    [`${MAX_FAILED_AUTHS_PER_MINUTE} a minute`],
    [`${MAX_FAILED_PINS}, then ${PIN_LOCKOUT_MS / 60_000} minutes' rest`],
    [oneIn(SEAT_BUDGET)],
    [oneIn(SEAT_FIRST_TRIES)],
    [oneIn(ADDRESS_FIRST_TRIES)],
    [oneIn(ADDRESS_BUDGET)],
    [`${DEFAULT_JOIN_BURST}, then ${DEFAULT_JOIN_BURST * JOINS_PER_SECOND} a second`],
    [allowance(PLAYER)],
    [allowance(BANKER)],
    [`${allowance([ADDRESS])}; beyond that, ${oneIn(RESERVE)} for each seat`],
    [`${COSTLY_LIMITS.perCaller}, then 429`],
    [`${COSTLY_LIMITS.desks}, then 503`],
    [`${COSTLY_LIMITS.players}, then 503`],
    [`${COSTLY_LIMITS.playersPerNetwork}, then 503`],
    range(limits.MIN_DURATION_SECONDS, limits.MAX_DURATION_SECONDS),
    range(limits.MIN_TARGET, limits.MAX_TARGET),
    range(1, limits.MAX_ACTIVE_PER_PLAYER),
    range(1, limits.MAX_PLAYERS),
    range(1, limits.MAX_EXTRA_TIME_FACTOR),
    range(1, MAX_TEAMS),
    range(1, MAX_PAGE_SIZE),
    range(1, limits.MAX_AT_ONCE),
    text(PLAYER_NAME),
    text(TEAM_NAME),
    text(GAME_NAME),
    text(DESCRIPTION),
    text(MESSAGE),
  ]);
  expect(document).toContain(`been under way for ${MIN_READING_MS / 1_000} s or more`);
  expect(document).toContain(`for ${REST_MS / 60_000} minutes its caller gets one only while less than half`);
});

it('the limits of connections are those in the code', () => {
  const { open, strangers, perAddress } = crowdLimits(null);
  const seconds = (ms: number) => `${ms / 1_000} s`;
  expect(rowsOf('Connections').map(([, limit]) => limit)).toEqual([
    `${MAX_IN_FLIGHT}, served one after the other`,
    `${HEAD_LIMITS.perConnection / 1024} KB, or one of any length that is read`,
    `${HEAD_LIMITS.perCaller / 1024 ** 2} MiB`,
    `${seconds(STALLED_MS)}, or ${seconds(SLOW_READER_MS)} after earlier pauses`,
    `${DELIVERY_LIMITS.perCaller / 1024 ** 2} MiB`,
    `${DELIVERY_LIMITS.total / 1024 ** 2} MiB`,
    seconds(HEAD_MS),
    seconds(STALLED_MS),
    seconds(STRANGER_BODY_MS),
    String(FREE_PIECES),
    `${STRANGER_BYTES / 1024} KiB`,
    String(perAddress),
    String(strangers),
    String(MAX_LIVE_PER_SEAT),
    `${open}, or the system's open files less 128`,
  ]);
  expect(document).toContain(`at least ${seconds(GRACE_MS)}, is reset`);
  expect(document).toContain(`at least ${seconds(PATIENCE_MS)}, is reset`);
});

it('comments cite sections that exist', () => {
  const source = join(ROOT, 'src');
  const cited = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => [
      ...readFileSync(join(source, file), 'utf8').matchAll(/docs\/protocol\.md, "([^"]+)"/g),
    ])
    .map(([, section = '']) => section);
  expect(cited.length).toBeGreaterThan(10);
  const headings = [...document.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);
  expect(cited.filter((section) => !headings.includes(section))).toEqual([]);
});
