/** What the screens for a code and a name have once they are drawn. */
export * from '../components/name-check.tsx';
export * from './other-tabs.tsx';
