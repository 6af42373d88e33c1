import { useTranslation } from 'react-i18next';
import type { Building } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import css from '../screens/screen.module.css';

export function BuildingChip({ building }: { readonly building: Building }) {
  const { t } = useTranslation();
  return (
    <p className={css.chip}>
      <BuildingIcon building={building} className={css.calm} />
      {t(`buildings.${building}`)}
    </p>
  );
}
