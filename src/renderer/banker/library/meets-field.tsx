import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { NEEDS, type Need } from '../../../game/enums.ts';
import { Checkbox } from '../components/fields.tsx';
import fields from '../components/fields.module.css';
import css from './library.module.css';

interface MeetsFieldProps {
  readonly label: string;
  readonly meets: readonly Need[];
  readonly fault?: string | null;
  readonly onChange: (meets: readonly Need[]) => void;
}

/** Whose needs are met. */
export function MeetsField({ label, meets, fault = null, onChange }: MeetsFieldProps) {
  const { t } = useTranslation('needs');
  const id = useId();
  return (
    <fieldset className={css.meets} aria-describedby={fault === null ? undefined : id}>
      <legend>{label}</legend>
      {NEEDS.map((need, index) => (
        <Checkbox
          of={null}
          key={need}
          label={t(`desk.choice.${need}`)}
          checked={meets.includes(need)}
          // The first stands for all of them.
          invalid={fault !== null && index === 0}
          onChange={(checked) =>
            onChange(NEEDS.filter((each) => (each === need ? checked : meets.includes(each))))
          }
        />
      ))}
      <p id={id} className={fields.fault} aria-live="polite">
        {fault}
      </p>
    </fieldset>
  );
}
