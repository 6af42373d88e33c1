import { useTranslation } from 'react-i18next';
import { useNotify } from '../desk/notices.tsx';

/** Copies a link and says so. Only loopback and https have a clipboard; elsewhere the link has to be copied by hand. */
export function useCopyLink(): (link: string) => void {
  const { t } = useTranslation('banker');
  const notify = useNotify();
  return (link) => {
    if (!isSecureContext) return notify(t('join.copy_by_hand', { link }));
    const byHand = () => notify(t('join.copy_by_hand', { link }));
    navigator.clipboard.writeText(link).then(() => notify(t('join.copied', { link })), byHand);
    return undefined;
  };
}
