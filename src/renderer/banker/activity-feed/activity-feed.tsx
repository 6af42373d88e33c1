import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { exerciseText } from '../../shared/exercise-text.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { findChallenge, useDesk, useGame } from '../desk/desk-context.ts';
import { useRun } from '../desk/notices.tsx';
import { useIgnoreDoubleClick, type DoubleClickGuard } from '../hooks/use-ignore-double-click.ts';
import { undoOption, type FeedItem, type UndoOption } from '../model/feed-items.ts';
import { useOwnActs } from '../own-acts/own-acts-context.tsx';
import type { ActKind } from '../own-acts/own-acts.ts';
import { UndoButtons } from '../own-acts/undo-buttons.tsx';
import css from './activity-feed.module.css';

/** The foot of the desk: what just happened, newest first, with an Undo where possible. */
export function ActivityFeed({ items }: { readonly items: readonly FeedItem[] }) {
  const { t } = useTranslation('banker');
  const doubleClick = useIgnoreDoubleClick();
  return (
    <section className={css.foot} aria-labelledby="happened-title" data-part="happened">
      <header>
        <h2 id="happened-title">{t('activity_feed.title')}</h2>
        <UndoButtons />
      </header>
      {items.length === 0 ? (
        <p className={css.none}>{t('activity_feed.none')}</p>
      ) : (
        // A scrollable list has to be reachable by keyboard, even when nothing in it can be undone.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ol className={css.items} aria-labelledby="happened-title" tabIndex={0}>
          {items.map((item) => (
            <FeedItemRow key={item.key} item={item} doubleClick={doubleClick} />
          ))}
        </ol>
      )}
    </section>
  );
}

interface FeedItemProps {
  readonly item: FeedItem;
  /** Shared by all items: each undo adds an item, and the next button slides under the pointer. */
  readonly doubleClick: DoubleClickGuard;
}

function FeedItemRow({ item, doubleClick }: FeedItemProps) {
  const format = useFormat();
  const instant = new Date(item.at).toISOString();
  return (
    <li className={css.item} data-kind={item.kind}>
      <time className={css.time} dateTime={instant}>
        {format.timeOfDay(instant)}
      </time>
      <FeedItemText item={item} />
      <Back item={item} doubleClick={doubleClick} />
    </li>
  );
}

function FeedItemText({ item }: { readonly item: FeedItem }) {
  const { challenge, player } = item;
  const name = challenge?.player_name ?? player?.player_name ?? null;
  return (
    <span className={css.words}>
      {name !== null && (
        <bdi translate="no" className={css.name}>
          {name}
        </bdi>
      )}{' '}
      <span className={css.kind}>{useStepText(item)}</span>
    </span>
  );
}

/** "asked for a hospital", "got 20 push-ups for a hospital": what follows the player's name. */
function useStepText({ kind, challenge }: FeedItem): string {
  const { t } = useTranslation('banker');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  if (challenge === null) return t(`activity_feed.${kind}`);
  const step = kind === 'cancelled' && challenge.ended_reason === 'player' ? 'cancelled_by_player' : kind;
  return t(`activity_feed.${step}`, {
    building: tShared(`a_building.${challenge.building_type}`),
    exercise: isolate(exerciseText(tShared, format, challenge)),
  });
}

function Back({ item, doubleClick: { isIgnoring, ignoreUntil } }: FeedItemProps) {
  const { t } = useTranslation('banker');
  const way = useUndoOption(item);
  const undo = useUndo();
  if (way === null) return null;
  const name = item.challenge?.player_name ?? item.player?.player_name ?? '';
  // Undoing a challenge that ran out of time lets it run again for a minute.
  const wording = item.kind === 'expired' ? 'more_time' : way;
  return (
    <Button
      variant="quiet"
      size="small"
      className={css.back}
      label={t(`activity_feed.${wording}_label`, { name: isolate(name) })}
      pending={isIgnoring}
      onPress={() => ignoreUntil(undo(item, way))}
    >
      <Undo2 aria-hidden size={16} /> {t(`activity_feed.${wording}`)}
    </Button>
  );
}

function useUndoOption(item: FeedItem): UndoOption {
  return useGame((view) => {
    if (view.game?.status === 'completed' && item.challenge !== null) return null;
    return undoOption(
      item,
      (id) => findChallenge(view, id),
      (id) => view.players.find(({ player_id }) => player_id === id)?.removed === true,
    );
  });
}

/** Undoes an item, whoever did it, and nothing that came after; refusals show up as notices. */
function useUndo(): (item: FeedItem, way: UndoOption) => Promise<unknown> {
  const { api, store, gameCode } = useDesk();
  const run = useRun();
  const ownActs = useOwnActs();
  return async ({ challenge, player, kind }, way) => {
    if (way === 'undo' && challenge !== null) {
      const { id, version, player_name: name } = challenge;
      const undone = await run(() => api.undoOrRedo(gameCode, id, 'undo', version), `undo ${id}`);
      const act = REDOABLE[kind];
      const { seq } = store.getView();
      if (undone !== null && act !== undefined)
        ownActs.undid({ kind: act, id, version, name, isSure: true, seq }, undone.version);
    }
    if (way === 'restore' && player !== null)
      await run(() => api.restorePlayer(gameCode, player.player_id), `restore ${player.player_id}`);
  };
}

/** What Redo does again once a line was undone. An expiry comes by itself. */
const REDOABLE: Readonly<Partial<Record<FeedItem['kind'], ActKind>>> = {
  assigned: 'give',
  completed: 'complete',
  cancelled: 'cancel',
};
