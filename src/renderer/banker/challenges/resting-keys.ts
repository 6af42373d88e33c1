/** Shows where the focus has only just come to that keys are not meant for what it is on yet: its ring is dashed so long (desk.css). */

const MARK = 'data-resting-keys';

export interface RestingKeys {
  /** From now on, for so long, ms; anew where they rest already. */
  readonly restFor: (area: Element | null, ms: number) => void;
  readonly end: () => void;
}

export function showRestingKeys(): RestingKeys {
  let marked: Element | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    marked?.removeAttribute(MARK);
    marked = null;
  };
  return {
    restFor: (area, ms) => {
      end();
      marked = area;
      area?.setAttribute(MARK, '');
      timer = setTimeout(end, ms);
    },
    end,
  };
}
