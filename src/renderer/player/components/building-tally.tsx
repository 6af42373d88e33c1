import { useTranslation } from 'react-i18next';
import type { Building } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import { useFormat } from '../../shared/format.ts';
import type { Count } from '../model/tally.ts';
import css from './building-tally.module.css';

interface BuildingTallyProps {
  readonly counts: readonly Count<Building>[];
  /** Shown when nothing was built. */
  readonly none: string;
}

export function BuildingTally({ counts, none }: BuildingTallyProps) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  if (counts.length === 0) return <p>{none}</p>;
  return (
    <ul className={css.tally}>
      {counts.map(({ of, count }) => (
        <li key={of} className={css.one}>
          <BuildingIcon building={of} size="1.75rem" className={css.icon} />
          <span className={css.name} style={fitWords(t(`buildings.${of}`))}>
            {t(`buildings.${of}`)}
          </span>
          <span className={css.count}>{format.number(count)}</span>
        </li>
      ))}
    </ul>
  );
}
