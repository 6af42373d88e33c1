import { clsx } from 'clsx';
import { ChevronDown, ChevronUp, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Challenge } from '../../../protocol/entity-schemas.ts';
import { exerciseText } from '../../shared/exercise-text.ts';
import { type Format, useFormat } from '../../shared/format.ts';
import { BidiText, isolate } from '../../shared/locales/bidi-text.tsx';
import { Button } from '../components/button.tsx';
import { useGame, useTeam } from '../desk/desk-context.ts';
import { useHeldItems, useHold } from '../hooks/use-held-list.ts';
import { useIgnoreDoubleClick, type DoubleClickGuard } from '../hooks/use-ignore-double-click.ts';
import type { FeedItem } from '../model/feed-items.ts';
import { lastLead, leadOf, type FeedLead } from '../model/feed-lead.ts';
import type { Act } from '../own-acts/acts.ts';
import { takesBack } from '../own-acts/takes-back.ts';
import { UndoButtons } from '../own-acts/undo-buttons.tsx';
import { useActWords } from '../own-acts/use-act-words.ts';
import { useUndoRedo } from '../own-acts/use-undo-redo.ts';
import type { Feed } from './use-feed.ts';
import { pressesOf, useUndoItem, useUndoOption } from './use-undo-item.ts';
import css from './activity-feed.module.css';

