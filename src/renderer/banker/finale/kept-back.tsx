import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isOrderKeptBack } from '../../shared/results/kept-back.ts';
import { Button } from '../components/button.tsx';
import { useGame } from '../desk/desk-context.ts';
import css from './finale.module.css';

/** The order of the teams, once the board has shown it: this screen may be the one that the projector shows. */
export function KeptBack({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('summary');
  const isKeptBack = useGame(({ game }) => game !== null && isOrderKeptBack(game));
  const [isWanted, setWanted] = useState(false);
  if (!isKeptBack || isWanted) return children;
  return (
    <div className={css.kept} data-part="kept-back">
      <p>{t('finale.kept_back')}</p>
      <Button size="small" onPress={() => setWanted(true)}>
        {t('finale.show_here')}
      </Button>
    </div>
  );
}
