import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BidiText } from '../../shared/locales/bidi-text.tsx';
import type { Refusal } from './use-attempt.ts';
import css from './safekeeping.module.css';

interface RefusalMessageProps {
  /** What did not happen. */
  readonly title: string;
  readonly refusal: Refusal | null;
}

/** Why it did not work; there from the beginning, so that screen readers hear of what comes. */
export function RefusalMessage({ title, refusal }: RefusalMessageProps) {
  const { t } = useTranslation('safekeeping');
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal !== null) place.current?.scrollIntoView({ block: 'nearest' });
  }, [refusal]);
  return (
    <div ref={place} role="alert">
      {refusal?.kind === 'away' && <p className={css.failed}>{t('away')}</p>}
      {refusal?.kind === 'said' && (
        <div className={css.failed}>
          <p>
            <strong>
              <BidiText>{title}</BidiText>
            </strong>
          </p>
          <p data-words="none">{refusal.sentence}</p>
        </div>
      )}
    </div>
  );
}
