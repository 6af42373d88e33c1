/** Warnings in English, for the terminal, the log and users of the API. The pages have texts of their own. */
import type { System } from '../../protocol/doctor-codes.ts';
import { closingCommand, type Warning, type WarningParams } from '../../protocol/host-warnings.ts';
import { errorSentence } from '../storage/error-kind.ts';
import { recoverySentence } from '../storage/recovery/recovery-sentences.ts';
import type { RecoveredGame } from '../storage/recovery/recovery.ts';

/** What is wrong and what to do. */
export function warningSentence(warning: Warning): string {
  switch (warning.code) {
    case 'port_taken': {
      const { wanted, port } = warning.params;
      return `Port ${wanted} is not free, so this host is on port ${port}. Phones that were here before have to scan the new code.`;
    }
    case 'no_network':
      return 'This laptop is not on any network, so no phone can reach it. Connect it to the Wi-Fi that the phones use.';
    case 'no_address_given':
      return `The network of "${warning.params.card}" has given this laptop no address, so no phone can reach it. Connect to it again, restart its router, or use another Wi-Fi or a hotspot.`;
    case 'no_phone_network':
      return `This laptop is only connected to networks that phones cannot join: a VPN, mobile data or a virtual machine (${warning.params.cards.join(', ')}). Connect it to the Wi-Fi that the phones use.`;
    case 'ipv6_only':
      return `This network gives out IPv6 addresses only. Phones can scan the code; anybody typing the address must include its square brackets. Phones without IPv6 cannot join: use another Wi-Fi or a hotspot for them.`;
    case 'chosen_address_gone': {
      const { chosen, shown } = warning.params;
      return `The chosen address ${chosen} is gone; phones are shown ${shown}. Show the code again, or choose another address.`;
    }
    case 'address_unknown':
      return `No network interface of this laptop has the address ${warning.params.shown} that phones are shown. Check --address.`;
    case 'address_changed': {
      const { from, to } = warning.params;
      return `The address of this laptop changed from ${from} to ${to}. Phones whose page is open move over by themselves; all others have to scan the code again.`;
    }
    case 'name_taken':
      return nameSentence(warning.params.name, 'another laptop in this network has the same name');
    case 'name_port_held':
      return nameSentence(warning.params.name, 'another program is using UDP port 5353');
    case 'name_not_allowed':
      return nameSentence(warning.params.name, 'the system does not allow it');
    case 'name_refused': {
      const { name, error } = warning.params;
      return nameSentence(name, `the network refuses it${error === null ? '' : ` (${error})`}`);
    }
    case 'pages_missing':
      return 'The pages are not built: only the API is served.';
    case 'log_not_kept': {
      const { folder, error } = warning.params;
      return `No log file is kept: ${folder} cannot be made. ${errorSentence(error)}`;
    }
    case 'log_not_written':
      return `The log file cannot be written, but the game goes on. ${errorSentence(warning.params.error)}`;
    case 'games_recovered':
      return recoveredSentence(warning.params);
    case 'games_end_unread':
      return 'The end of the file with the games is damaged or missing, which cannot be put right while nothing can be written: the last things that happened may be missing. Ask the players.';
    case 'games_not_opened': {
      const games = new Intl.ListFormat('en-GB').format(warning.params.games);
      return `These games cannot be opened: ${games}. The other games go on. Restore them from a backup.`;
    }
    case 'games_newer': {
      const games = new Intl.ListFormat('en-GB').format(warning.params.games);
      return `A newer version of this program has gone on with these games, so they cannot be opened here: ${games}. Nothing is lost: update this program. The other games go on.`;
    }
    case 'connections_full':
      return 'This laptop has no room for more connections, so those that belong to no seat are closed. Phones in the game carry on. If this lasts, look for a device that floods the Wi-Fi, and close other programs.';
    case 'bus_away':
      return 'The servers of this installation cannot reach Redis, so what happens on another one takes about a second to appear here. Nothing is lost, and play goes on.';
    case 'owners_file_line': {
      const { path, line } = warning.params;
      return `Line ${line} of ${path} does not describe an owner, or repeats another line, so the owners stay as they were. Write it as --new-owner prints it.`;
    }
    case 'owners_file_not_read': {
      const { path, error } = warning.params;
      return `The owners file ${path} cannot be read (${error}), so the owners stay as they were. Check that it is there and that this user may read it.`;
    }
    case 'connections_flooded':
      return `The device at ${warning.params.address} opens far more connections than it uses, so the oldest of them are closed. Phones in the game carry on. If this lasts, find that device and take it off the Wi-Fi.`;
    case 'answers_unread':
      return `The device at ${warning.params.address} asks for far more than it reads, so its oldest connections are cut off. Phones in the game carry on. If this lasts, find that device and take it off the Wi-Fi.`;
    case 'games_rescued': {
      const { kept_in: keptIn } = warning.params;
      const kept = keptIn === null ? '' : ` What was found in its place is kept in ${keptIn}.`;
      return `The file with the games was moved, deleted or changed while the host was running. A new one holds everything that was confirmed, so go on.${kept}`;
    }
    case 'games_displaced':
      return `A second start of this program has taken this folder over, so this one can save nothing more. Everything that was confirmed here is kept as ${warning.params.kept_as}. Close this one, and go on with the second.`;
    case 'games_kept_apart':
      return `A second start took this folder over from an earlier run of this program, which saved everything it had confirmed as ${warning.params.kept_as}. To see those games, move that file into a new folder, call it games.sqlite3 there, and start this program with --data and that folder. If you do not need them, delete the file: it holds names.`;
    case 'data_exposed':
      return `Other people who use this laptop can open the game’s files and read the names in them. They are in ${warning.params.path}. Type ${closingCommand(warning.params.path)} in a terminal, and nobody else can open them. Or keep your games in another folder.`;
    case 'key_renewed':
      return 'The file host.key was missing, or is not the one used before. Every phone and every board has to join again. If you have the old file, close the host, put it back, and start again.';
    case 'key_not_written':
      return `The file host.key was moved, deleted or changed, and cannot be written again. Everybody plays on, but leave the host running until this warning has gone: after another start every phone and every board would have to join again. ${errorSentence(warning.params.error)}`;
    case 'key_set_aside':
      return `The file host.key was changed while the host was running. It is as it was, so every phone keeps its seat. What was found in its place is kept as ${warning.params.kept_as}; delete it if you do not need it.`;
    case 'storage':
      return errorSentence(warning.params.error);
    case 'no_backup':
      return `No backup could be made. ${errorSentence(warning.params.error)}`;
    case 'games_imported': {
      const { kept_as: keptAs } = warning.params;
      return `${importSentence(warning.params)} The old folder is kept as ${keptAs}; delete it once you have checked that its games are here.`;
    }
    case 'games_imported_twice': {
      const { error } = warning.params;
      return `${importSentence(warning.params)} The old folder could not be set aside: move it away yourself, or its games will be imported again. ${errorSentence(error)}`;
    }
    case 'games_not_imported': {
      const { folder, error } = warning.params;
      return `The games in ${folder} have not been imported yet. ${errorSentence(error)}`;
    }
    case 'clock_wrong': {
      const says = new Date(warning.params.says).toISOString();
      return `This laptop’s clock says ${says}, which cannot be right. Set it, then start this program again: until then, times on pages and in files are wrong.`;
    }
    case 'database_clock':
      return `The clock of the database’s server was set while games were on, or it stood still: it differs from their time by ${durationText(Math.abs(warning.params.ahead_ms))}. Play goes on as if nothing had happened. Set it right, and nothing jumps then, either. If it is right now, stop all servers for ten minutes when nobody plays.`;
    case 'battery_low':
      return `This laptop’s battery is at ${warning.params.percent} % or less. Plug it in: without power the game stops, though nothing confirmed is lost.`;
    case 'lid_sleeps':
      return 'Closing the lid puts this laptop to sleep, and the game stops. Keep the lid open.';
    case 'sleep_allowed':
      return `This laptop may fall asleep if nobody touches it, because the system does not let this program keep it awake. ${STAY_AWAKE[warning.params.system]}`;
    case 'laptop_slept': {
      const { from, until } = warning.params;
      return `The laptop slept for ${durationText(until - from)}: that time does not count, and phones come back by themselves. Keep the lid open and the laptop plugged in.`;
    }
    case 'many_joins': {
      const { game_code: code, joined, addresses } = warning.params;
      const places = addresses === 1 ? 'one address' : `${addresses} addresses`;
      return `${joined} players have joined game ${code} from ${places} within a short time. If they are not yours, remove them on the desk, which can be undone, and lock the room.`;
    }
    case 'pin_guesses': {
      const { game_code: code, player_ids: players } = warning.params;
      const seats = players.length === 1 ? 'the PIN of a player' : `the PINs of ${players.length} players`;
      return `Somebody is guessing ${seats} of game ${code}. Phones that hold their seat play on; moving a seat by a link gives it a new PIN.`;
    }
    default:
      return warning satisfies never;
  }
}

