/** Watches the laptop's addresses as they come and go, and decides which one phones are shown. */
import { networkInterfaces } from 'node:os';
import type { Warning } from '../../protocol/host-warnings.ts';
import type { HostSettings } from '../storage/sqlite/settings.ts';
import type { Cancel, Clock } from '../time/clock.ts';
import { addressWarning } from './address-warning.ts';
import { type Interfaces, type LanAddress, plainAddress, urlHost } from './addresses.ts';
import { readChosenAddress, storeChosenAddress, type ChosenAddress } from './chosen-address.ts';
import { createEvidenceWatch, type EvidenceWatch } from './evidence-watch.ts';
import type { ReadEvidence } from './network-evidence.ts';
import { type Arrival, isOwnVisit } from './own-visits.ts';
import { preferredAddress, provenAddress, provenBy } from './preferred-address.ts';
import { type RankedAddress, rankAddresses } from './rank-addresses.ts';

/** A change is noticed, and the desk has asked about it, within 3 s. */
export const REFRESH_MS = 1_500;

export interface LanOptions {
  readonly clock: Clock;
  readonly settings: HostSettings;
  readonly interfaces: () => Interfaces;
  readonly readEvidence: ReadEvidence;
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
  /** Best first, also those where no phone can be: somebody may choose one of them. */
  addresses(): readonly LanAddress[];
  /** What phones are shown; null if there is nothing that a phone could reach. */
  shown(): LanAddress | null;
  /** The address that somebody chose, even if it is gone; null: the best one is shown. */
  chosen(): string | null;
  /** Shows this address from now on, even after a restart; null: the best one. Returns false if the laptop does not have it. Throws `StorageError`. */
  choose(address: string | null): boolean;
  /** The name of the Wi-Fi through which phones reach the address they are shown; null: there is none, or the system does not tell. */
  ssid(): string | null;
  /** Whether this is a visit by the laptop itself. */
  isOwnVisit(arrival: Arrival): boolean;
  /** Records a connection: one by a phone proves that its address works. */
  recordArrival(arrival: Arrival): void;
  /** The addresses where phones can reach the laptop, the one they are shown first. */
  addressesForPhones(): readonly string[];
  /** The same as URLs. */
  joinUrls(port: number): readonly string[];
  /** As the system last told. */
  interfaces(): Interfaces;
  /** Called when the addresses or their order change. */
  onChange(listener: () => void): Cancel;
  /** Resolves once the system has told what kind of interfaces it has, within 8 s. */
  settled(): Promise<void>;
  /** Reads the interfaces at once and all evidence anew, such as after the laptop has woken. */
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
  readonly #evidence: EvidenceWatch;
  #interfaces: Interfaces;
  #chosen: ChosenAddress | null;
  #ranked: readonly RankedAddress[] = [];
  #addresses: readonly LanAddress[] = [];
  /** What the listeners know. */
  #announced = '';
  #hasEvidence = false;
  /** The first address that a phone connected to. */
  #proven: LanAddress | null = null;
  /** The address that phones scanned before it changed. */
  #changedFrom: string | null = null;
  #isFailing = false;
  #cancelPoll: Cancel = () => {};

