import { clsx } from 'clsx';
import { useLayoutEffect, useRef } from 'react';
import { watchSize } from '../../shared/watch-size.ts';
import css from './podium.module.css';

/** More letters than this are drawn smaller. */
const USUAL_LETTERS = 14;

/**
 * A team's name, as wide as its longest line: a box with two lines is as wide as there is room, and what is in it would not stand in the
 * middle. Another name is another one: it needs a key.
 */
export function SnugName({ name }: { readonly name: string }) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = box;
    const around = current?.closest('ul')?.parentElement;
    if (current === null || around === null || around === undefined) return undefined;
    const fit = () => fitLines(current);
    const end = watchSize(around, fit);
    // Its letters are wider or narrower once their font is there.
    document.fonts.addEventListener('loadingdone', fit);
    return () => {
      end();
      document.fonts.removeEventListener('loadingdone', fit);
    };
  }, []);
  return (
    <bdi
      ref={box}
      translate="no"
      className={clsx(css.name)}
      data-length={Array.from(name).length > USUAL_LETTERS ? 'long' : 'usual'}
    >
      {name}
    </bdi>
  );
}

function fitLines(box: HTMLElement): void {
  box.style.removeProperty('inline-size');
  const lines = document.createRange();
  lines.selectNodeContents(box);
  const { width } = lines.getBoundingClientRect();
  // It may still be on its way in, and smaller.
  const share = box.getBoundingClientRect().width / box.offsetWidth || 1;
  // A little more, or rounding would break the line.
  box.style.setProperty('inline-size', `${Math.ceil(width / share) + 1}px`);
}
