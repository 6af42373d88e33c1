/** Codes of the network doctor. Separate from the schemas, so that pages need not load those. */

/** What has to be true for phones to play, each resting on the one before. */
export const RUNGS = ['listening', 'address', 'self', 'request', 'socket', 'heard'] as const;
export type RungName = (typeof RUNGS)[number];

/** `waiting`: no evidence yet, which is normal. `failed`: something is wrong, or has taken too long. */
export const RUNG_STATES = ['passed', 'waiting', 'failed'] as const;
export type RungState = (typeof RUNG_STATES)[number];

/** Fixes differ between these. */
export const SYSTEMS = ['windows', 'macos', 'linux', 'other'] as const;
export type System = (typeof SYSTEMS)[number];

/** Why a program of the system told nothing. */
export const UNREAD_REASONS = ['missing', 'too_slow', 'not_allowed', 'nonsense', 'failed'] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

type None = Readonly<Record<string, never>>;

/** The parameters of each cause. Texts are shown verbatim. */
export interface CauseParams {
  readonly no_network: None;
  /** The laptop does not have the address that somebody told it to show. */
  readonly address_not_here: { readonly address: string };
  /** Another device answers at the address. */
  readonly answered_by_another: { readonly address: string };
  /** `error`: the system's code for it; null: no answer in time. */
  readonly unreachable_itself: { readonly address: string; readonly error: string | null };
  readonly firewall_blocks_all: None;
  /** Rules that keep phones out of this program, by the names people see. */
  readonly firewall_blocks_program: { readonly rules: string[] };
  /** Nothing lets phones in to this program. */
  readonly firewall_closed: { readonly firewall: string; readonly port: string };
  /** Whoever looks after the laptop has set the firewall, so that a command here changes nothing. */
  readonly firewall_managed: None;
  /** Windows takes the Wi-Fi for a public place; phones are let in at home only. */
  readonly public_network: { readonly network: string };
  /** The system does not tell what its firewall does. `firewall`: which one is on; null: not even that. */
  readonly firewall_unread: { readonly firewall: string | null };
  readonly local_network: None;
  /** Phones came to another address than the one they are shown. */
  readonly arrived_elsewhere: { readonly address: string };
  readonly other_address: None;
  readonly laptop_vpn: { readonly interface: string };
  readonly phone_wifi: None;
  readonly mobile_data: None;
  readonly phone_permission: None;
  readonly phone_vpn: None;
  readonly private_dns: None;
  readonly captive_portal: None;
  readonly isolation: None;
  readonly not_joined: None;
  readonly live_blocked: None;
  readonly asleep: None;
  readonly access_point: None;
}

export type CauseCode = keyof CauseParams;

/** A cause with its parameters. */
export interface CauseOf<Code extends CauseCode> {
  readonly code: Code;
  readonly params: CauseParams[Code];
  /** Mends it, for an administrator, in PowerShell on Windows and a shell elsewhere; null: no command does. */
  readonly command: string | null;
}

export type Cause = { readonly [Code in CauseCode]: CauseOf<Code> }[CauseCode];
