import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Popover as AriaPopover, type PopoverProps as AriaPopoverProps } from 'react-aria-components';
import css from './popover.module.css';

interface PopoverProps {
  /** Where it opens if there is room, from its button; by itself below it. A menu's menu opens beside it. */
  readonly placement?: NonNullable<AriaPopoverProps['placement']>;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/**
 * What opens beside a button, on the side that has room for it and never past the edge of the window. What does not fit is scrolled inside;
 * a shadow at its edge says that there is more.
 */
export function Popover({ placement = 'bottom end', className, children }: PopoverProps) {
  return (
    <AriaPopover className={clsx(css.popover, className)} placement={placement}>
      {children}
    </AriaPopover>
  );
}
