import { useTranslation } from 'react-i18next';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { inkOn } from '../colour.ts';
import { isolate } from '../locales/bidi-text.tsx';
import { TEAM_OUTLINES, teamLetter } from '../team-look.ts';
import css from './team-badge.module.css';

/** React's types do not know it for SVG. */
const UNTRANSLATED = { translate: 'no' };

export interface TeamBadgeProps {
  readonly team: Pick<Team, 'team_number' | 'name' | 'colour' | 'shape'>;
  /** CSS length of its side; scales with the text by default. */
  readonly size?: string;
  /** True when the team's name is beside it, so that screen readers don't read it twice. */
  readonly named?: boolean;
}

/** A team at a glance: colour, shape and letter, never colour alone. */
export function TeamBadge({ team, size = '1.75em', named = false }: TeamBadgeProps) {
  const { t } = useTranslation('shared');
  const letter = teamLetter(team.team_number);
  const { path, letterY, letterSize } = TEAM_OUTLINES[team.shape];
  const label = t('team.badge', { letter, name: isolate(team.name) });
  return (
    <svg
      className={css.badge}
      viewBox="0 0 48 48"
      {...UNTRANSLATED}
      style={{ inlineSize: size, blockSize: size }}
      {...(named ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path d={path} fill={team.colour} className={css.outline} />
      <text
        x="24"
        y={letterY}
        fontSize={letterSize}
        fill={inkOn(team.colour)}
        className={css.letter}
        data-words="none"
      >
        {letter}
      </text>
    </svg>
  );
}
