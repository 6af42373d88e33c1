/**
 * Two readings of one damaged database: as SQLite reads it, up to what is damaged in its log, and past that. The second is later, but a page
 * of it may be older than the others.
 */
import type { HostRows } from './host-rows.ts';
import { withAnswersOf } from './merged-answers.ts';
import type { Reading, SalvagedGame } from './salvage.ts';

/** Per game the better version: the events of one continue each other, so that no two versions are ever mixed. */
export function withLaterReading(earlier: Reading, later: Reading): Reading {
  if (later.listed === null) return earlier;
  if (earlier.listed === null) return later;
  const others = new Map(later.records.map((record) => [record.gameId, record]));
  const ids = new Set(earlier.records.map(({ gameId }) => gameId));
  return {
    records: [
      ...earlier.records.flatMap((record) => {
        const other = others.get(record.gameId);
        if (other !== undefined) return betterOf(record, other);
        return isGone(record.gameId, later) ? [] : record;
      }),
      ...later.records.filter(({ gameId }) => !ids.has(gameId)),
    ],
    listed: later.listed.isWhole ? later.listed : withTracesOf(earlier.listed, later.listed),
    library: laterLibrary(earlier.library, later.library),
    host: laterRows(earlier.host, later.host),
    backupNumber: later.backupNumber,
    isWiped: (game) => earlier.isWiped(game) || later.isWiped(game),
  };
}

/** A whole one is the newer one, also if it has fewer events, as after a restore. */
function betterOf(earlier: SalvagedGame, later: SalvagedGame): SalvagedGame {
  return later.isWhole || later.events.length >= earlier.events.length
    ? withAnswersOf(later, earlier)
    : withAnswersOf(earlier, later);
}

/** Whether the game was wiped meanwhile: nothing is left of it, though all that is there can be listed, or it is on its way out. */
function isGone(gameId: number, { listed }: Reading): boolean {
  if (listed === null) return false;
  if (listed.unfinished.has(gameId)) return true;
  return listed.isWhole && gameId <= listed.highestId && !listed.traces.has(gameId);
}

type Listed = NonNullable<Reading['listed']>;

function withTracesOf(earlier: Listed, later: Listed): Listed {
  const traces = new Map([...earlier.traces, ...later.traces]);
  for (const gameId of later.unfinished) traces.delete(gameId);
  return { ...later, traces, highestId: Math.max(earlier.highestId, later.highestId) };
}

function laterLibrary(earlier: Reading['library'], later: Reading['library']): Reading['library'] {
  const isLaterRead = later !== null && typeof later !== 'string';
  return isLaterRead || earlier === null || typeof earlier === 'string' ? later : earlier;
}

function laterRows(earlier: HostRows, later: HostRows): HostRows {
  const byName = <Row extends { readonly name: string }>(rows: readonly Row[]) => [
    ...new Map(rows.map((row) => [row.name, row])).values(),
  ];
  const tickets = new Map([...earlier.tickets, ...later.tickets].map((ticket) => [ticket.hash, ticket]));
  const library = laterLibrary(earlier.exerciseLibrary, later.exerciseLibrary);
  return {
    exerciseLibrary: library === 'missing' ? null : library,
    settings: later.areSettingsWhole ? later.settings : byName([...earlier.settings, ...later.settings]),
    areSettingsWhole: later.areSettingsWhole,
    responses: byName([...earlier.responses, ...later.responses]).toSorted(
      (one, other) => one.value.number - other.value.number,
    ),
    tickets: [...tickets.values()],
    // A restore may have brought a game back that was wiped before.
    wiped: later.areSettingsWhole ? later.wiped : [...new Set([...earlier.wiped, ...later.wiped])],
  };
}
