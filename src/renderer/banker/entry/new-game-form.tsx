import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostClient } from '../../../client/host-client.ts';
import { MAX_TEAMS, DEFAULT_TEAM_COUNT } from '../../../game/catalogue.ts';
import { EXERCISE_TIERS, type ExerciseTier, LANGUAGE_TAGS } from '../../../game/enums.ts';
import { GAME_NAME_LIMIT } from '../../../game/text-limits.ts';
import type { Game } from '../../../protocol/entity-schemas.ts';
import type { Template } from '../../../protocol/library.ts';
import { cataloguesOf } from '../../shared/locales/language.ts';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { SelectField, TextField } from '../components/fields.tsx';
import { NumberField } from '../components/number-field.tsx';
import { useRun } from '../desk/notices.tsx';
import { useLibrary } from '../library/use-library.ts';
import { ownerLaptop } from './owner-laptop.ts';
import css from './games-page.module.css';

interface NewGameProps {
  readonly api: HostClient;
  /** With the template that it was made from, if any. */
  readonly onCreated: (game: Game, template: Template | null) => void;
}

/** A name and a number of teams make a game; the rest is set up afterwards. */
export function NewGameForm({ api, onCreated }: NewGameProps) {
  const { t, i18n: words } = useTranslation('banker');
  const { t: tLibrary } = useTranslation('library');
  const run = useRun();
  // The host has no words for exercises in languages that were added.
  const language = LANGUAGE_TAGS.find((tag) => tag === cataloguesOf(words.language)) ?? 'en';
  const [name, setName] = useState('');
  const [teams, setTeams] = useState<number | null>(DEFAULT_TEAM_COUNT);
  const [tier, setTier] = useState<ExerciseTier>('usual');
  const [busy, setBusy] = useState(false);
  const { library } = useLibrary(ownerLaptop);
  const templates = library?.templates ?? [];
  const [templateId, setTemplateId] = useState('');
  const template = templates.find(({ id }) => String(id) === templateId) ?? null;

  const isFine = name.trim() === '' || checkTyped(name, GAME_NAME_LIMIT).fault === null;
  const create = async () => {
    const body = {
      name: name.trim() || t('games.name_placeholder'),
      ...(template === null
        ? { team_count: teams ?? DEFAULT_TEAM_COUNT, settings: { exercise_tier: tier, language } }
        : { template_id: template.id }),
    };
    setBusy(true);
    const made = await run(() => api.createGame(body));
    setBusy(false);
    if (made !== null) onCreated(made.game, template);
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy && isFine) void create();
      }}
    >
      <TextField
        label={t('games.name')}
        hint={t('games.name_hint')}
        value={name}
        limit={GAME_NAME_LIMIT}
        placeholder={t('games.name_placeholder')}
        onChange={setName}
      />
      {templates.length > 0 && (
        <SelectField
          label={tLibrary('templates.choose')}
          hint={tLibrary('templates.choose_hint')}
          value={template === null ? '' : templateId}
          choices={[
            { value: '', label: tLibrary('templates.blank') },
            ...templates.map((each) => ({ value: String(each.id), label: each.name })),
          ]}
          onChange={setTemplateId}
        />
      )}
      {template === null && (
        <>
          <NumberField
            label={t('games.teams')}
            hint={t('games.teams_hint', { most: MAX_TEAMS })}
            value={teams}
            min={1}
            max={MAX_TEAMS}
            onChange={setTeams}
          />
          <SelectField
            label={t('games.tier')}
            hint={t('games.tier_hint')}
            value={tier}
            choices={EXERCISE_TIERS.map((value) => ({ value, label: t(`games.tiers.${value}`) }))}
            onChange={setTier}
          />
        </>
      )}
      <Button
        variant="main"
        size="big"
        submit
        disabled={busy || (template === null && teams === null) || !isFine}
      >
        {t(busy ? 'games.creating' : 'games.create')}
      </Button>
    </form>
  );
}
