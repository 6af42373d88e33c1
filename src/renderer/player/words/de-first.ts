export { default as catalogue } from '../../../game/words/de/catalogue.json' with { type: 'json' };
export { default as player } from '../../shared/locales/de/player.json' with { type: 'json' };
export { default as shared } from '../../shared/locales/de/shared.json' with { type: 'json' };
