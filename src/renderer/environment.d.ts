/// <reference types="vite/client" />

/** Which sources these pages were built from; sent as `?page=` so that the host can tell an old page. */
declare const __PAGE_ID__: string;

/** What every script and style sheet of the build ends with. */
declare const __PART_END__: string;

/** Its modules only add what is missing. */
declare module 'core-js/*';