  constructor(options: LanOptions) {
    this.#options = options;
    const { override, settings, clock, readEvidence } = options;
    this.#chosen =
      override === null ? readChosenAddress(settings) : { address: override, interfaceName: null };
    this.#evidence = createEvidenceWatch({
      read: readEvidence,
      clock,
      onAnswer: () => this.#acceptEvidence(),
    });
    this.#interfaces = this.#readInterfaces() ?? {};
    this.#rank();
    this.#warn();
    this.#evidence.follow(this.#interfaces);
    this.#schedule();
  }

  addresses(): readonly LanAddress[] {
    return this.#addresses;
  }

  shown(): LanAddress | null {
    return this.#preferred() ?? this.#ranked.find(({ isForPhones }) => isForPhones) ?? null;
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
    this.#announce();
    this.#warn();
    return true;
  }

  ssid(): string | null {
    const { interfaceName = '' } = this.shown() ?? {};
    return this.#evidence.current().get(interfaceName)?.ssid ?? null;
  }

  isOwnVisit(arrival: Arrival): boolean {
    return isOwnVisit(arrival, this.#interfaces, this.#evidence.current());
  }

  recordArrival(arrival: Arrival): void {
    if (this.isOwnVisit(arrival)) return;
    const proven = provenAddress(this.#ranked, this.#proven);
    if (proven !== undefined && proven.address === this.#proven?.address) return;
    const reached = provenBy(this.#ranked, plainAddress(arrival.localAddress));
    if (reached === undefined) return;
    this.#proven = reached;
    this.#announce();
    this.#warn();
  }

  addressesForPhones(): readonly string[] {
    const shown = this.shown();
    const others = this.#ranked.filter(
      ({ address, isForPhones }) => isForPhones && address !== shown?.address,
    );
    return [...(shown === null ? [] : [shown]), ...others].map(({ address }) => address);
  }

  joinUrls(port: number): readonly string[] {
    return this.addressesForPhones().map((address) => `http://${urlHost(address)}:${port}`);
  }

  interfaces(): Interfaces {
    return this.#interfaces;
  }

  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  settled(): Promise<void> {
    return this.#evidence.firstAnswer();
  }

  refresh(): void {
    this.#read();
    this.#evidence.renew(this.#interfaces);
  }

  close(): void {
    this.#cancelPoll();
    this.#evidence.close();
    this.#listeners.clear();
  }

  /** Null: unknown just now. */
  #readInterfaces(): Interfaces | null {
    try {
      const interfaces = this.#options.interfaces();
      this.#isFailing = false;
      return interfaces;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (!this.#isFailing) this.#options.report('the network interfaces cannot be read', error);
      this.#isFailing = true;
      this.#options.onFailure(error);
      return null;
    }
  }

  #schedule(): void {
    this.#cancelPoll = this.#options.clock.after(REFRESH_MS, () => {
      this.#read();
      this.#evidence.follow(this.#interfaces);
      this.#schedule();
    });
  }

  #read(): void {
    this.#interfaces = this.#readInterfaces() ?? this.#interfaces;
    this.#update();
  }

  /** Ranks anew, and remembers what phones have scanned if that is no longer shown. */
  #update(): void {
    const before = this.shown()?.address ?? null;
    this.#rank();
    this.#noteChange(before);
    this.#warn();
  }

  /** The first answer comes before anybody has scanned anything. */
  #acceptEvidence(): void {
    if (this.#hasEvidence) return this.#update();
    this.#hasEvidence = true;
    this.#rank();
    this.#warn();
  }

  #rank(): void {
    this.#ranked = rankAddresses(this.#interfaces, this.#evidence.current());
    this.#announce();
  }

  #preferred(): LanAddress | undefined {
    const { override } = this.#options;
    return preferredAddress(this.#ranked, { override, chosen: this.#chosen, proven: this.#proven });
  }

  #announce(): void {
    const preferred = this.#preferred();
    this.#addresses =
      preferred === undefined
        ? this.#ranked
        : [preferred, ...this.#ranked.filter(({ address }) => address !== preferred.address)];
    const text = `${this.shown()?.address} of ${textOf(this.#addresses)}`;
    if (text === this.#announced) return;
    this.#announced = text;
    for (const listener of this.#listeners) listener();
  }

  #noteChange(before: string | null): void {
    const now = this.shown()?.address ?? null;
    if (before === now) return;
    if (now === this.#changedFrom) this.#changedFrom = null;
    else this.#changedFrom ??= before;
  }

  #warn(): void {
    this.#options.warn(
      addressWarning({
        interfaces: this.#interfaces,
        evidence: this.#evidence.current(),
        ranked: this.#ranked,
        shown: this.shown(),
        chosen: this.chosen(),
        override: this.#options.override,
        changedFrom: this.#changedFrom,
      }),
    );
  }
}

function textOf(addresses: readonly LanAddress[]): string {
  return addresses.map(({ address, interfaceName }) => `${interfaceName}=${address}`).join(' ');
}
