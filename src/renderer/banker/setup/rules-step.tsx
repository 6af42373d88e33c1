import { useTranslation } from 'react-i18next';
import { LANGUAGE_TAGS } from '../../../game/enums.ts';
import { MAX_DURATION_SECONDS, MAX_ACTIVE_PER_PLAYER, MAX_PLAYERS } from '../../../game/limits.ts';
import type { Settings } from '../../../protocol/entity-schemas.ts';
import { LANGUAGES } from '../../shared/locales/languages.ts';
import { Checkbox, SelectField } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useOptimisticValue } from '../hooks/use-optimistic-value.ts';
import { OwnChanges } from '../players/own-changes.tsx';
import { NumberStepper } from './number-stepper.tsx';
import { Options } from './options.tsx';
import css from './setup.module.css';

const MINUTE_SECONDS = 60;

/** How the game is played. A rule changed during play applies from the next step on. */
export function RulesStep() {
  const { api, gameCode } = useDesk();
  const run = useRun();
  const told = useGame(({ game }) => game?.settings);
  const { value: settings, update } = useOptimisticValue(told);
  if (settings === undefined) return null;
  const change = (changed: Partial<Settings>) =>
    update(
      { ...settings, ...changed },
      run(() => api.changeGame(gameCode, { settings: changed })),
    );
  return (
    <div className={css.rules}>
      <Time settings={settings} onChange={change} />
      <Choices settings={settings} onChange={change} />
      <Most settings={settings} onChange={change} />
      <MostPlayers settings={settings} onChange={change} />
      <Names settings={settings} onChange={change} />
      <div className={css.rule}>
        <OwnChanges explained />
      </div>
      <GameLanguage settings={settings} onChange={change} />
    </div>
  );
}

interface RuleProps {
  readonly settings: Settings;
  readonly onChange: (changed: Partial<Settings>) => void;
}

function Time({ settings: { timers, duration_seconds, board_times }, onChange }: RuleProps) {
  const { t } = useTranslation('setup');
  return (
    <div className={css.rule}>
      <NumberStepper
        label={t('rules.duration')}
        hint={t('rules.duration_hint')}
        unit={t('exercises.minutes')}
        value={duration_seconds / MINUTE_SECONDS}
        of="setting duration_seconds"
        min={0.5}
        max={MAX_DURATION_SECONDS / MINUTE_SECONDS}
        step={0.5}
        onChange={(minutes) => minutes !== null && onChange({ duration_seconds: minutes * MINUTE_SECONDS })}
      />
      <Checkbox
        label={t('rules.timers')}
        hint={t('rules.timers_hint')}
        checked={timers}
        of="setting timers"
        onChange={(checked) => onChange({ timers: checked })}
      />
      <Checkbox
        label={t('rules.board_times')}
        hint={t('rules.board_times_hint')}
        checked={board_times}
        of="setting board_times"
        onChange={(checked) => onChange({ board_times: checked })}
      />
    </div>
  );
}

function Choices({ settings: { completion, join_teams }, onChange }: RuleProps) {
  const { t } = useTranslation('setup');
  return (
    <>
      <Options
        name="completion"
        legend={t('rules.completion')}
        value={completion}
        options={[
          { value: 'player', label: t('rules.completion_player'), hint: t('rules.completion_player_hint') },
          { value: 'banker', label: t('rules.completion_banker'), hint: t('rules.completion_banker_hint') },
        ]}
        onChange={(value) => onChange({ completion: value })}
      />
      <Options
        name="join"
        legend={t('rules.join')}
        value={join_teams}
        options={[
          { value: 'choose', label: t('rules.join_choose'), hint: t('rules.join_choose_hint') },
          { value: 'assign', label: t('rules.join_assign'), hint: t('rules.join_assign_hint') },
        ]}
        onChange={(value) => onChange({ join_teams: value })}
      />
    </>
  );
}

function Most({ settings: { max_active_per_player }, onChange }: RuleProps) {
  const { t } = useTranslation('setup');
  return (
    <div className={css.rule}>
      <NumberStepper
        label={t('rules.most')}
        hint={t('rules.most_hint')}
        value={max_active_per_player}
        of="setting max_active_per_player"
        min={1}
        max={MAX_ACTIVE_PER_PLAYER}
        onChange={(count) => count !== null && onChange({ max_active_per_player: count })}
      />
    </div>
  );
}

function MostPlayers({ settings: { max_players }, onChange }: RuleProps) {
  const { t } = useTranslation('setup');
  return (
    <div className={css.rule}>
      <NumberStepper
        label={t('rules.max_players')}
        hint={t('rules.max_players_hint')}
        value={max_players}
        of="setting max_players"
        min={1}
        max={MAX_PLAYERS}
        onChange={(count) => count !== null && onChange({ max_players: count })}
      />
    </div>
  );
}

function Names({ settings: { approve_names }, onChange }: RuleProps) {
  const { t } = useTranslation('setup');
  return (
    <div className={css.rule}>
      <Checkbox
        label={t('rules.approve')}
        hint={t('rules.approve_hint')}
        checked={approve_names}
        of="setting approve_names"
        onChange={(checked) => onChange({ approve_names: checked })}
      />
    </div>
  );
}

/**
 * What has been sent in one language stays in it, so the game's own is settled with its start. No page goes by it: it is folded away.
 */
function GameLanguage({ settings: { language }, onChange }: RuleProps) {
  const { t } = useTranslation('setup');
  const isWaiting = useGame(({ game }) => game?.status === 'waiting');
  if (!isWaiting) return null;
  return (
    <details className={css.seldom}>
      <summary>{t('rules.other_programs')}</summary>
      <SelectField
        label={t('rules.language')}
        hint={t('rules.language_hint')}
        value={language}
        of="setting language"
        choices={LANGUAGE_TAGS.map((value) => ({ value, label: LANGUAGES[value], lang: value }))}
        onChange={(value) => onChange({ language: value })}
      />
    </details>
  );
}
