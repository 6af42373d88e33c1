/** Where hosts that share a database keep the files of added languages, so that all of them have the same. */

/** A file as it was handed in, byte for byte. */
export interface StoredLanguageFile {
  /** Its name, such as `nl.json`. */
  readonly file: string;
  readonly contents: Uint8Array;
}

/**
 * Which files are put there: those of names that were never there; those of contents too that their name has never had, so that
 * an older copy, or one of what was removed, changes nothing; or all.
 */
export type PutLanguages = 'new' | 'unseen' | 'all';

/** Every call rejects with `StorageError` if the store fails. */
export interface StoredLanguages {
  /** Another one with each change. */
  mark(): Promise<string>;
  /** In the order of their names. */
  read(): Promise<{ readonly mark: string; readonly files: readonly StoredLanguageFile[] }>;
  put(files: readonly StoredLanguageFile[], which: PutLanguages): Promise<void>;
  /** False: there is none of this name. */
  remove(file: string): Promise<boolean>;
}
