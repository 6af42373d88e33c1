import { Volume2, VolumeX } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { LanguageSelect } from '../../shared/components/language-select.tsx';
import { useThemeSwitch } from '../../shared/theme-context.ts';
import { useGameContext } from '../game/game-context.ts';
import css from './drawer.module.css';

/** Sound, theme and language of this phone. */
export function SettingsSection() {
  const { t } = useTranslation('drawer');
  return (
    <section>
      <h2>{t('settings')}</h2>
      <Sound />
      <Colours />
      <LanguageSelect />
    </section>
  );
}

function Sound() {
  const { t } = useTranslation('shared');
  const { sounds } = useGameContext();
  const isMuted = useSyncExternalStore(sounds.subscribe, sounds.isMuted);
  const Icon = isMuted ? VolumeX : Volume2;
  return (
    <Button aria-pressed={!isMuted} onClick={() => sounds.mute(!isMuted)}>
      <Icon aria-hidden="true" size="1.25em" />
      {isMuted ? t('sound.off') : t('sound.on')}
    </Button>
  );
}

function Colours() {
  const { t } = useTranslation('shared');
  const themes = useThemeSwitch();
  const current = useSyncExternalStore(themes.subscribe, themes.current);
  return (
    <fieldset className={css.choices}>
      <legend className={css.legend}>{t('theme.label')}</legend>
      {themes.themes.map((theme) => (
        <label key={theme} className={css.choice}>
          <input
            type="radio"
            name="theme"
            className={css.radio}
            checked={theme === current}
            onChange={() => themes.choose(theme)}
          />
          {t(`theme.${theme}`)}
        </label>
      ))}
    </fieldset>
  );
}
