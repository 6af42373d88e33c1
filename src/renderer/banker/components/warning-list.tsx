import type { TFunction } from 'i18next';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { SYSTEMS } from '../../../protocol/doctor-codes.ts';
import type { HostWarning } from '../../../protocol/host-info.ts';
import { closingCommand, ERROR_KINDS, type WarningCode } from '../../../protocol/host-warnings.ts';
import { isolate, BidiText } from '../../shared/locales/bidi-text.tsx';
import { type DeskFormat, useDeskFormat } from './desk-format.ts';
import css from './warning-list.module.css';

/** Codes with a single sentence in the catalogue. */
const SENTENCES = [
  'port_taken',
  'no_network',
  'no_address_given',
  'ipv6_only',
  'chosen_address_gone',
  'address_unknown',
  'address_changed',
  'name_taken',
  'name_port_held',
  'name_not_allowed',
  'name_refused',
  'pages_missing',
  'connections_full',
  'bus_away',
  'owners_file_line',
  'owners_file_not_read',
  'connections_flooded',
  'answers_unread',
  'data_exposed',
  'key_renewed',
  'key_set_aside',
  'games_end_unread',
  'games_displaced',
  'games_kept_apart',
  'battery_low',
  'lid_sleeps',
] as const satisfies readonly WarningCode[];

/** Codes that are a sentence of the catalogue and one for what the system refused. */
const WITH_ERROR = [
  'log_not_kept',
  'log_not_written',
  'key_not_written',
  'storage',
  'no_backup',
  'games_not_imported',
] as const satisfies readonly WarningCode[];

/** The warning in the page's language; null when the catalogue doesn't know it, so the host's own text has to do. */
export function warningText(
  t: TFunction<'banker'>,
  format: DeskFormat,
  { code, params }: Pick<HostWarning, 'code' | 'params'>,
): string | null {
  if (code === 'games_recovered') return recovered(t, format, params);
  if (code === 'games_not_opened' || code === 'games_newer') return notOpened(t, format, { code, params });
  if (code === 'games_imported')
    return imported(t, params, t('host_warning.games_imported_kept', isolated(params)));
  if (code === 'many_joins')
    return t('host_warning.many_joins', { ...isolated(params), count: Number(params['joined']) });
  if (code === 'pin_guesses') return t('host_warning.pin_guesses', isolated(params));
  if (code === 'sleep_allowed') {
    const system = SYSTEMS.find((each) => each === params['system']);
    return system === undefined
      ? null
      : `${t('host_warning.sleep_allowed')} ${t(`host_warning.stay_awake_${system}`)}`;
  }
  if (code === 'laptop_slept')
    return t('host_warning.laptop_slept', {
      time: format.duration(Number(params['until']) - Number(params['from'])),
    });
  if (code === 'clock_wrong')
    return t('host_warning.clock_wrong', {
      time: format.dayAndTime(new Date(Number(params['says'])).toISOString()),
    });
  if (code === 'database_clock')
    return t('host_warning.database_clock', { time: format.duration(Math.abs(Number(params['ahead_ms']))) });
  if (code === 'games_rescued')
    return [
      t('host_warning.games_rescued'),
      ...(params['kept_in'] === null ? [] : [t('host_warning.games_rescued_kept', isolated(params))]),
    ].join(' ');
  if (code === 'no_phone_network' && Array.isArray(params['cards']))
    return t('host_warning.no_phone_network', { cards: format.list(params['cards'].map(isolate)) });
  const known = SENTENCES.find((each) => each === code);
  if (known !== undefined) return t(`host_warning.${known}`, isolated(params));
  const error = ERROR_KINDS.find((kind) => kind === params['error']);
  if (error === undefined) return null;
  const because = t(`host_error.${error}`);
  if (code === 'games_imported_twice')
    return imported(t, params, `${t('host_warning.games_imported_twice')} ${because}`);
  const refused = WITH_ERROR.find((each) => each === code);
  return refused === undefined ? null : `${t(`host_warning.${refused}`, isolated(params))} ${because}`;
}

function notOpened(
  t: TFunction<'banker'>,
  format: DeskFormat,
  {
    code,
    params,
  }: { readonly code: 'games_not_opened' | 'games_newer'; readonly params: HostWarning['params'] },
): string {
  const codes = Array.isArray(params['games']) ? params['games'] : [];
  return t(`host_warning.${code}`, { count: codes.length, games: format.list(codes) });
}

