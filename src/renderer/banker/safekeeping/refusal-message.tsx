import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BidiText } from '../../shared/locales/bidi-text.tsx';
import { ProblemWords } from '../components/problem-words.tsx';
import type { AttemptRefusal } from './use-attempt.ts';
import css from './safekeeping.module.css';

interface RefusalMessageProps {
  /** What did not happen. */
  readonly title: string;
  readonly refusal: AttemptRefusal | null;
}

/** Why it failed. It is there from the start, so that screen readers announce it. */
export function RefusalMessage({ title, refusal }: RefusalMessageProps) {
  const { t } = useTranslation('safekeeping');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [refusal]);
  return (
    <div ref={place} role="alert">
      {refusal?.kind === 'away' && <p className={css.failed}>{t('away')}</p>}
      {(refusal?.kind === 'problem' || refusal?.kind === 'text') && (
        <div className={css.failed}>
          <p>
            <strong>
              <BidiText>{title}</BidiText>
            </strong>
          </p>
          <p>{refusal.kind === 'problem' ? <ProblemWords problem={refusal.problem} /> : refusal.text}</p>
        </div>
      )}
    </div>
  );
}
