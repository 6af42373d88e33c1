import { useTranslation } from 'react-i18next';
import { MAX_AT_ONCE } from '../../../game/limits.ts';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import { useFormat } from '../../shared/format.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { typedTextFault } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { TextAreaField } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import { useNotify } from '../desk/notices.tsx';
import { readNameList, type NameList } from '../model/name-list.ts';
import { useRemember } from '../own-acts/own-acts-context.tsx';
import { TeamSelect } from './team-select.tsx';
import type { UnansweredAdditions } from './unanswered-additions.ts';
import { useIsRemoved } from './use-is-removed.ts';
import css from './players-page.module.css';

/** How many lines are named; the next ones are, once these are mended. */
const NAMED = 4;

/** What has been typed and chosen so far. */
export interface ListDraft {
  readonly typed: string;
  readonly team: number | null;
}

interface AddListFormProps {
  readonly additions: UnansweredAdditions;
  readonly draft: ListDraft;
  readonly onChange: (draft: ListDraft) => void;
  readonly onAdded: () => void;
}

/** A list of names, one a line: all of them join, or none. */
export function AddListForm({ additions, draft, onChange, onAdded }: AddListFormProps) {
  const { t } = useTranslation('players');
  const format = useFormat();
  const { typed, team } = draft;
  const add = useAddList(additions);
  const list = readNameList(typed);
  const count = list.names.length;
  const isFine = count > 0 && list.faulty.length === 0 && list.tooMany === 0;
  const submit = async () => {
    if (await add(list.names, team)) onAdded();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isFine) void submit();
      }}
    >
      <TextAreaField
        takesFocus
        label={t('list.names')}
        hint={t('list.hint')}
        rows={8}
        value={typed}
        onChange={(text) => onChange({ ...draft, typed: text })}
      />
      <Faults list={list} />
      <TeamSelect
        forNewcomers
        label={t('player.team')}
        value={team}
        onChange={(chosen) => onChange({ ...draft, team: chosen })}
      />
      <div className={css.formEnd} data-answers>
        <Button submit variant="main" disabled={!isFine}>
          {count === 0 ? t('add.yes') : t('list.yes', { count, number: format.number(count) })}
        </Button>
      </div>
    </form>
  );
}

/** What keeps the list from being added, line by line. */
function Faults({ list: { faulty, tooMany } }: { readonly list: NameList }) {
  const { t } = useTranslation('players');
  const { t: tShared } = useTranslation('shared');
  const format = useFormat();
  return (
    <ul className={css.faults} aria-live="polite">
      {tooMany > 0 && (
        <li>
          {t('list.too_many', {
            count: tooMany,
            number: format.number(tooMany),
            most: format.number(MAX_AT_ONCE),
          })}
        </li>
      )}
      {faulty.slice(0, NAMED).map(({ line, typed }) => (
        <li key={line}>
          <strong>{t('list.line', { line: format.number(line) })}</strong> <bdi translate="no">{typed}</bdi>{' '}
          <span>{typedTextFault(tShared, typed, PLAYER_NAME_LIMIT) ?? tShared('text_faults.empty')}</span>
        </li>
      ))}
      {faulty.length > NAMED && (
        <li>
          {t('list.more', {
            count: faulty.length - NAMED,
            number: format.number(faulty.length - NAMED),
          })}
        </li>
      )}
    </ul>
  );
}

/** Resolves with whether they are in the game. One Undo takes all of them back. */
function useAddList(
  additions: UnansweredAdditions,
): (names: readonly string[], team: number | null) => Promise<boolean> {
  const { t } = useTranslation('players');
  const { api, gameCode } = useDesk();
  const isRemoved = useIsRemoved();
  const format = useFormat();
  const notify = useNotify();
  const remember = useRemember();
  return async (names, team) => {
    const body = { player_names: [...names], ...(team !== null && { team_number: team }) };
    const added = await remember(
      { kind: 'add_several', id: 0, version: 0, players: [] },
      () => additions.addList({ api, gameCode, isRemoved }, body),
      {
        press: 'add list',
        asAnswered: ({ items }) => {
          const players = items.map(({ player_id: id }) => id);
          return { kind: 'add_several', id: players[0] ?? 0, version: 0, players };
        },
      },
    );
    if (added === null) return false;
    const { answer } = added;
    const count = answer.items.length;
    const number = format.number(count);
    const [first] = answer.items;
    const text =
      count === 1 && first !== undefined
        ? t('add.added', { name: isolate(first.player_name) })
        : t('list.added', { count, number });
    notify(answer.isAsBefore ? `${text} ${t('list.as_before')}` : text);
    return true;
  };
}
