export { default as drawer } from '../../shared/locales/es/drawer.json' with { type: 'json' };
export { default as evening } from '../../shared/locales/es/evening.json' with { type: 'json' };
export { default as members } from '../../shared/locales/es/members.json' with { type: 'json' };
export { default as needs } from '../../shared/locales/es/needs.json' with { type: 'json' };
