export { default as catalogue } from '../../../game/words/en/catalogue.json' with { type: 'json' };
export { default as player } from '../../shared/locales/en/player.json' with { type: 'json' };
export { default as shared } from '../../shared/locales/en/shared.json' with { type: 'json' };
