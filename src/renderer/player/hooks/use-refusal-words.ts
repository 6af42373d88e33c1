import { useTranslation } from 'react-i18next';
import type shared from '../../shared/locales/en/shared.json';

/** Why the host refused a player. What only desks do has no words on phones, which would load them before their first screen. */
export function useRefusalWords(): (code: string) => string {
  const { t, i18n } = useTranslation('shared');
  const isWorded = (code: string): code is keyof typeof shared.problems => i18n.exists(`problems.${code}`);
  return (code) => t(`problems.${isWorded(code) ? code : 'bad_request'}`);
}
