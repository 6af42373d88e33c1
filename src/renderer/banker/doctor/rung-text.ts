/** What a rung of the doctor's ladder says in the page's language. */
import type { TFunction } from 'i18next';
import type { RungName } from '../../../protocol/doctor-codes.ts';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import type { Format } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';

type Rung = DoctorReport['rungs'][number];

/**
 * Where whoever is connected has come, if no phone has come to the address under the code: to another address of the laptop, or from the
 * laptop itself, which proves nothing about phones.
 */
export type Otherwise = { readonly by: 'elsewhere'; readonly address: string } | { readonly by: 'itself' };

/**
 * Null: nobody is connected, or phones do come as they are meant to.
 * @param isConnected whether any player of this game is
 */
export function otherwiseConnected(
  { rungs, causes }: Pick<DoctorReport, 'rungs' | 'causes'>,
  isConnected: boolean,
): Otherwise | null {
  const hasCome = rungs.some(({ rung, state }) => rung === 'request' && state === 'passed');
  if (!isConnected || hasCome) return null;
  const address = causes.find(({ code }) => code === 'arrived_elsewhere')?.params['address'];
  return typeof address === 'string' ? { by: 'elsewhere', address } : { by: 'itself' };
}

/** @param now the host's clock, ms since 1970. */
export function rungText(
  t: TFunction<'doctor'>,
  format: Format,
  { rung, state, at }: Rung,
  { port, address }: Pick<DoctorReport, 'port' | 'address'>,
  now: number,
  otherwise: Otherwise | null,
): string {
  const ago = at === null ? '' : format.span(now - at);
  const shown = isolate(address ?? '');
  switch (rung) {
    case 'listening':
      return t('rung.listening.passed', { port });
    case 'address':
      return state === 'passed' ? t('rung.address.passed', { address: shown }) : t('rung.address.failed');
    case 'self':
      return t(`rung.self.${state}`, { address: shown });
    case 'request':
      if (otherwise?.by === 'elsewhere')
        return t('rung.request.elsewhere', { address: isolate(otherwise.address) });
      return t(`rung.request.${otherwise?.by ?? state}`, { ago });
    case 'socket':
      return t(`rung.socket.${state}`);
    case 'heard':
      if (state === 'passed') return t('rung.heard.passed', { ago });
      return at === null ? t('rung.heard.waiting') : t('rung.heard.quiet', { ago });
    default:
      return rung satisfies never;
  }
}

/** How far phones get, in one line: which text of `line`. */
export type DoctorLine =
  | 'no_network'
  | 'self'
  | 'none'
  | 'unreached'
  | 'not_connected'
  | 'heard'
  | Otherwise['by'];

/**
 * Whether somebody should look, and at what.
 * @param hasPlayers whether anybody plays: without phones, or in a rehearsal, nothing is wrong if none comes.
 */
export function lineOf(
  { rungs, address }: Pick<DoctorReport, 'rungs' | 'address'>,
  hasPlayers: boolean,
  otherwise: Otherwise | null,
): {
  readonly line: DoctorLine;
  readonly isAlarm: boolean;
} {
  const next = rungs.find(({ state }) => state !== 'passed');
  const isAlarm = next?.state === 'failed' && !(hasPlayers && next.rung === 'request');
  if (address === null) return { line: 'no_network', isAlarm: true };
  if (otherwise !== null && !isAlarm) return { line: otherwise.by, isAlarm };
  return { line: next === undefined ? 'heard' : LINES[next.rung](isAlarm), isAlarm };
}

const LINES: Readonly<Record<RungName, (isFailed: boolean) => DoctorLine>> = {
  listening: () => 'none',
  address: () => 'unreached',
  self: (isFailed) => (isFailed ? 'self' : 'none'),
  request: (isFailed) => (isFailed ? 'unreached' : 'none'),
  socket: () => 'not_connected',
  heard: () => 'heard',
};
