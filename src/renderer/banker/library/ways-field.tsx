import { Plus, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TextLimit } from '../../../game/text-limits.ts';
import { Button } from '../components/button.tsx';
import { SelectField } from '../components/fields.tsx';
import { LongTextField } from '../components/long-text-field.tsx';
import {
  asVariant,
  limitOfWays,
  variantsLeft,
  withNewWay,
  type DraftFaults,
  type ExerciseDraft,
  type WayDraft,
  type WayFaults,
} from './exercise-draft.ts';
import { MeetsField } from './meets-field.tsx';
import fields from '../components/fields.module.css';
import css from './library.module.css';

interface WaysFieldProps {
  readonly draft: Pick<ExerciseDraft, 'name' | 'ways'>;
  /** Null: not to be told yet. */
  readonly faults: DraftFaults | null;
  readonly onChange: (changed: Pick<ExerciseDraft, 'ways'>) => void;
}

/** Other ways of doing the exercise, in the owner's words. */
export function WaysField({ draft: { name, ways }, faults, onChange }: WaysFieldProps) {
  const { t } = useTranslation('library');
  const id = useId();
  const { list, moveFocus } = useFocusOnWays();
  const limit = limitOfWays(name);
  return (
    <fieldset ref={list} className={css.ways} aria-describedby={id} data-part="ways">
      <legend>{t('ways.title')}</legend>
      <p id={id} className={fields.hint}>
        {t('ways.hint')}
      </p>
      {ways.map((way) => (
        <WayFields
          key={way.key}
          way={way}
          left={variantsLeft(ways)}
          limit={limit}
          faults={faults?.ways.get(way.key)}
          onChange={(changed) =>
            onChange({ ways: ways.map((each) => (each.key === way.key ? changed : each)) })
          }
          onRemove={() => {
            onChange({ ways: ways.filter(({ key }) => key !== way.key) });
            moveFocus('add');
          }}
        />
      ))}
      {variantsLeft(ways).length > 0 && (
        <div data-adds>
          <Button
            onPress={() => {
              onChange({ ways: withNewWay(ways) });
              moveFocus('new');
            }}
          >
            <Plus aria-hidden size={18} /> {t('ways.add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** What was pressed has gone, or the next thing to do is elsewhere: the focus goes there. */
function useFocusOnWays() {
  const list = useRef<HTMLFieldSetElement>(null);
  const [moves, setMoves] = useState<readonly ('new' | 'add')[]>([]);
  useEffect(() => {
    const to = moves.at(-1);
    if (to === 'add') list.current?.querySelector<HTMLElement>('[data-adds] button')?.focus();
    if (to === 'new') [...(list.current?.querySelectorAll('select') ?? [])].at(-1)?.focus();
  }, [moves]);
  return { list, moveFocus: (to: 'new' | 'add') => setMoves((before) => [...before, to]) };
}

interface WayFieldsProps {
  readonly way: WayDraft;
  /** The variants that no way has yet. */
  readonly left: readonly WayDraft['variant'][];
  readonly limit: TextLimit;
  readonly faults: WayFaults | undefined;
  readonly onChange: (way: WayDraft) => void;
  readonly onRemove: () => void;
}

function WayFields({ way, left, limit, faults, onChange, onRemove }: WayFieldsProps) {
  const { t } = useTranslation('library');
  const { t: tNeeds } = useTranslation('needs');
  const { variant, meets, how } = way;
  const named = tNeeds(`way.${variant}`);
  return (
    <fieldset className={css.way} data-way={variant}>
      <legend className="visually-hidden">{t('ways.one', { way: named })}</legend>
      <div className={css.wayHead}>
        <SelectField
          label={t('ways.variant')}
          value={variant}
          choices={[variant, ...left].map((value) => ({ value, label: tNeeds(`way.${value}`) }))}
          onChange={(chosen) => onChange(asVariant(way, chosen))}
        />
        <Button variant="quiet" size="icon" label={t('ways.remove', { way: named })} onPress={onRemove}>
          <X aria-hidden size={20} />
        </Button>
      </div>
      <LongTextField
        rows={2}
        label={t('ways.how')}
        hint={t('ways.how_hint')}
        value={how}
        limit={limit}
        fault={faults?.howMissing === true ? t('ways.how_missing') : null}
        onChange={(typed) => onChange({ ...way, how: typed })}
      />
      <MeetsField
        label={t('ways.meets')}
        meets={meets}
        fault={faults?.meetsMissing === true ? t('ways.meets_missing') : null}
        onChange={(chosen) => onChange({ ...way, meets: chosen })}
      />
    </fieldset>
  );
}
