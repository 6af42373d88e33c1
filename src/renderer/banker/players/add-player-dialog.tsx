import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tabOnlyStorage } from '../../../client/safe-storage.ts';
import { PLAYER_NAME_LIMIT } from '../../../game/text-limits.ts';
import { isolate } from '../../shared/locales/bidi-text.tsx';
import { checkTyped } from '../../shared/typed-text.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { TextField } from '../components/fields.tsx';
import { useDesk, useGame } from '../desk/desk-context.ts';
import { useRun, useNotify } from '../desk/notices.tsx';
import { useUnsavedText } from '../hooks/use-unsaved-text.ts';
import { AddListForm, type ListDraft } from './add-list-form.tsx';
import { TeamSelect } from './team-select.tsx';
import { createUnansweredAdditions, type UnansweredAdditions } from './unanswered-additions.ts';
import { useIsRemoved } from './use-is-removed.ts';
import css from './players-page.module.css';

interface AddPlayerDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Players without a phone, whom the banker plays for until they have one. */
export function AddPlayerDialog({ open, onOpenChange }: AddPlayerDialogProps) {
  const { t } = useTranslation('players');
  const locked = useGame(({ game }) => game?.settings.locked === true);
  return (
    <Dialog title={t('add.title')} open={open} onOpenChange={onOpenChange}>
      {(close) => (
        <>
          <p>{t(locked ? 'add.locked' : 'add.text')}</p>
          {!locked && <Forms onAdded={close} />}
        </>
      )}
    </Dialog>
  );
}

interface PlayerDraft {
  readonly name: string;
  readonly team: number | null;
}

/** One name, or a whole list: what is typed into one of them is still there after a look at the other. */
function Forms({ onAdded }: { readonly onAdded: () => void }) {
  const { t } = useTranslation('players');
  const { gameCode, seat } = useDesk();
  const [additions] = useState(() =>
    createUnansweredAdditions(tabOnlyStorage(), `desk.${gameCode}.${seat}.additions`),
  );
  const [pending] = useState(() => additions.pending());
  const { names, team, isList: wasList } = pending ?? { names: [], team: null, isList: false };
  const [isList, setList] = useState(wasList);
  const [player, setPlayer] = useState<PlayerDraft>({ name: wasList ? '' : names.join(), team });
  const [list, changeList] = useState<ListDraft>({ typed: wasList ? names.join('\n') : '', team });
  useUnsavedText(player.name.trim() !== '' || list.typed.trim() !== '');
  return (
    <>
      {pending !== null && <p>{t('add.unanswered')}</p>}
      {isList ? (
        <AddListForm additions={additions} draft={list} onChange={changeList} onAdded={onAdded} />
      ) : (
        <AddForm additions={additions} draft={player} onChange={setPlayer} onAdded={onAdded} />
      )}
      <div>
        <Button variant="quiet" size="small" onPress={() => setList(!isList)}>
          {t(isList ? 'list.one' : 'list.button')}
        </Button>
      </div>
    </>
  );
}

interface AddFormProps {
  readonly additions: UnansweredAdditions;
  readonly draft: PlayerDraft;
  readonly onChange: (draft: PlayerDraft) => void;
  readonly onAdded: () => void;
}

function AddForm({ additions, draft, onChange, onAdded }: AddFormProps) {
  const { t } = useTranslation('players');
  const { api, gameCode } = useDesk();
  const isRemoved = useIsRemoved();
  const run = useRun();
  const notify = useNotify();
  const { name, team } = draft;
  const isFine = checkTyped(name, PLAYER_NAME_LIMIT).fault === null;
  const add = async () => {
    const body = { player_name: name, ...(team !== null && { team_number: team }) };
    const added = await run(() => additions.addOne({ api, gameCode, isRemoved }, body), 'add player');
    if (added === null) return;
    notify(t('add.added', { name: isolate(added.player_name) }));
    onAdded();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isFine) void add();
      }}
    >
      <TextField
        takesFocus
        label={t('add.name')}
        value={name}
        limit={PLAYER_NAME_LIMIT}
        onChange={(text) => onChange({ ...draft, name: text })}
      />
      <TeamSelect
        forNewcomers
        label={t('player.team')}
        value={team}
        onChange={(chosen) => onChange({ ...draft, team: chosen })}
      />
      <div className={css.formEnd} data-answers>
        <Button submit variant="main" disabled={!isFine}>
          {t('add.yes')}
        </Button>
      </div>
    </form>
  );
}
