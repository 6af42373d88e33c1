export { default as drawer } from '../../shared/locales/en/drawer.json' with { type: 'json' };
export { default as evening } from '../../shared/locales/en/evening.json' with { type: 'json' };
export { default as members } from '../../shared/locales/en/members.json' with { type: 'json' };
export { default as needs } from '../../shared/locales/en/needs.json' with { type: 'json' };
