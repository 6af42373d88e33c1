import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import type { Counts } from '../model/summary.ts';
import css from './summary.module.css';

const NUMBERS = ['asked', 'done', 'expired', 'cancelled'] as const;
const SPANS = ['medianWaitingMs', 'medianDoingMs'] as const;

/** The column headings for `CountsCells`. */
export function CountsHeads() {
  const { t } = useTranslation('summary');
  return [...NUMBERS, ...SPANS].map((name) => (
    <th key={name} scope="col" className={css.number}>
      {t(`column.${name}`)}
    </th>
  ));
}

/** One line's numbers: asked, done, expired, cancelled, and the two medians. */
export function CountsCells({ counts }: { readonly counts: Counts }) {
  const format = useFormat();
  return (
    <>
      {NUMBERS.map((name) => (
        <td key={name} className={css.number}>
          {counts[name] === 0 ? <None /> : format.number(counts[name])}
        </td>
      ))}
      {SPANS.map((name) => (
        <td key={name} className={css.number}>
          {counts[name] === null ? <None /> : format.clock(counts[name])}
        </td>
      ))}
    </>
  );
}

function None() {
  const { t } = useTranslation('summary');
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('nothing')}</span>
    </>
  );
}
