import { expect, it } from 'vitest';
import { createHashRouter } from './hash-router.ts';

it('shows the desk although the browser refuses to change the address', () => {
  const router = createHashRouter({
    location: { hash: '#ticket=abc' } as Location,
    history: {
      state: null,
      replaceState() {
        throw new DOMException('100 times per 30 seconds', 'SecurityError');
      },
    } as unknown as History,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  let count = 0;
  router.subscribe(() => (count += 1));
  router.replace({ gameCode: 'ABC234', seat: 1, page: 'desk' });
  expect(router.current()).toEqual({ ticket: null, gameCode: 'ABC234', seat: 1, page: 'desk' });
  expect(count).toBe(1);
});
