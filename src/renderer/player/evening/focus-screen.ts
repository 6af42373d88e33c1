/** A button goes with what it closes: the keyboard goes on in the screen that it stood over. */
export function focusScreen(): void {
  document.querySelector('main')?.focus({ preventScroll: true });
}
