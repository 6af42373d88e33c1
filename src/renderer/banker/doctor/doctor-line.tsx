import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { playersOf, useDesk, useGame } from '../desk/desk-context.ts';
import { useHostNow } from '../hooks/desk-clocks.ts';
import { type DoctorLine as DoctorLineName, lineOf, otherwiseConnected } from './rung-text.ts';
import { useIsConnected } from './use-is-connected.ts';
import css from './doctor.module.css';

/** How far phones get, in one line, with the way to the doctor's page. */
export function DoctorLine({ report }: { readonly report: DoctorReport | null }) {
  const { t } = useTranslation('doctor');
  const { hrefOf } = useDesk();
  const format = useFormat();
  const now = useHostNow();
  const hasPlayers = useGame((view) => playersOf(view.players).length > 0);
  const isConnected = useIsConnected();
  if (report === null) return null;
  const otherwise = otherwiseConnected(report, isConnected);
  const { line, isAlarm } = lineOf(report, hasPlayers, otherwise);
  const heardAt = report.rungs.find(({ rung }) => rung === 'heard')?.at ?? now;
  return (
    <p
      className={clsx(css.line)}
      role={isAlarm ? 'alert' : undefined}
      data-part="doctor-line"
      data-alarm={isAlarm}
    >
      <BidiText>
        {t(`line.${line}`, {
          ago: format.span(now - heardAt),
          address: isolate(otherwise?.by === 'elsewhere' ? otherwise.address : ''),
        })}
      </BidiText>{' '}
      <a href={hrefOf('doctor')}>{t(wayOf(line, isAlarm))}</a>
    </p>
  );
}

/** What the link is called: while nobody has come, only somebody whose page does not open needs help. */
function wayOf(line: DoctorLineName, isAlarm: boolean) {
  if (isAlarm) return 'line.help';
  return line === 'none' ? 'line.try' : 'line.details';
}
