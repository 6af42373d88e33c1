/**
 * Takes the seat along when the laptop's address changes: while the laptop is out of reach, looks for it at the other addresses that
 * it has announced, and leaves for the one where it proves that it knows the seat. docs/protocol.md, "When the address changes".
 */
import type { OriginAt } from '../protocol/carried-seat.ts';
import type { AddressesFrame } from '../protocol/frames.ts';
import type { Cancel, Environment } from './environment.ts';
import type { ConnectionStatus } from './game-view.ts';
import { keepLoading } from './keep-loading.ts';
import type * as seatProof from './seat-proof.ts';

/** Between two looks, plus up to half as much again at random: two hundred phones look at once. */
export const LOOK_EVERY_MS = 2_000;
/** A page that is still here this long after it left could not load the other one. */
export const LEFT_FOR_MS = 15_000;

export interface SeatDestination {
  /** As `http://192.168.1.30:4747`. */
  readonly origin: string;
  /** Redeemed there, within two minutes. */
  readonly ticket: string;
}

interface SeatCarrierOptions {
  readonly environment: Environment;
  /** Where the page came from. */
  readonly baseUrl: string;
  readonly participantId: number;
  /** False for phones: nothing is asked while the page is hidden. */
  readonly keepsTimersWhileHidden: boolean;
  /** Whether the page is on its way to another address. */
  readonly onMoving: (isMoving: boolean) => void;
}

export interface SeatCarrier {
  /** The host said where else to look. */
  learn(frame: AddressesFrame): void;
  follow(status: ConnectionStatus): void;
  close(): void;
}

export type OpenSeatCarrier = (options: SeatCarrierOptions) => SeatCarrier;

type SeatProofs = Pick<typeof seatProof, 'askForProof' | 'carryTicketFor' | 'isAddress'>;

/** Loaded once the page is connected: its first screen does not need it. */
const loadSeatProofs = (): Promise<SeatProofs> => import('./seat-proof.ts');

/**
 * @param leave loads the page from there, with the ticket in its fragment
 * @param loadProofs rejects where they do not arrive; called again until they do
 */
export function carrySeatBy(
  leave: (to: SeatDestination) => void,
  loadProofs: () => Promise<SeatProofs> = loadSeatProofs,
): OpenSeatCarrier {
  return (options) => new LookingCarrier(options, leave, loadProofs);
}

type AskForProof = (origin: string) => Promise<OriginAt | null>;

class LookingCarrier implements SeatCarrier {
  private readonly options: SeatCarrierOptions;
  private readonly leave: (to: SeatDestination) => void;
  private readonly loadProofs: () => Promise<SeatProofs>;
  private known: AddressesFrame | null = null;
  /** Null until it is loaded. */
  private proofs: SeatProofs | null = null;
  /** Null until the loading has begun. */
  private stopLoading: Cancel | null = null;
  private isAway = false;
  /** Counts looks: what an earlier one finds no longer counts. */
  private look = 0;
  private cancelTimer: Cancel = () => undefined;
  private readonly stopSignals: Cancel;

  constructor(
    options: SeatCarrierOptions,
    leave: (to: SeatDestination) => void,
    loadProofs: () => Promise<SeatProofs>,
  ) {
    this.options = options;
    this.leave = leave;
    this.loadProofs = loadProofs;
    this.stopSignals = options.environment.onPageSignal((signal) => {
      if (signal !== 'hidden') this.lookNow();
    });
  }

  learn(frame: AddressesFrame): void {
    this.known = frame;
    if (this.proofs !== null || this.stopLoading !== null) return;
    this.stopLoading = keepLoading({
      environment: this.options.environment,
      load: this.loadProofs,
      onLoaded: (proofs) => {
        this.proofs = proofs;
        this.lookNow();
      },
    });
  }

  follow(status: ConnectionStatus): void {
    const isAway = status === 'checking' || status === 'connecting';
    if (isAway === this.isAway) return;
    this.isAway = isAway;
    if (isAway) return this.lookNow();
    this.stop();
    this.options.onMoving(false);
  }

  close(): void {
    this.isAway = false;
    this.stop();
    this.stopLoading?.();
    this.stopSignals();
  }

  private stop(): void {
    this.look += 1;
    this.cancelTimer();
  }

  private lookNow(): void {
    const { environment, keepsTimersWhileHidden } = this.options;
    this.cancelTimer();
    if (!this.isAway || this.known === null || this.proofs === null) return;
    if (!keepsTimersWhileHidden && !environment.isVisible()) return;
    this.lookFor(this.known, this.proofs).catch((error: unknown) => environment.reportError(error));
  }

  private async lookFor({ origins, secret }: AddressesFrame, proofs: SeatProofs): Promise<void> {
    const { environment, participantId } = this.options;
    this.look += 1;
    const look = this.look;
    const seat = { participantId, secret };
    const addresses = origins.filter((origin) => proofs.isAddress(origin));
    const names = origins.filter((origin) => !proofs.isAddress(origin));
    const where = await this.find(addresses, names, (origin) =>
      proofs.askForProof(environment, origin, seat),
    );
    if (look !== this.look) return;
    if (where === null) this.lookIn(LOOK_EVERY_MS * (1 + environment.random() / 2));
    else this.goTo(where.origin, proofs.carryTicketFor(seat, where));
  }

  private lookIn(ms: number): void {
    this.cancelTimer = this.options.environment.after(ms, () => this.lookNow());
  }

  /**
   * Another address where the laptop is; null if it is nowhere, or still here: then the connection comes back by itself. Names are
   * asked for once no known address answers: by then the laptop has announced its new one, and browsers remember for a minute what a
   * name led to.
   */
  private async find(
    addresses: readonly string[],
    names: readonly string[],
    ask: AskForProof,
  ): Promise<OriginAt | null> {
    const { baseUrl } = this.options;
    const elsewhere = firstFound(addresses.filter((origin) => origin !== baseUrl).map(ask));
    const here = await ask(baseUrl);
    if (here !== null) return null;
    const others = names.filter((origin) => origin !== baseUrl);
    return (await elsewhere) ?? firstFound(others.map((name) => this.askBehind(name, ask)));
  }

  /** A name leads to an address, which is asked itself: nobody may answer for it. */
  private async askBehind(name: string, ask: AskForProof): Promise<OriginAt | null> {
    const where = await ask(name);
    return where === null || where.origin === this.options.baseUrl ? null : ask(where.origin);
  }

  private goTo(origin: string, ticket: string): void {
    this.options.onMoving(true);
    this.leave({ origin, ticket });
    this.lookIn(LEFT_FOR_MS);
  }
}

/** The first that is not null; null once all are. By hand: `Promise.any` is too new for some phones. */
function firstFound<T>(asked: readonly Promise<T | null>[]): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const wait = async (answer: Promise<T | null>) => {
      const found = await answer;
      if (found !== null) resolve(found);
    };
    Promise.all(asked.map(wait)).then(() => resolve(null), reject);
  });
}
