/** For tests: hosts that give a warning, until its cause has gone. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { HostInfo } from '../../protocol/host-info.ts';
import type { WarningCode } from '../../protocol/host-warnings.ts';
import type { Host, HostOptions } from '../host.ts';
import type { Interfaces } from '../lan/addresses.ts';
import type { NameFailure } from '../lan/mdns-responder.ts';
import { callText, TestHost, WIFI } from '../test-host.harness.ts';
import { createManualClock } from '../time/manual-clock.fake.ts';
import { FOLDER_CHECK_MS } from './watch-data-folder.ts';

/** Caused by games, and by whoever comes to them: `game-warnings-end.test.ts`. */
type GameWarningCode =
  | 'answers_unread'
  | 'bus_away'
  | 'connections_flooded'
  | 'connections_full'
  | 'games_not_opened'
  | 'many_joins'
  | 'owners_file_line'
  | 'owners_file_not_read'
  | 'pin_guesses';
/** Caused by other hosts of a database, or its clock: `src/host/rooms/newer-games.test.ts`, `src/host/faults/database-clock.test.ts`. */
type DatabaseWarningCode = 'games_newer' | 'database_clock';
/** Caused by a disk of its own: `src/host/storage/unread-end.test.ts`. */
type DiskWarningCode = 'games_end_unread';
/** Caused by its power or its clock: `power-warnings-end.test.ts`. */
type PowerWarningCode = 'battery_low' | 'clock_wrong' | 'lid_sleeps' | 'sleep_allowed' | 'laptop_slept';
/** Caused by the laptop, its files and its network: `warnings-end.test.ts`, which tries those of its name without a host. */
type LaptopWarningCode = Exclude<
  WarningCode,
  GameWarningCode | DatabaseWarningCode | DiskWarningCode | PowerWarningCode | NameFailure['code']
>;

interface Scenario {
  /** Starts a host and gives the cause. */
  readonly raise: () => Promise<Host>;
  /** Takes the cause away. Returns the host to ask: another one, if that takes a start. */
  readonly clear: (host: Host) => Host | Promise<Host>;
  /** Why it cannot be tried here. */
  readonly notHere?: string | false;
}

/** By the compiler neither more nor fewer than there are: every code is of one kind or the other. */
type Scenarios<Code extends WarningCode> = Readonly<Record<Code, Scenario>>;
export type GameScenarios = Scenarios<GameWarningCode>;
export type PowerScenarios = Scenarios<PowerWarningCode>;
export type LaptopScenarios = Scenarios<LaptopWarningCode>;

/** The hosts of one test, with one clock, one network and, unless told otherwise, one data folder. */
export class WarnedHost {
  readonly clock = createManualClock();
  readonly testHost = new TestHost();
  interfaces: Interfaces = WIFI;

  /** Everything is in here. */
  get place(): string {
    return this.testHost.folder;
  }

  get folder(): string {
    return join(this.place, 'data');
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  start(options: Partial<HostOptions> = {}): Promise<Host> {
    const { clock, folder: dataFolder } = this;
    return this.testHost.start({
      port: 0,
      dataFolder,
      clock,
      interfaces: () => this.interfaces,
      ...options,
    });
  }

  async restarted(host: Host, options: Partial<HostOptions> = {}): Promise<Host> {
    await host.close();
    return this.start(options);
  }

  later(host: Host, ms = FOLDER_CHECK_MS): Host {
    this.clock.advance(ms);
    return host;
  }

  /** A data folder with a game in it, beside this host's. */
  async folderWithGame(name: string): Promise<string> {
    const path = join(this.place, name);
    const host = await this.start({ dataFolder: path });
    await callText(host, '/games', { name: 'Night' });
    await host.close();
    return path;
  }

  /** Another host takes the folder over while nobody can be asked. */
  takenOver(): Promise<Host> {
    for (const name of readdirSync(this.folder))
      if (/^(?:host\.lock|games|running)/.test(name)) rmSync(this.file(name));
    return this.start();
  }

  withoutDisplaced(host: Host): Host {
    for (const name of readdirSync(this.folder))
      if (name.startsWith('displaced-host-')) rmSync(this.file(name));
    return this.later(host);
  }

  close(): Promise<void> {
    return this.testHost.close();
  }
}

/** The parameters of every warning that a host gives, by code. */
export async function warningsOf(host: Host): Promise<ReadonlyMap<string, object>> {
  const { warnings } = Value.Parse(HostInfo, JSON.parse(await callText(host, '/host')));
  return new Map(warnings.map(({ code, params }) => [code, params]));
}

export async function codesOf(host: Host): Promise<readonly string[]> {
  return [...(await warningsOf(host)).keys()];
}
