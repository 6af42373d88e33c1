import { useTranslation } from 'react-i18next';
import { TEAM_COLOURS, TEAM_SHAPES } from '../../../game/catalogue.ts';
import type { Team } from '../../../protocol/entity-schemas.ts';
import { TeamBadge } from '../../shared/components/team-badge.tsx';
import css from './team-look.module.css';

const COLOUR_WORDS = {
  '#0072B2': 'blue',
  '#E69F00': 'orange',
  '#009E73': 'green',
  '#D55E00': 'red',
  '#CC79A7': 'pink',
  '#56B4E9': 'sky',
  '#F0E442': 'yellow',
  '#000000': 'black',
} as const satisfies Record<(typeof TEAM_COLOURS)[number], string>;

type Look = Partial<Pick<Team, 'colour' | 'shape'>>;

interface TeamLookProps {
  readonly team: Team;
  readonly onChange: (look: Look) => void;
}

/** A team's colour and shape, chosen from those that everybody can tell apart. */
export function TeamLook({ team, onChange }: TeamLookProps) {
  const { t } = useTranslation('players');
  return (
    <div className={css.look}>
      <fieldset>
        <legend>{t('team.colour')}</legend>
        <div className={css.choices}>
          {TEAM_COLOURS.map((colour) => (
            <LookChoice
              key={colour}
              name={`colour-${team.team_number}`}
              label={t(`colour.${COLOUR_WORDS[colour]}`)}
              look={{ ...team, colour }}
              chosen={team.colour.toUpperCase() === colour}
              onChoose={() => onChange({ colour })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{t('team.shape')}</legend>
        <div className={css.choices}>
          {TEAM_SHAPES.map((shape) => (
            <LookChoice
              key={shape}
              name={`shape-${team.team_number}`}
              label={t(`shape.${shape}`)}
              look={{ ...team, shape }}
              chosen={team.shape === shape}
              onChoose={() => onChange({ shape })}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}

interface LookChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly look: Team;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function LookChoice({ name, label, look, chosen, onChoose }: LookChoiceProps) {
  return (
    <label className={css.choice} title={label}>
      <input type="radio" name={name} aria-label={label} checked={chosen} onChange={onChoose} />
      <TeamBadge team={look} size="1.75rem" named />
    </label>
  );
}
