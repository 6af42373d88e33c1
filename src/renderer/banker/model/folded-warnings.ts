/** Which warnings the banker has folded away. One that is new, or says something else by now, opens them all again. */
import type { HostWarning } from '../../../protocol/host-info.ts';
import { readSeatWarning } from './seat-warnings.ts';

/** What a warning says. What changes all the time in it, without saying anything else, is not in it. */
export function warningKey(warning: HostWarning): string {
  const { code, params } = warning;
  const said = readSeatWarning(warning) ?? params;
  return `${code} ${JSON.stringify(Object.entries(said).toSorted(([one], [other]) => (one < other ? -1 : 1)))}`;
}

/** Whether all that stand are folded away. */
export function areFolded(folded: readonly string[], standing: readonly string[]): boolean {
  return standing.length > 0 && standing.every((key) => folded.includes(key));
}

/** What of it still stands: a warning that comes again is a new one. */
export function stillFolded(folded: readonly string[], standing: readonly string[]): readonly string[] {
  const kept = folded.filter((key) => standing.includes(key));
  return kept.length === folded.length ? folded : kept;
}
