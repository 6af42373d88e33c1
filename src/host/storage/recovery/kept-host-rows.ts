/**
 * Which rows of the host itself a recovery keeps, of the damaged file and of the newest good backup. The file is the newer one. An answer
 * is kept, since its request must not be done again, unless what it did is not in the recovered state.
 */
import Type from 'typebox';
import { Check } from 'typebox/value';
import type { GameState } from '../../../game/state.ts';
import { restoredGamesIn } from '../backups/restore-mark.ts';
import type { StoredLibrary, TicketRecord } from '../event-store.ts';
import type { HostResponseRow } from '../sqlite/host-responses.ts';
import type { HostRows, WrittenHostRows } from './host-rows.ts';

interface Sources {
  readonly file: HostRows;
  /** Null: there is none. */
  readonly backup: HostRows | null;
}

interface RecoveredGame {
  readonly gameId: number;
  readonly from: 'file' | 'backup';
  readonly state: { readonly participants: Pick<GameState['participants'], 'has'> };
}

/** What else was recovered. */
interface Recovered {
  readonly games: readonly RecoveredGame[];
  readonly exerciseLibrary: StoredLibrary | null;
}

export function keptHostRows({ file, backup }: Sources, recovered: Recovered): WrittenHostRows {
  const { games, exerciseLibrary } = recovered;
  const recoveredIds = new Set(games.map(({ gameId }) => gameId));
  return {
    exerciseLibrary,
    // The later row of a name replaces the earlier one.
    settings: [...(backup?.settings ?? []), ...file.settings],
    responses: keptResponses({ file, backup }, recovered),
    tickets: keptTickets({ file, backup }, games),
    wiped: [...new Set([...file.wiped, ...(backup?.wiped ?? [])])].filter(
      (gameId) => !recoveredIds.has(gameId),
    ),
  };
}

function keptResponses({ file, backup }: Sources, recovered: Recovered): HostResponseRow[] {
  const inBackup = (backup?.responses ?? []).filter((response) =>
    isLibraryAsAfter(response, backup, recovered.exerciseLibrary),
  );
  const known = new Set(inBackup.map(({ name }) => name));
  const inFile = file.responses.filter(
    (response) =>
      known.has(response.name) ||
      (isLibraryAsAfter(response, file, recovered.exerciseLibrary) &&
        isAddressAsAfter(response, file) &&
        isRestoreKept(response, recovered.games)),
  );
  const rows = new Map<string, HostResponseRow>();
  for (const response of inBackup) rows.set(response.name, response);
  for (const response of inFile) {
    // Behind those that were only in the backup, and in the order of the file.
    rows.delete(response.name);
    rows.set(response.name, response);
  }
  return [...rows.values()];
}

/** What a change of the library, or a file for it, was answered with, before the revision was written down beside the answer. */
const OfLibrary = Type.Union([
  Type.Object({ id: Type.Integer(), name: Type.String() }),
  Type.Object({ added: Type.Integer(), replaced: Type.Integer() }),
]);

/** Whether a change of the library, if it was one, is in the library that was recovered. */
function isLibraryAsAfter(
  { value: { body, library: revision } }: HostResponseRow,
  source: HostRows | null,
  library: StoredLibrary | null,
): boolean {
  if (revision !== undefined) return revision <= (library?.revision ?? 0);
  const own = source?.exerciseLibrary ?? null;
  const isOwn = own !== 'damaged' && own?.revision === library?.revision;
  return isOwn || !Check(OfLibrary, jsonIn(body));
}

const OfAddress = Type.Object({
  addresses: Type.Array(Type.Unknown()),
  join_urls: Type.Array(Type.Unknown()),
});

/** Whether the settings of the file can be read, if the address of the laptop was chosen by it. */
function isAddressAsAfter({ value: { body } }: HostResponseRow, { areSettingsWhole }: HostRows): boolean {
  return areSettingsWhole || !Check(OfAddress, jsonIn(body));
}

/** False for a restore that is in no backup and whose games are as a backup had them: that is the one made before it. */
function isRestoreKept({ value: { body } }: HostResponseRow, games: Recovered['games']): boolean {
  const restored = restoredGamesIn(jsonIn(body)) ?? [];
  return !games.some(({ gameId, from }) => from === 'backup' && restored.includes(gameId));
}

/**
 * Those of the file, and those of the backup that were used. One that the backup takes for unused may have been used since, unless its
 * game is that of the backup, too. One that was used for a seat that is lost is as before.
 */
function keptTickets({ file, backup }: Sources, games: Recovered['games']): TicketRecord[] {
  const recovered = new Map(games.map((game) => [game.gameId, game]));
  const gameOf = ({ gameId }: TicketRecord) => (gameId === null ? undefined : recovered.get(gameId));
  const tickets = new Map<string, TicketRecord>();
  for (const ticket of backup?.tickets ?? [])
    if (ticket.usedAt !== null || gameOf(ticket)?.from === 'backup') tickets.set(ticket.hash, ticket);
  for (const ticket of file.tickets) tickets.set(ticket.hash, ticket);
  return [...tickets.values()].flatMap((ticket) => {
    const game = gameOf(ticket);
    if (ticket.gameId === null) return ticket;
    if (game === undefined) return [];
    const { participantId } = ticket;
    const isSeatLost = participantId !== null && !game.state.participants.has(participantId);
    if (!isSeatLost) return ticket;
    return ticket.purpose === 'seat' ? [] : { ...ticket, participantId: null, usedAt: null };
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}
