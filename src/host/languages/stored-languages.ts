/** Where hosts that share a database keep the files of added languages, so that all of them have the same. */

/** A file as it was handed in, byte for byte. */
export interface StoredLanguageFile {
  /** Its name, such as `nl.json`. */
  readonly file: string;
  readonly contents: Uint8Array;
}

/** All that is there at one time. */
export interface StoredState {
  /** Another one with each change. */
  readonly mark: string;
  /** In the order of their names. */
  readonly files: readonly StoredLanguageFile[];
  /** By name, also of files that were removed: the SHA-256 of all contents that it has ever had, as hexadecimal digits. */
  readonly past: ReadonlyMap<string, readonly string[]>;
}

/** Every call rejects with `StorageError` if the store fails. */
export interface StoredLanguages {
  /** That of `StoredState`. */
  mark(): Promise<string>;
  read(): Promise<StoredState>;
  /** Each in the place of what had its name. False: there is another mark by now, and nothing was put. */
  put(files: readonly StoredLanguageFile[], mark: string): Promise<boolean>;
  /** False: there is none of this name. */
  remove(file: string): Promise<boolean>;
}
