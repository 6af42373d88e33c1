import { X } from 'lucide-react';
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { useStableCallback } from '../hooks/use-stable-callback.ts';
import type { ExerciseOption } from '../model/exercise-options.ts';
import { ExercisePicker, type OpenMenu } from './exercise-picker.tsx';
import css from './several-bar.module.css';

interface SeveralBarProps {
  /** How many are ticked; 0 while its menu is still open. */
  readonly count: number;
  /** The menu that ticks more, where the heading has no room for it. */
  readonly tickMenu: ReactNode;
  readonly menu: OpenMenu;
  readonly onGiveEach: () => void;
  readonly onGiveAll: (exercise: ExerciseOption) => void;
  readonly onNone: () => void;
  /** It goes while it has the focus. */
  readonly onFocusLost: () => void;
}

/** What can be given to all ticked rows together. It lies below them, so that no row moves when it comes or goes. */
export function SeveralBar({
  count,
  tickMenu,
  menu,
  onGiveEach,
  onGiveAll,
  onNone,
  onFocusLost,
}: SeveralBarProps) {
  const { t } = useTranslation('banker');
  const bar = useRef<HTMLElement>(null);
  const loseFocus = useStableCallback(onFocusLost);
  useLayoutEffect(() => {
    const own = bar.current;
    return () => {
      if (own?.contains(document.activeElement) === true) loseFocus();
    };
  }, [loseFocus]);
  return (
    <section ref={bar} className={css.bar} aria-label={t('several.bar')} data-part="several">
      <output className={css.count}>{t('several.count', { count })}</output>
      <div className={css.gifts}>
        <Button variant="main" size="small" className={css.gift} disabled={count === 0} onPress={onGiveEach}>
          {t('several.give_each')}
        </Button>
        <ExercisePicker
          heading={t('several.all_the_same', { count })}
          recipient={null}
          over={count === 0 ? t('several.over') : null}
          menu={menu}
          trigger={
            <Button size="small" className={css.gift}>
              {t('several.give_all')}
            </Button>
          }
          onPick={onGiveAll}
        />
      </div>
      <div className={css.ticks}>
        {tickMenu}
        <Button variant="quiet" size="icon" label={t('several.untick')} onPress={onNone}>
          <X aria-hidden size={20} />
        </Button>
      </div>
    </section>
  );
}
