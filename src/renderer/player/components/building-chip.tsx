import { useTranslation } from 'react-i18next';
import type { Building } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import screenCss from '../screens/screen.module.css';

export function BuildingChip({ building }: { readonly building: Building }) {
  const { t } = useTranslation('shared');
  return (
    <p className={screenCss.chip}>
      <BuildingIcon building={building} className={screenCss.calm} />
      {t(`buildings.${building}`)}
    </p>
  );
}
