export { default as catalogue } from '../../../game/words/fr/catalogue.json' with { type: 'json' };
export { default as player } from '../../shared/locales/fr/player.json' with { type: 'json' };
export { default as shared } from '../../shared/locales/fr/shared.json' with { type: 'json' };