const STAY_AWAKE: Readonly<Record<System, string>> = {
  windows: 'In Settings, System, Power, let it never sleep, or touch it every few minutes.',
  macos: 'In System Settings, Battery or Energy, let it not sleep, or touch it every few minutes.',
  linux: 'In Settings, Power, switch off automatic suspend, or touch it every few minutes.',
  other: 'In its settings, let it never sleep, or touch it every few minutes.',
};

const DURATIONS = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** "4 minutes": roughly. */
function durationText(milliseconds: number): string {
  const [unit, size] = DURATIONS.find((each) => milliseconds >= each[1]) ?? DURATIONS[2];
  const format = new Intl.NumberFormat('en-GB', { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.floor(milliseconds / size));
}

function nameSentence(name: string, because: string): string {
  return `Phones cannot find this laptop as ${name}: ${because}. The QR code works all the same.`;
}

function importSentence(params: { folder: string; imported: number; refused: number }): string {
  const came = params.imported === 1 ? 'One game was' : `${params.imported} games were`;
  const stayed = params.refused === 0 ? '' : ` ${params.refused} could not be imported: the log says why.`;
  return `${came} imported from ${params.folder}.${stayed}`;
}

function recoveredSentence({
  kept_in: keptIn,
  backup_at: backupAt,
  from_backup: fromBackup,
  incomplete,
  complete,
  lost,
  missing,
  missing_steps: missingSteps,
  others,
  library,
  settings,
}: WarningParams['games_recovered']): string {
  const games: RecoveredGame[] = [
    ...fromBackup.map((code) => ({ code, from: 'backup', isWhole: false }) as const),
    ...incomplete.map((code) => ({ code, from: 'file', isWhole: false }) as const),
    ...complete.map((code) => ({ code, from: 'file', isWhole: true }) as const),
  ];
  return recoverySentence({
    quarantineFolder: keptIn,
    games,
    backupAt,
    lostGames: lost,
    missingEvents: missing.map((code, index) => ({ code, count: Number(missingSteps[index]) })),
    otherGames: others,
    library,
    areSettingsLost: settings === 'lost',
  });
}
