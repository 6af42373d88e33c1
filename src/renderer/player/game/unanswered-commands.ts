/** The commands of a seat that the host has not answered yet, kept across reloads; several where the seat is open in several tabs. */
import { isHeaderText } from '../../../client/header-text.ts';
import { parseKept } from '../../../client/parse-kept.ts';
import type { SafeStorage } from '../../../client/safe-storage.ts';
import { BUILDINGS } from '../../../game/catalogue.ts';
import { CHALLENGE_COMMANDS, type Meant, type PlayerCommand } from './player-command.ts';

interface UnansweredCommand {
  readonly command: PlayerCommand;
  readonly key: string;
}

interface UnansweredCommands {
  /** Oldest first. */
  list(): readonly UnansweredCommand[];
  add(unanswered: UnansweredCommand): void;
  /** Only this one: what another tab has sent stays. */
  remove(key: string): void;
}

export function createUnansweredCommands(storage: SafeStorage, storageKey: string): UnansweredCommands {
  // Read each time, since other tabs write there, too.
  const list = () => parseUnanswered(storage.read(storageKey));
  const write = (all: readonly UnansweredCommand[]) => {
    if (all.length === 0) storage.remove(storageKey);
    else storage.write(storageKey, JSON.stringify(all));
  };
  const others = (key: string) => list().filter((each) => each.key !== key);
  return {
    list,
    add: (unanswered) => write([...others(unanswered.key), unanswered]),
    remove: (key) => write(others(key)),
  };
}

/** Earlier pages kept one alone, not in a list. What cannot be read is left out. */
function parseUnanswered(text: string | null): readonly UnansweredCommand[] {
  const value = parseKept(text);
  return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((each) => {
    if (typeof each !== 'object' || each === null || !('command' in each && 'key' in each)) return [];
    const command = parseCommand(each.command);
    return command === null || !isHeaderText(each.key) ? [] : [{ command, key: each.key }];
  });
}

/** What may be kept of a command. */
type Kept = Partial<Record<'kind' | 'building' | 'challengeId' | 'meant' | 'team', unknown>>;

function parseCommand(value: unknown): PlayerCommand | null {
  if (typeof value !== 'object' || value === null) return null;
  const { kind: kept, building: wanted, challengeId, meant: told, team }: Kept = value;
  // Earlier pages kept the team of a request alone. The host checks what is in it, as in any body.
  const known = typeof team === 'number' ? { expected_team: team } : {};
  const meant = typeof told === 'object' ? ((told ?? {}) as Meant) : known;
  if (kept === 'request') {
    const building = BUILDINGS.find((each) => each === wanted);
    return building === undefined ? null : { kind: kept, building, meant };
  }
  const kind = CHALLENGE_COMMANDS.find((each) => each === kept);
  return kind === undefined || typeof challengeId !== 'number' ? null : { kind, challengeId, meant };
}
