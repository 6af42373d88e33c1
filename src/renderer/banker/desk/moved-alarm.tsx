import { Maximize2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostInfo } from '../../../protocol/host-info.ts';
import { useWifi } from '../../shared/hooks/use-wifi.ts';
import { joinLinks } from '../../shared/join-link.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { addressChange } from '../../shared/moved-laptop.ts';
import { Button } from '../components/button.tsx';
import { FullScreenCode } from '../joining/full-screen-code.tsx';
import { useDesk } from './desk-context.ts';
import css from './moved-alarm.module.css';

/** On every page of the desk, until it is read: the laptop's address has changed, and what to do about it. */
export function MovedAlarm({ info }: { readonly info: HostInfo | null }) {
  const { t } = useTranslation('banker');
  const { gameCode, sounds } = useDesk();
  const [read, setRead] = useState<string | null>(null);
  const [full, setFull] = useState(false);
  const to = addressChange(info);
  const [link] = joinLinks(info?.join_urls ?? [], gameCode);
  const isShown = to !== null && to !== read;
  useEffect(() => {
    if (isShown) sounds.play('alarm');
  }, [isShown, sounds]);
  return (
    <>
      <div role="alert">
        {isShown && (
          <div className={css.alarm} data-part="moved">
            <p>
              <strong>
                <BidiText>{t('moved.title', { to: isolate(to) })}</BidiText>
              </strong>{' '}
              <span className={css.what}>{t('moved.text')}</span>
            </p>
            {link !== undefined && (
              <Button size="small" onPress={() => setFull(true)}>
                <Maximize2 aria-hidden size={16} /> {t('moved.show')}
              </Button>
            )}
            <Button size="small" onPress={() => setRead(to)}>
              {t('moved.read')}
            </Button>
          </div>
        )}
      </div>
      {full && link !== undefined && <NewCode link={link} onOpenChange={setFull} />}
    </>
  );
}

interface NewCodeProps {
  readonly link: string;
  readonly onOpenChange: (open: boolean) => void;
}

function NewCode({ link, onOpenChange }: NewCodeProps) {
  const { t } = useTranslation('banker');
  const { laptop } = useDesk();
  const { wifi } = useWifi(laptop);
  // Small windows have no room for it in the alarm itself.
  return <FullScreenCode open onOpenChange={onOpenChange} link={link} wifi={wifi} why={t('moved.text')} />;
}
