/** Goes to the first field of a form that was not accepted, with what the field says about it. */
export function showRefused(form: HTMLFormElement): void {
  const input = form.querySelector('input');
  input?.focus({ preventScroll: true });
  input?.parentElement?.scrollIntoView({ block: 'start' });
}
