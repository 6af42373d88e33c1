import { expect, it } from 'vitest';
import { withoutSecrets } from './logger.ts';

const SECRET = 'kX3_-'.repeat(4) + 'ab';

it.each([SECRET, `b12-0.g3.${SECRET}`, `card.12.${SECRET}`, `carry.12.1750000000000.${'0a'.repeat(32)}`])(
  'nothing of the ticket %s in a link is logged',
  (ticket) => {
    const said = withoutSecrets(`window loads http://127.0.0.1:4747/banker/#ticket=${ticket} now`);
    expect(said).toBe('window loads http://127.0.0.1:4747/banker/#ticket=[private] now');
  },
);
