import { Moon, Palette, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/components/button.tsx';
import { useThemeSwitch } from '../../shared/theme-context.ts';
import type { Theme } from '../../shared/theme.ts';

/** Switches to the next theme with one tap: nobody wants to look for a menu in bright sun. */
export function ThemeButton() {
  const { t } = useTranslation('shared');
  const themes = useThemeSwitch();
  const theme = useSyncExternalStore(themes.subscribe, themes.current);
  const Icon = ICONS[theme];
  return (
    <Button
      size="icon"
      aria-label={t('theme.now', { theme: t(`theme.${theme}`) })}
      onClick={() => themes.choose(themes.next())}
    >
      <Icon aria-hidden="true" />
    </Button>
  );
}

const ICONS = { light: Palette, dark: Palette, sun: Sun, night: Moon } as const satisfies Record<
  Theme,
  typeof Sun
>;
