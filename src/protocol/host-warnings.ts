/** What does not work as it should but stops nothing, as codes: apart from the schemas so that pages need not load those. */

/** What each code says besides. Texts are shown as they are; times are ms since 1970. */
export interface WarningParams {
  readonly port_taken: { readonly wanted: number; readonly port: number };
  readonly no_network: Readonly<Record<string, never>>;
  readonly chosen_address_gone: { readonly chosen: string; readonly shown: string };
  readonly address_unknown: { readonly shown: string };
  readonly address_changed: { readonly from: string; readonly to: string };
  /** Phones cannot find the laptop by its name: another one has it, or its port is held, forbidden or dead. */
  readonly name_taken: { readonly name: string };
  readonly name_port_held: { readonly name: string };
  readonly name_not_allowed: { readonly name: string };
  /** `error`: the system's code for it; null: it has none. */
  readonly name_refused: { readonly name: string; readonly error: string | null };
  readonly pages_missing: Readonly<Record<string, never>>;
  readonly log_not_kept: { readonly folder: string; readonly reason: string };
  readonly log_not_written: { readonly reason: string };
  /** The database was damaged. Games by their codes; `backup_at` is null where no game goes on from a backup. */
  readonly games_recovered: {
    readonly kept_in: string;
    readonly backup_at: number | null;
    readonly from_backup: string[];
    readonly incomplete: string[];
    readonly complete: string[];
  };
  /** `reason`: what happened and what to do, in English, here and below. */
  readonly storage: { readonly reason: string };
  readonly no_backup: { readonly reason: string };
  readonly earlier_games: { readonly reason: string };
}

export type WarningCode = keyof WarningParams;

/** A code with what belongs to it. */
export type Warning = {
  readonly [Code in WarningCode]: { readonly code: Code; readonly params: WarningParams[Code] };
}[WarningCode];
