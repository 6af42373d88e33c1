import { expect, it } from 'vitest';
import ar from './ar/player.json' with { type: 'json' };
import de from './de/player.json' with { type: 'json' };
import en from './en/player.json' with { type: 'json' };
import es from './es/player.json' with { type: 'json' };
import fr from './fr/player.json' with { type: 'json' };

it.each(Object.entries({ ar, de, en, es, fr }))(
  'the last screen thanks once: %s',
  (_language, { game_over: words }) => {
    expect(words.none).not.toContain(words.thanks);
  },
);
