/** Warnings in the words of a terminal, which are those of the desk. */
import {
  closingCommand,
  type ErrorKind,
  type Warning,
  type WarningParams,
} from '../../protocol/host-warnings.ts';
import type { TerminalWords } from '../start/terminal-words.ts';

/** What is wrong and what to do. */
export function warningText(warning: Warning, words: TerminalWords): string {
  const { say } = words;
  const because = (error: ErrorKind) => say(`storage_error.${error}`);
  switch (warning.code) {
    case 'no_network':
    case 'pages_missing':
    case 'connections_full':
    case 'bus_away':
    case 'key_renewed':
    case 'games_end_unread':
    case 'lid_sleeps':
      return say(`host_warning.${warning.code}`);
    case 'port_taken':
    case 'no_address_given':
    case 'ipv6_only':
    case 'chosen_address_gone':
    case 'address_unknown':
    case 'address_changed':
    case 'name_taken':
    case 'name_port_held':
    case 'name_not_allowed':
    case 'owners_file_line':
    case 'owners_file_not_read':
    case 'connections_flooded':
    case 'answers_unread':
    case 'games_displaced':
    case 'games_kept_apart':
    case 'key_set_aside':
    case 'battery_low':
      return say(`host_warning.${warning.code}`, warning.params);
    case 'data_exposed': {
      const { path } = warning.params;
      const how = say('host_warning.data_exposed_how', { path, command: closingCommand(path) });
      return `${say('host_warning.data_exposed')} ${how}`;
    }
    case 'name_refused':
      return say('host_warning.name_refused', { name: warning.params.name });
    case 'no_phone_network':
      return say('host_warning.no_phone_network', { cards: words.all(warning.params.cards) });
    case 'log_not_written':
    case 'key_not_written':
    case 'storage':
    case 'no_backup':
      return `${say(`host_warning.${warning.code}`)} ${because(warning.params.error)}`;
    case 'log_not_kept':
    case 'games_not_imported': {
      const { folder, error } = warning.params;
      return `${say(`host_warning.${warning.code}`, { folder })} ${because(error)}`;
    }
    case 'games_recovered':
      return recoveredText(warning.params, words);
    case 'games_not_opened':
    case 'games_newer': {
      const { games } = warning.params;
      return say(`host_warning.${warning.code}`, { count: games.length, games: words.all(games) });
    }
    case 'games_rescued': {
      const { kept_in } = warning.params;
      const kept = kept_in === null ? '' : ` ${say('host_warning.games_rescued_kept', { kept_in })}`;
      return `${say('host_warning.games_rescued')}${kept}`;
    }
    case 'games_imported': {
      const { kept_as } = warning.params;
      return `${importText(warning.params, words)} ${say('host_warning.games_imported_kept', { kept_as })}`;
    }
    case 'games_imported_twice': {
      const again = say('host_warning.games_imported_twice');
      return `${importText(warning.params, words)} ${again} ${because(warning.params.error)}`;
    }
    case 'clock_wrong':
      return say('host_warning.clock_wrong', { time: dayAndTime(warning.params.says, words) });
    case 'database_clock':
      return say('host_warning.database_clock', {
        time: durationText(Math.abs(warning.params.ahead_ms), words),
      });
    case 'sleep_allowed':
      return `${say('host_warning.sleep_allowed')} ${say(`host_warning.stay_awake_${warning.params.system}`)}`;
    case 'laptop_slept': {
      const { from, until } = warning.params;
      return say('host_warning.laptop_slept', { time: durationText(until - from, words) });
    }
    case 'many_joins': {
      const { game_code, joined } = warning.params;
      return say('host_warning.many_joins', { game_code, count: joined });
    }
    case 'pin_guesses':
      return say('host_warning.pin_guesses', { game_code: warning.params.game_code });
    default:
      return warning satisfies never;
  }
}

const DURATIONS = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** "4 minutes": roughly. */
function durationText(milliseconds: number, { locale }: TerminalWords): string {
  const [unit, size] = DURATIONS.find((each) => milliseconds >= each[1]) ?? DURATIONS[2];
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.floor(milliseconds / size));
}

function dayAndTime(instant: number, { locale }: TerminalWords): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(instant);
}

function importText(
  { folder, imported, refused }: { folder: string; imported: number; refused: number },
  { say }: TerminalWords,
): string {
  const came = say('host_warning.games_imported', { folder, count: imported });
  return refused === 0 ? came : `${came} ${say('host_warning.games_refused', { count: refused })}`;
}

/** "AAA222 (191)" for each game. */
function missingSteps({ missing, missing_steps: steps }: WarningParams['games_recovered']): string[] {
  return missing.map((code, index) => `${code} (${steps[index] ?? ''})`);
}

const FATES = ['lost', 'from_backup', 'incomplete', 'complete'] as const;

/** One sentence for all games with the same fate. */
function recoveredText(params: WarningParams['games_recovered'], words: TerminalWords): string {
  const { kept_in, backup_at, others, library } = params;
  const backup = backup_at === null ? '' : dayAndTime(backup_at, words);
  const fates = FATES.filter((fate) => params[fate].length > 0).map((fate) => {
    const codes = params[fate];
    return words.say(`host_warning.games_${fate}`, { count: codes.length, games: words.all(codes), backup });
  });
  const what =
    kept_in === null
      ? words.say('host_warning.games_missing')
      : words.say('host_warning.games_damaged', { kept_in });
  const isNothing = fates.length === 0;
  return [
    what,
    ...(isNothing ? [words.say('host_warning.games_none')] : fates),
    ...(params.missing.length === 0
      ? []
      : [words.say('host_warning.games_steps_missing', { games: words.all(missingSteps(params)) })]),
    ...(others === null || (isNothing && others === 'possible')
      ? []
      : [words.say(`host_warning.games_others_${others}`)]),
    ...(library === null ? [] : [words.say(`host_warning.own_exercises_${library}`)]),
    ...(params.settings === 'lost' ? [words.say('host_warning.settings_lost')] : []),
  ].join(' ');
}
