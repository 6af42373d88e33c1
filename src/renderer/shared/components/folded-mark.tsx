import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { isFolded } from '../folded.ts';
import css from './folded-mark.module.css';

/** Says that nobody plays for the team any more. */
export function FoldedMark({ team }: { readonly team: Pick<Team, 'folded_at'> }) {
  const { t } = useTranslation('shared');
  return isFolded(team) ? <small className={css.folded}>{t('team.folded')}</small> : null;
}
