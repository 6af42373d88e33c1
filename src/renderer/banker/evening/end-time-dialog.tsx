import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Checkbox, TimeField } from '../components/fields.tsx';
import { useDesk } from '../desk/desk-context.ts';
import {
  endOf,
  inMinutes,
  isOtherDay,
  SUGGESTED_MINUTES,
  toTimeOfDay,
  type ChosenEnd,
} from '../model/end-time.ts';
import { usePlannedEnd } from './use-planned-end.ts';
import css from './evening.module.css';

interface EndTimeDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** When the game is to end, and whether the host ends it then. */
export function EndTimeDialog({ open, onOpenChange }: EndTimeDialogProps) {
  const { t } = useTranslation('banker');
  return (
    <Dialog title={t('end_time.title')} open={open} onOpenChange={onOpenChange}>
      {(close) => <EndTimeForm onDone={close} />}
    </Dialog>
  );
}

function EndTimeForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('banker');
  const { store } = useDesk();
  const format = useFormat();
  const { at, byItself, plan } = usePlannedEnd();
  // What nobody has touched here is as other desks have it.
  const [chosen, setEnd] = useState<ChosenEnd | null>(null);
  const [ticked, setAutomatic] = useState<boolean | null>(null);
  const [before] = useState(at);
  const end = chosen ?? at ?? '';
  const isAutomatic = ticked ?? byItself;
  const now = store.hostNow();
  const planned = endOf(end, now);
  const hasPassed = typeof end === 'number' && planned === null;
  const keep = () => {
    if (planned === null) return;
    plan({ at: planned, byItself: isAutomatic });
    onDone();
  };
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <fieldset className={css.minutes}>
        <legend>{t('end_time.in')}</legend>
        {SUGGESTED_MINUTES.map((minutes) => (
          <Button key={minutes} onPress={() => setEnd(inMinutes(minutes, store.hostNow()))}>
            {t('end_time.minutes', { number: format.number(minutes) })}
          </Button>
        ))}
      </fieldset>
      <TimeField
        label={t('end_time.at')}
        hint={t('end_time.hint')}
        value={typeof end === 'number' ? toTimeOfDay(end) : end}
        onChange={setEnd}
      />
      <Checkbox
        label={t('end_time.by_itself')}
        hint={t('end_time.by_itself_hint')}
        checked={isAutomatic}
        of="planned end"
        onChange={setAutomatic}
      />
      <output>
        {hasPassed && t('end_time.passed')}
        {chosen !== null &&
          at !== before &&
          (at === null
            ? t('end_time.none_by_now')
            : t('end_time.by_now', { time: format.timeOfDay(new Date(at).toISOString()) }))}
      </output>
      <div className={css.actions} data-answers>
        {at !== null && (
          <Button
            of="planned end"
            onPress={() => {
              plan({ at: null, byItself: false });
              onDone();
            }}
          >
            {t('end_time.remove')}
          </Button>
        )}
        <Button variant="main" submit of="planned end" disabled={planned === null}>
          {planned === null
            ? t('end_time.keep')
            : t(isOtherDay(planned, now) ? 'end_time.keep_tomorrow' : 'end_time.keep_at', {
                time: format.timeOfDay(new Date(planned).toISOString()),
              })}
        </Button>
      </div>
    </form>
  );
}
