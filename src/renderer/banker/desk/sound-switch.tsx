import { clsx } from 'clsx';
import { Volume2, VolumeX } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { Dialog as AriaDialog, DialogTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { Button } from '../components/button.tsx';
import { Checkbox } from '../components/fields.tsx';
import { Popover } from '../components/popover.tsx';
import { useDesk } from './desk-context.ts';
import menuCss from '../components/menu.module.css';
import css from './sound-switch.module.css';

/** The chime for new requests: on or off, how loud, and what it sounds like. */
export function SoundSwitch() {
  const { t } = useTranslation('banker');
  const format = useFormat();
  const { sounds } = useDesk();
  const muted = useSyncExternalStore(sounds.subscribe, sounds.isMuted);
  return (
    <DialogTrigger>
      <Button
        variant="quiet"
        size="icon"
        label={format.labelled(t('sound.title'), t(muted ? 'sound.is_off' : 'sound.is_on'))}
      >
        {muted ? <VolumeX aria-hidden size={20} /> : <Volume2 aria-hidden size={20} />}
      </Button>
      <Popover className={menuCss.popover}>
        <AriaDialog className={clsx(css.sound)} aria-label={t('sound.title')}>
          <Checkbox
            of={null}
            label={t('sound.chime')}
            hint={t('sound.hint')}
            checked={!muted}
            onChange={(wanted) => sounds.mute(!wanted)}
          />
          <Volume muted={muted} />
        </AriaDialog>
      </Popover>
    </DialogTrigger>
  );
}

function Volume({ muted }: { readonly muted: boolean }) {
  const { t } = useTranslation('banker');
  const { sounds, storage } = useDesk();
  const [volume, setVolume] = useState(() => storage.volume());
  return (
    <div className={css.volume}>
      <label>
        <span>{t('sound.volume')}</span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.05}
          value={volume}
          disabled={muted}
          onChange={({ target }) => {
            setVolume(target.valueAsNumber);
            sounds.setVolume(target.valueAsNumber);
            storage.saveVolume(target.valueAsNumber);
          }}
        />
      </label>
      <Button size="small" disabled={muted} onPress={() => sounds.play('request')}>
        {t('sound.try')}
      </Button>
    </div>
  );
}
