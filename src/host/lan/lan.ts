/** Watches the laptop's addresses as they come and go, and decides which one phones are shown. */
import { networkInterfaces } from 'node:os';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { HostSettings } from '../storage/sqlite/settings.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { type Interfaces, type LanAddress, plainAddress, rankAddresses, urlHost } from './addresses.ts';
import {
  findChosenAddress,
  readChosenAddress,
  storeChosenAddress,
  type ChosenAddress,
} from './chosen-address.ts';

export const REFRESH_MS = 3_000;

export interface LanOptions {
  readonly clock: Clock;
  readonly settings: HostSettings;
  readonly interfaces: () => Interfaces;
  /** Shown for this run even if no interface has it: with port forwarding only a person knows the address. */
  readonly override: string | null;
  /** Called with the current warning about the address; null: all is well. */
  readonly warn: (warning: Warning | null) => void;
  /** Called once for each run of failures. */
  readonly report: (message: string, error: unknown) => void;
  /** Called each time that the system cannot list its interfaces: those known before still count. */
  readonly onFailure: (error: Error) => void;
}

export interface Lan {
  /** Best first: phones are shown the first one. */
  addresses(): readonly LanAddress[];
  /** What phones are shown; null without a network. */
  shown(): LanAddress | null;
  /** The address that somebody chose, even if it is gone; null: the best one is shown. */
  chosen(): string | null;
  /** Shows this address from now on, even after a restart; null: the best one. Returns false if the laptop does not have it. Throws `StorageError`. */
  choose(address: string | null): boolean;
  /** Records that a phone connected to this address of ours, which proves that it works. */
  recordArrival(localAddress: string): void;
  joinUrls(port: number): readonly string[];
  /** Called when the addresses or their order change. */
  onChange(listener: () => void): Cancel;
  /** Reads the interfaces at once, such as after the laptop has woken. */
  refresh(): void;
  close(): void;
}

/** The real interfaces. Throws if the system does not reveal them, or not now. */
export const systemInterfaces = (): Interfaces => networkInterfaces();

export function watchLan(options: LanOptions): Lan {
  return new WatchedLan(options);
}

class WatchedLan implements Lan {
  readonly #options: LanOptions;
  readonly #listeners = new Set<() => void>();
  #chosen: ChosenAddress | null;
  #ranked: readonly LanAddress[];
  #addresses: readonly LanAddress[] = [];
  /** The first address that a phone connected to. */
  #proven: string | null = null;
  /** The address that phones scanned before it changed. */
  #changedFrom: string | null = null;
  #isFailing = false;
  #cancelRefresh: Cancel = () => {};

  constructor(options: LanOptions) {
    this.#options = options;
    const { override, settings } = options;
    this.#chosen =
      override === null ? readChosenAddress(settings) : { address: override, interfaceName: null };
    this.#ranked = this.#readAddresses() ?? [];
    this.#addresses = this.#ordered();
    this.#warn();
    this.#schedule();
  }

  addresses(): readonly LanAddress[] {
    return this.#addresses;
  }

  shown(): LanAddress | null {
    return this.#addresses[0] ?? null;
  }

  chosen(): string | null {
    return this.#chosen?.address ?? null;
  }

  choose(address: string | null): boolean {
    const known = this.#ranked.find((one) => one.address === address);
    if (address !== null && known === undefined) return false;
    storeChosenAddress(this.#options.settings, known ?? null);
    this.#chosen = known ?? null;
    this.#changedFrom = null;
    this.#reorder();
    this.#warn();
    return true;
  }

  recordArrival(localAddress: string): void {
    if (this.#proven !== null && this.#isPresent(this.#proven)) return;
    const address = plainAddress(localAddress);
    if (!this.#isPresent(address)) return;
    this.#proven = address;
    this.#reorder();
  }

  joinUrls(port: number): readonly string[] {
    return this.#addresses.map(({ address }) => `http://${urlHost(address)}:${port}`);
  }

  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  refresh(): void {
    const before = this.shown()?.address ?? null;
    this.#ranked = this.#readAddresses() ?? this.#ranked;
    this.#reorder();
    this.#noteChange(before);
    this.#warn();
  }

  close(): void {
    this.#cancelRefresh();
    this.#listeners.clear();
  }

  /** Null: unknown just now. */
  #readAddresses(): readonly LanAddress[] | null {
    try {
      const ranked = rankAddresses(this.#options.interfaces());
      this.#isFailing = false;
      return ranked;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!this.#isFailing) this.#options.report('the network interfaces cannot be read', error);
      this.#isFailing = true;
      this.#options.onFailure(error);
      return null;
    }
  }

  #schedule(): void {
    this.#cancelRefresh = this.#options.clock.after(REFRESH_MS, () => {
      this.refresh();
      this.#schedule();
    });
  }

  #isPresent(address: string): boolean {
    return this.#ranked.some((one) => one.address === address);
  }

  /** The chosen address first, otherwise the proven one, then by rank. */
  #ordered(): readonly LanAddress[] {
    const front =
      this.#overrideAddress() ??
      findChosenAddress(this.#ranked, this.#chosen) ??
      this.#ranked.find(({ address }) => address === this.#proven);
    if (front === undefined) return this.#ranked;
    return [front, ...this.#ranked.filter(({ address }) => address !== front.address)];
  }

  #overrideAddress(): LanAddress | undefined {
    const { override } = this.#options;
    if (override === null || this.#chosen?.address !== override) return undefined;
    return (
      this.#ranked.find(({ address }) => address === override) ?? { address: override, interfaceName: '' }
    );
  }

  #reorder(): void {
    const addresses = this.#ordered();
    if (textOf(addresses) === textOf(this.#addresses)) return;
    this.#addresses = addresses;
    for (const listener of this.#listeners) listener();
  }

  #noteChange(before: string | null): void {
    const now = this.shown()?.address ?? null;
    if (before === now) return;
    if (now === this.#changedFrom) this.#changedFrom = null;
    else this.#changedFrom ??= before;
  }

  #warn(): void {
    this.#options.warn(this.#warning());
  }

  #warning(): Warning | null {
    const shown = this.shown()?.address;
    if (shown === undefined) return { code: 'no_network', params: {} };
    const chosen = this.chosen();
    if (chosen !== null && chosen !== this.#options.override && shown !== chosen)
      return { code: 'chosen_address_gone', params: { chosen, shown } };
    if (chosen !== null && !this.#isPresent(shown)) return { code: 'address_unknown', params: { shown } };
    if (this.#changedFrom !== null)
      return { code: 'address_changed', params: { from: this.#changedFrom, to: shown } };
    return null;
  }
}

function textOf(addresses: readonly LanAddress[]): string {
  return addresses.map(({ address, interfaceName }) => `${interfaceName}=${address}`).join(' ');
}