/** How many games came from an earlier version's folder, how many did not, and what became of the folder. */
function imported(t: TFunction<'banker'>, params: HostWarning['params'], folder: string): string {
  const [came, refused] = [Number(params['imported']), Number(params['refused'])];
  return [
    t('host_warning.games_imported', { ...isolated(params), count: came }),
    ...(refused > 0 ? [t('host_warning.games_refused', { count: refused })] : []),
    folder,
  ].join(' ');
}

/** Addresses, names and paths run left to right, whatever the sentence does. */
function isolated(params: HostWarning['params']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? isolate(value) : value]),
  );
}

const FATES = ['lost', 'from_backup', 'incomplete', 'complete'] as const;

/** What happened, then one sentence per outcome: one for each game would fill the desk. */
function recovered(t: TFunction<'banker'>, format: DeskFormat, params: HostWarning['params']): string {
  const at = typeof params['backup_at'] === 'number' ? new Date(params['backup_at']).toISOString() : null;
  const backup = at === null ? '' : format.dayAndTime(at);
  const fates = FATES.flatMap((fate) => {
    const codes = params[fate];
    if (!Array.isArray(codes) || codes.length === 0) return [];
    return t(`host_warning.games_${fate}`, { count: codes.length, games: format.list(codes), backup });
  });
  return [
    params['kept_in'] === null
      ? t('host_warning.games_missing')
      : t('host_warning.games_damaged', isolated(params)),
    ...(fates.length === 0 ? [t('host_warning.games_none')] : fates),
    ...missingSteps(t, format, params),
    ...otherGames(t, params['others'], fates.length === 0),
    ...fateOfLibrary(t, params['library']),
    ...(params['settings'] === 'lost' ? [t('host_warning.settings_lost')] : []),
  ].join(' ');
}

function missingSteps(t: TFunction<'banker'>, format: DeskFormat, params: HostWarning['params']): string[] {
  const { missing, missing_steps: steps } = params;
  if (!Array.isArray(missing) || !Array.isArray(steps) || missing.length === 0) return [];
  const games = missing.map((code, index) => `${code} (${steps[index] ?? ''})`);
  return [t('host_warning.games_steps_missing', { games: format.list(games) })];
}

/** @param isNothing whether it is said already that there is no game */
function otherGames(t: TFunction<'banker'>, others: unknown, isNothing: boolean): string[] {
  if (others !== 'lost' && (others !== 'possible' || isNothing)) return [];
  return [t(`host_warning.games_others_${others}`)];
}

function fateOfLibrary(t: TFunction<'banker'>, fate: unknown): string[] {
  if (fate !== 'backup' && fate !== 'incomplete' && fate !== 'lost') return [];
  return [t(`host_warning.own_exercises_${fate}`)];
}

/** What somebody who knows about folders and terminals can do about it; null where the warning says all. */
export function warningHow(
  t: TFunction<'banker'>,
  { code, params }: Pick<HostWarning, 'code' | 'params'>,
): string | null {
  const path = params['path'];
  if (code !== 'data_exposed' || typeof path !== 'string') return null;
  return t('host_warning.data_exposed_how', { path: isolate(path), command: isolate(closingCommand(path)) });
}

/** One paragraph per warning. */
export function WarningList({ warnings }: { readonly warnings: readonly HostWarning[] }) {
  const { t } = useTranslation('banker');
  const format = useDeskFormat();
  return warnings.map((warning) => {
    const words = warningText(t, format, warning);
    return words === null ? (
      <p key={warning.detail} data-words="none" lang="en" dir="ltr">
        {warning.detail}
      </p>
    ) : (
      <Fragment key={warning.detail}>
        <p>
          <BidiText>{words}</BidiText>
        </p>
        <How words={warningHow(t, warning)} />
      </Fragment>
    );
  });
}

/** Folded away until it is looked for: a command frightens whoever has never typed one. */
function How({ words }: { readonly words: string | null }) {
  const { t } = useTranslation('banker');
  if (words === null) return null;
  return (
    <details className={css.how} data-part="warning-how">
      <summary>{t('warning.how')}</summary>
      <p>
        <BidiText>{words}</BidiText>
      </p>
    </details>
  );
}
