import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DoctorReport } from '../../../protocol/doctor-report.ts';
import { useFormat } from '../../shared/format.ts';
import { BidiText } from '../../shared/locales/bidi-text.tsx';
import { useHostNow } from '../hooks/desk-clocks.ts';
import { otherwiseConnected, rungText } from './rung-text.ts';
import { useIsConnected } from './use-is-connected.ts';
import css from './doctor.module.css';

const SIGNS = { passed: CircleCheck, waiting: CircleDashed, failed: CircleX } as const;

/** What has to be true for phones to play, from the ground up, with the evidence for each, as far as it goes. */
export function Ladder({ report }: { readonly report: DoctorReport }) {
  const { t } = useTranslation('doctor');
  const format = useFormat();
  const now = useHostNow();
  const otherwise = otherwiseConnected(report, useIsConnected());
  const next = report.rungs.findIndex(({ state }) => state !== 'passed');
  return (
    <ol className={css.ladder} aria-label={t('ladder')} data-part="ladder">
      {report.rungs.map((rung, index) => {
        const Sign = SIGNS[rung.state];
        return (
          <li key={rung.rung} data-rung={rung.rung} data-state={rung.state}>
            <Sign aria-hidden size={24} />
            <div>
              <strong>
                {t(`rung.${rung.rung}.name`)}{' '}
                <span className="visually-hidden">{t(`state.${rung.state}`)}</span>
              </strong>
              {(next === -1 || index <= next) && (
                <p>
                  <BidiText>{rungText(t, format, rung, report, now, otherwise)}</BidiText>
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
