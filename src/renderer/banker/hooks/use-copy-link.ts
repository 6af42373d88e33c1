import { useTranslation } from 'react-i18next';
import { useSay } from '../desk/notices.tsx';

/** Copies a link and says so. Only loopback and https have a clipboard; elsewhere the link can be selected by hand. */
export function useCopy(): (link: string) => void {
  const { t } = useTranslation('banker');
  const say = useSay();
  return (link) => {
    if (!isSecureContext) return say(t('join.copy_by_hand', { link }));
    const byHand = () => say(t('join.copy_by_hand', { link }));
    navigator.clipboard.writeText(link).then(() => say(t('join.copied', { link })), byHand);
    return undefined;
  };
}
