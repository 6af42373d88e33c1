export { default as catalogue } from '../../../game/words/ar/catalogue.json' with { type: 'json' };
export { default as player } from '../../shared/locales/ar/player.json' with { type: 'json' };
export { default as shared } from '../../shared/locales/ar/shared.json' with { type: 'json' };
