import css from './setup.module.css';

interface OptionsProps<Value extends string> {
  readonly name: string;
  readonly legend: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly hint: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few ways to play, each with what it means. */
export function Options<Value extends string>({
  name,
  legend,
  value,
  options,
  onChange,
}: OptionsProps<Value>) {
  return (
    <fieldset className={css.rule}>
      <legend>{legend}</legend>
      <div className={css.options}>
        {options.map((option) => (
          <label key={option.value} className={css.option}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.label}
            <span className={css.hint}>{option.hint}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
