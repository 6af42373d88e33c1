/**
 * The history as a table for spreadsheets, in the words of the page. The page writes it, not the host, because only the page knows
 * the banker's language, region and time zone.
 */
import type { i18n } from 'i18next';
import { BYTE_ORDER_MARK, csvLine, type Separator } from '../../../protocol/csv.ts';
import type { Challenge, Team } from '../../../protocol/entity-schemas.ts';
import { exerciseText } from '../../shared/exercise-text.ts';
import type { Format } from '../../shared/format.ts';
import { endedReason, tookMs, waitedMs } from './history-list.ts';

interface Words {
  readonly words: Pick<i18n, 'getFixedT' | 'language'>;
  readonly format: Format;
}

/**
 * One row a challenge, in the order of the list, below the names of the columns. UTF-8 with a byte order mark.
 * @param teams all of the game, to name those of the challenges.
 */
export function historyCsv(
  challenges: readonly Challenge[],
  teams: readonly Team[],
  { words, format }: Words,
): string {
  const t = words.getFixedT(null, 'history');
  const tShared = words.getFixedT(null, 'shared');
  const tBanker = words.getFixedT(null, 'banker');
  const separator = separatorOf(words.language);
  const head = [
    t('column.when'),
    t('column.who'),
    t('team'),
    t('column.building'),
    t('column.exercise'),
    t('column.result'),
    t('column.reason'),
    t('column.waited'),
    t('column.took'),
  ];
  const rows = challenges.map((challenge) => {
    const reason = endedReason(challenge);
    return [
      localTime(challenge.requested_at),
      challenge.player_name,
      teams.find(({ team_number }) => team_number === challenge.team_number)?.name ?? '',
      tShared(`buildings.${challenge.building_type}`),
      exerciseText(tShared, format, challenge, 'seconds'),
      tBanker(`statuses.${challenge.status}`),
      reason === null ? '' : t(`reason.${reason}`),
      hoursMinutesSeconds(waitedMs(challenge)),
      hoursMinutesSeconds(tookMs(challenge)),
    ];
  });
  return BYTE_ORDER_MARK + [head, ...rows].map((cells) => csvLine(cells, separator)).join('');
}

/**
 * What this region's Excel splits a file at when it is double-clicked: semicolons where the comma is the decimal sign, and in
 * Switzerland and Liechtenstein. LibreOffice and Google Sheets look for themselves. A line `sep=;` would tell Excel in any region,
 * but Excel then takes no notice of the byte order mark and garbles every umlaut, and Google shows it as a row.
 * @param language with the region that the browser prefers, not only the language that the page speaks.
 */
function separatorOf(language: string): Separator {
  const hasDecimalComma = new Intl.NumberFormat(language).format(0.5).includes(',');
  return hasDecimalComma || /-(?:CH|LI)\b/u.test(language) ? ';' : ',';
}

/** "2026-11-24 19:05:30", where the laptop is: spreadsheets of every region take this, and no other, for a time. */
function localTime(instant: string): string {
  const at = new Date(instant);
  const day = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':')}`;
}

/** "0:01:23": spreadsheets would take the page's "1:23" for an hour and 23 minutes. Rounded up as on the page; nothing: empty. */
function hoursMinutesSeconds(milliseconds: number | null): string {
  if (milliseconds === null) return '';
  const seconds = Math.ceil(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours}:${twoDigits(minutes)}:${twoDigits(seconds % 60)}`;
}

const twoDigits = (value: number) => String(value).padStart(2, '0');
