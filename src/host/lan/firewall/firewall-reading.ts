/** What a laptop's firewall says about phones. */
import type { Cause, UnreadReason } from '../../../protocol/doctor-codes.ts';

export interface FirewallQuestion {
  /** The network interface whose address phones are shown; empty: not known. */
  readonly interfaceName: string;
  readonly port: number;
}

/** A program of the system that told nothing. */
export interface Unread {
  readonly program: string;
  readonly reason: UnreadReason;
}

export interface FirewallReading {
  /** Whether phones are let in; null: that cannot be told. */
  readonly isOpen: boolean | null;
  /** What keeps them out, or may do so where that cannot be told; the surest first. */
  readonly causes: readonly Cause[];
  readonly unread: readonly Unread[];
}

/** Asks the system. Never rejects: what a program does not tell is missing. Aborting ends it at once. */
export type ReadFirewall = (question: FirewallQuestion, signal: AbortSignal) => Promise<FirewallReading>;
