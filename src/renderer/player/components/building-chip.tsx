import { useTranslation } from 'react-i18next';
import type { Building } from '../../../game/catalogue.ts';
import { BuildingIcon } from '../../shared/components/building-icon.tsx';
import { fitWords } from '../../shared/fit-words.ts';
import screenCss from '../screens/screen.module.css';

export function BuildingChip({ building }: { readonly building: Building }) {
  const { t } = useTranslation('shared');
  const name = t(`buildings.${building}`);
  return (
    <p className={screenCss.chip} style={fitWords(name)}>
      <BuildingIcon building={building} className={screenCss.calm} />
      {name}
    </p>
  );
}
