import { Volume2, VolumeX } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSounds } from '../sounds-context.ts';
import css from './theme-button.module.css';

/** Beside the button for the colours, and as hard to see: mutes the sound of those who join. */
export function SoundButton() {
  const { t } = useTranslation('board');
  const sounds = useSounds();
  const isHeard = useSyncExternalStore(sounds.subscribe, () => sounds.isUnlocked() && !sounds.isMuted());
  const Icon = isHeard ? Volume2 : VolumeX;
  return (
    <button
      type="button"
      className={css.button}
      data-place="second"
      aria-label={t('sound')}
      aria-pressed={isHeard}
      onClick={() => {
        sounds.unlock();
        sounds.mute(isHeard);
      }}
    >
      <Icon aria-hidden="true" />
    </button>
  );
}
