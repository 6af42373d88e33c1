import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { exerciseWords } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Action } from '../components/button.tsx';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useSettling, type Settling } from '../hooks/use-ignore-double-click.ts';
import { wayBack, type Line, type WayBack } from '../model/feed-items.ts';
import css from './activity-feed.module.css';

/** The foot of the desk: what just happened, newest first, each with its way back where there is one. */
export function JustHappened({ lines }: { readonly lines: readonly Line[] }) {
  const { t } = useTranslation('banker');
  const settling = useSettling();
  return (
    <section className={css.foot} aria-labelledby="happened-title" data-part="happened">
      <h2 id="happened-title">{t('happened.title')}</h2>
      {lines.length === 0 ? (
        <p className={css.none}>{t('happened.none')}</p>
      ) : (
        // What scrolls must be reachable by keys, even when no line can be taken back.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol className={css.lines} aria-labelledby="happened-title" tabIndex={0}>
          {lines.map((line) => (
            <HappenedLine key={line.key} line={line} settling={settling} />
          ))}
        </ol>
      )}
    </section>
  );
}

interface LineProps {
  readonly line: Line;
  /** Of all lines: each way back adds a line, and the next one slides under the pointer. */
  readonly settling: Settling;
}

function HappenedLine({ line, settling }: LineProps) {
  const format = useFormat();
  const instant = new Date(line.at).toISOString();
  return (
    <li className={css.line} data-kind={line.kind}>
      <time className={css.time} dateTime={instant}>
        {format.timeOfDay(instant)}
      </time>
      <LineWords line={line} />
      <Back line={line} settling={settling} />
    </li>
  );
}

function LineWords({ line: { kind, challenge, player } }: { readonly line: Line }) {
  const { t } = useTranslation('banker');
  const name = challenge?.player_name ?? player?.player_name ?? null;
  return (
    <span className={css.words}>
      {name !== null && <bdi className={css.name}>{name}</bdi>}
      {challenge !== null && <BuildingName challenge={challenge} />}{' '}
      <span className={css.kind}>{t(`happened.${kind}`)}</span>
      {challenge !== null && (kind === 'assigned' || kind === 'changed') && <Given challenge={challenge} />}
    </span>
  );
}

function BuildingName({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('shared');
  return (
    <>
      {', '}
      {t(`buildings.${challenge.building_type}`)}:
    </>
  );
}

function Given({ challenge }: { readonly challenge: Challenge }) {
  const { t } = useTranslation('shared');
  const format = useFormat();
  return (
    <>
      {' '}
      <bdi>{exerciseWords(t, format, challenge)}</bdi>
    </>
  );
}

function Back({ line, settling: { isSettling, settle } }: LineProps) {
  const { t } = useTranslation('banker');
  const way = useWayBack(line);
  const takeBack = useTakeBack();
  if (way === null) return null;
  const name = line.challenge?.player_name ?? line.player?.player_name ?? '';
  return (
    <Action
      kind="quiet"
      size="small"
      className={css.back ?? ''}
      label={t(`happened.${way}_label`, { name: isolate(name) })}
      pending={isSettling}
      onPress={() => settle(takeBack(line, way))}
    >
      <Undo2 aria-hidden size={16} /> {t(`happened.${way}`)}
    </Action>
  );
}

function useWayBack(line: Line): WayBack {
  return useGame((view) => {
    if (view.game?.status === 'completed' && line.challenge !== null) return null;
    return wayBack(
      line,
      (id) => findChallenge(view, id),
      (id) => view.players.find(({ player_id }) => player_id === id)?.removed === true,
    );
  });
}

/** Takes a line back; what the host refuses is told as every refusal. */
export function useTakeBack(): (line: Line, way: WayBack) => Promise<unknown> {
  const { calls, gameCode } = useDesk();
  const run = useRun();
  return async ({ challenge, player }, way) => {
    if (way === 'undo' && challenge !== null)
      await run(() => calls.undo(gameCode, challenge.id), `undo ${challenge.id}`);
    if (way === 'restore' && player !== null)
      await run(() => calls.restorePlayer(gameCode, player.player_id), `restore ${player.player_id}`);
  };
}