/** The foot of the desk: one line with what its Undo takes back, or else what happened last, which opens into everything that just happened, newest first. */
export function ActivityFeed({ feed: { items, own } }: { readonly feed: Feed }) {
  const { t } = useTranslation('banker');
  const doubleClick = useIgnoreDoubleClick();
  const [isOpen, setOpen] = useState(false);
  const { last, earlier, isAside } = useUndoRedo();
  // Beside an Undo that is for something else, whatever the line says would be taken for what that takes back.
  const meant = last ?? earlier;
  const lead = meant === null ? lastLead(items) : leadOf(items, (item) => takesBack(meant, item));
  const title = meant === null || isOpen ? 'all' : last === null || isAside ? 'earlier' : 'own';
  const { watch, holdHandlers, release, letGo, ...hold } = useHold({ epoch: useGame((view) => view.epoch) });
  const lines = useHeldItems(items, hold, { keyOf: ({ key }) => key });
  return (
    <section className={css.foot} aria-labelledby="happened-title" data-part="happened" data-open={isOpen}>
      <header className={css.line}>
        <h2 id="happened-title" className="visually-hidden">
          {t('activity_feed.title')}
        </h2>
        <Button
          variant="quiet"
          size="small"
          expanded={isOpen}
          className={css.toggle}
          onPress={() => {
            // However it was pointed at: it is not there any more.
            letGo();
            setOpen(!isOpen);
          }}
        >
          {isOpen ? <ChevronDown aria-hidden size={16} /> : <ChevronUp aria-hidden size={16} />}{' '}
          <Title of={title} />
        </Button>
        {items.length === 0 && meant === null && <p className={css.none}>{t('activity_feed.none')}</p>}
        {lead !== undefined && !isOpen && (
          <div className={css.item} data-kind={lead.item.kind}>
            <FeedTime at={lead.item.at} />
            {lead.several ? <SeveralText lead={lead} /> : <FeedItemText item={lead.item} />}
          </div>
        )}
        {lead === undefined && meant !== null && !isOpen && <ActText act={meant} />}
        {isOpen && lines.fresh > 0 && (
          <Button size="small" className={css.fresh} onPress={release}>
            {t('activity_feed.fresh', { count: lines.fresh })}
          </Button>
        )}
        <UndoButtons />
      </header>
      {isOpen && items.length > 0 && (
        // A scrollable list has to be reachable by keyboard, even when nothing in it can be undone.
        <ol
          ref={watch}
          {...holdHandlers}
          className={css.items}
          aria-labelledby="happened-title"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          {lines.items.map((item) => (
            <li
              key={item.key}
              data-line
              className={css.item}
              data-kind={item.kind}
              data-own={own.has(item.state)}
            >
              <FeedItemContent item={item} items={items} doubleClick={doubleClick} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const TITLES = {
  own: 'activity_feed.own_title',
  earlier: 'activity_feed.earlier_title',
  all: 'activity_feed.title',
} as const;

/** What the line is about: this page's own last step, or the one before, which its Undo takes back, or whatever happened last. The longer one keeps its room: nothing beside it moves. */
function Title({ of }: { readonly of: keyof typeof TITLES }) {
  const { t } = useTranslation('banker');
  return (
    <span className={css.word}>
      {(['own', 'earlier', 'all'] as const).map((each) => (
        <span key={each} className={css.title} data-shown={each === of}>
          {t(TITLES[each])}
        </span>
      ))}
    </span>
  );
}

interface FeedItemProps {
  readonly item: FeedItem;
  /** All of them, newest first. */
  readonly items: readonly FeedItem[];
  /** Shared by all items: each undo adds an item, and the next button slides under the pointer. */
  readonly doubleClick: DoubleClickGuard;
}

function FeedItemContent(props: FeedItemProps) {
  const { item } = props;
  return (
    <>
      <FeedTime at={item.at} />
      <FeedItemText item={item} />
      <Back {...props} />
    </>
  );
}

/** In letters, as wide as a nought: at ten, nothing beside a time moves. */
const longestTime = (format: Format) =>
  format.secondOfDay(new Date(2000, 0, 1, 22, 58, 58).toISOString()).length;

/** To the second, as in the history: several steps are made in a minute. */
function FeedTime({ at }: { readonly at: number }) {
  const format = useFormat();
  const instant = new Date(at).toISOString();
  return (
    <time className={css.time} style={{ minInlineSize: `${longestTime(format)}ch` }} dateTime={instant}>
      {format.secondOfDay(instant)}
    </time>
  );
}

/** "Exercise for 6 players: 20 star jumps": who they are is in the list. */
function SeveralText({ lead: { kind, items, players } }: { readonly lead: FeedLead & { several: true } }) {
  const { t } = useTranslation('banker');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const exercises = new Set(
    items.map(({ challenge }) => (challenge === null ? '' : exerciseText(tShared, format, challenge))),
  );
  const [exercise = ''] = exercises;
  const step = kind === 'assigned' && exercises.size > 1 ? 'assigned_each' : kind;
  return (
    <span className={css.words}>
      <BidiText>
        {t(`activity_feed.several.${step}`, {
          count: players,
          number: format.number(players),
          exercise: isolate(exercise),
        })}
      </BidiText>
    </span>
  );
}

/** Of a step that no line tells: the laptop has not answered yet, or it is about something that has none. */
function ActText({ act }: { readonly act: Act }) {
  const { full } = useActWords()(act);
  return (
    <div className={css.item} data-kind="own">
      <span className={clsx(css.words, css.act)}>
        <BidiText>{full}</BidiText>
      </span>
    </div>
  );
}

function FeedItemText({ item }: { readonly item: FeedItem }) {
  const name = nameOf(item);
  const sentence = useStepText(item);
  const at = name === '' ? -1 : sentence.indexOf(isolate(name));
  if (at < 0)
    return (
      <span className={css.words}>
        <BidiText>{sentence}</BidiText>
      </span>
    );
  return (
    <span className={css.words}>
      <BidiText>{sentence.slice(0, at)}</BidiText>
      <bdi translate="no" className={css.name}>
        {name}
      </bdi>
      <BidiText>{sentence.slice(at + isolate(name).length)}</BidiText>
    </span>
  );
}

/** Of the player or team; empty where it is about the game. */
function nameOf({ challenge, player, team }: FeedItem): string {
  return challenge?.player_name ?? player?.player_name ?? team?.name ?? '';
}

/** "Anna earned a hospital", "Anna’s exercise for a hospital: 20 push-ups". Each language puts the name where it belongs. */
function useStepText(item: FeedItem): string {
  const { t } = useTranslation('banker');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  const { kind, challenge, player, before } = item;
  const name = isolate(nameOf(item));
  const team = useTeam(player?.team_number ?? null)?.name;
  if (kind === 'moved' && team === undefined) return t('activity_feed.moved_out', { name });
  if (challenge === null)
    return t(`activity_feed.${kind}`, { name, before: isolate(before ?? ''), team: isolate(team ?? '') });
  return t(`activity_feed.${stepOf(kind, challenge)}`, {
    name,
    building: tShared(`a_building.${challenge.building_type}`),
    exercise: isolate(exerciseText(tShared, format, challenge)),
  });
}

/** A step that was undone says what is so again: "Undone: Anna is waiting for a farm again". */
function stepOf(kind: FeedItem['kind'], { status, claimed_at: claimedAt, ended_reason: reason }: Challenge) {
  if (kind === 'cancelled' && reason === 'player') return 'cancelled_by_player';
  if (kind !== 'undone' || status === 'completed' || status === 'expired') return kind;
  return claimedAt === null ? (`undone_${status}` as const) : 'undone_claimed';
}

function Back({ item, items, doubleClick: { isIgnoring, ignoreUntil } }: FeedItemProps) {
  const { t } = useTranslation('banker');
  const way = useUndoOption(item, items);
  const undo = useUndoItem();
  const told = useStepText(item);
  if (way === null) return null;
  const name = nameOf(item);
  // Undoing a challenge that ran out of time lets it run again for a minute.
  const wording = item.kind === 'expired' && way === 'undo' ? 'more_time' : way;
  const isBack = wording === 'move_back' || wording === 'switch_back';
  const word = t(`activity_feed.${isBack ? 'undo' : wording}`);
  const label = isBack
    ? t('own_acts.step_label', { shown: word, act: told })
    : t(`activity_feed.${wording}_label`, { name: isolate(name) });
  return (
    <Button
      variant="quiet"
      size="small"
      className={css.back}
      label={label}
      presses={pressesOf(item)}
      pending={isIgnoring}
      onPress={() => ignoreUntil(undo(item, way))}
    >
      <Undo2 aria-hidden size={16} /> {word}
    </Button>
  );
}
