export { default as drawer } from '../../shared/locales/ar/drawer.json' with { type: 'json' };
export { default as evening } from '../../shared/locales/ar/evening.json' with { type: 'json' };
export { default as members } from '../../shared/locales/ar/members.json' with { type: 'json' };
export { default as needs } from '../../shared/locales/ar/needs.json' with { type: 'json' };
