export { default as catalogue } from '../../../game/words/es/catalogue.json' with { type: 'json' };
export { default as player } from '../../shared/locales/es/player.json' with { type: 'json' };
export { default as shared } from '../../shared/locales/es/shared.json' with { type: 'json' };
