export { default as drawer } from '../../shared/locales/de/drawer.json' with { type: 'json' };
export { default as evening } from '../../shared/locales/de/evening.json' with { type: 'json' };
export { default as members } from '../../shared/locales/de/members.json' with { type: 'json' };
export { default as needs } from '../../shared/locales/de/needs.json' with { type: 'json' };
