/** Warnings in English, for terminal, log and whoever reads the API; the pages have words of their own. */
import type { Warning, WarningParams } from '../protocol/host-warnings.ts';
import { recoverySentence } from './log/recovery-words.ts';
import type { RecoveredGame } from './log/recovery.ts';

/** What it is and what to do. */
export function warningSentence(warning: Warning): string {
  switch (warning.code) {
    case 'port_taken': {
      const { wanted, port } = warning.params;
      return `Port ${wanted} is not free, so this host is on port ${port}. Phones that were here before have to scan the new code.`;
    }
    case 'no_network':
      return 'This laptop is in no network, so no phone can reach it. Connect it to the Wi-Fi that the phones use.';
    case 'chosen_address_gone': {
      const { chosen, shown } = warning.params;
      return `The chosen address ${chosen} is gone; phones are shown ${shown}. Show the code again, or choose another address.`;
    }
    case 'address_unknown':
      return `No network card of this laptop has the address ${warning.params.shown} that phones are shown. Check --address.`;
    case 'address_changed': {
      const { from, to } = warning.params;
      return `The address of this laptop changed from ${from} to ${to}. Phones have to scan the code again.`;
    }
    case 'name_taken':
      return unnamed(warning.params.name, 'another laptop in this network has the same name');
    case 'name_port_held':
      return unnamed(warning.params.name, 'another program holds UDP port 5353 for itself');
    case 'name_not_allowed':
      return unnamed(warning.params.name, 'the system does not allow it');
    case 'name_refused': {
      const { name, error } = warning.params;
      return unnamed(name, `the network refuses it${error === null ? '' : ` (${error})`}`);
    }
    case 'pages_missing':
      return 'The pages are not built: only the API is served.';
    case 'log_not_kept': {
      const { folder, reason } = warning.params;
      return `No log file is kept: ${folder} cannot be made (${reason}).`;
    }
    case 'log_not_written':
      return `The log file cannot be written: ${warning.params.reason}. The evening goes on.`;
    case 'games_recovered':
      return recovered(warning.params);
    case 'storage':
    case 'no_backup':
    case 'earlier_games':
      return warning.params.reason;
    default:
      return warning satisfies never;
  }
}

function unnamed(name: string, because: string): string {
  return `Phones cannot find this laptop as ${name}: ${because}. The QR code works all the same.`;
}

function recovered({
  kept_in: keptIn,
  backup_at: backupAt,
  from_backup: fromBackup,
  incomplete,
  complete,
}: WarningParams['games_recovered']): string {
  const games: RecoveredGame[] = [
    ...fromBackup.map((code) => ({ code, from: 'backup', isWhole: false }) as const),
    ...incomplete.map((code) => ({ code, from: 'file', isWhole: false }) as const),
    ...complete.map((code) => ({ code, from: 'file', isWhole: true }) as const),
  ];
  return recoverySentence(keptIn, games, backupAt);
}
