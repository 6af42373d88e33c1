export { default as drawer } from '../../shared/locales/fr/drawer.json' with { type: 'json' };
export { default as evening } from '../../shared/locales/fr/evening.json' with { type: 'json' };
export { default as members } from '../../shared/locales/fr/members.json' with { type: 'json' };
export { default as needs } from '../../shared/locales/fr/needs.json' with { type: 'json' };
