/** Whether phones reach this laptop, from what `GET /api/v2/host` says. */

export interface Reach {
  /** How many addresses other than this laptop were heard from since the host started. */
  readonly phonesSeen: number;
  /** Host ms of the last one; null: none yet. */
  readonly lastAt: number | null;
  /** What the host wants to be known, a sentence each. */
  readonly warnings: readonly string[];
  /** Those of them that are about the games kept on the laptop. */
  readonly warningsAboutGames: readonly string[];
}

const NOTHING_KNOWN: Reach = { phonesSeen: 0, lastAt: null, warnings: [], warningsAboutGames: [] };

/** What makes no sense is taken as not said. */
export function reachFrom(body: unknown): Reach {
  if (typeof body !== 'object' || body === null) return NOTHING_KNOWN;
  const warnings = 'warnings' in body ? textsFrom(body.warnings) : [];
  const warningsAboutGames = 'warnings_about_games' in body ? textsFrom(body.warnings_about_games) : [];
  if (!('phones_seen' in body) || typeof body.phones_seen !== 'object' || body.phones_seen === null) {
    return { ...NOTHING_KNOWN, warnings, warningsAboutGames };
  }
  const seen: { readonly count?: unknown; readonly last_at?: unknown } = body.phones_seen;
  return {
    phonesSeen: typeof seen.count === 'number' ? seen.count : 0,
    lastAt: typeof seen.last_at === 'number' ? seen.last_at : null,
    warnings,
    warningsAboutGames,
  };
}

function textsFrom(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A code that has been on the screen this long should have brought somebody, ms. */
export const PATIENCE_MS = 60_000;

/** True when the code has been shown for a while and nobody came: time for the list of causes. */
export function isLonely({ phonesSeen }: Reach, players: number, shownForMs: number): boolean {
  return phonesSeen === 0 && players === 0 && shownForMs >= PATIENCE_MS;
}
