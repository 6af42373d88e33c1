/** The owner's library: read, changed, exported and imported. Every change is one transaction with its answer. */
import Type from 'typebox';
import { Check } from 'typebox/value';
import { MAX_LIBRARY_EXERCISES, MAX_TEMPLATES } from '../../game/limits.ts';
import type {
  LibraryExerciseBody,
  LibraryImportReport,
  Library as PresentedLibrary,
  Template,
  TemplateContents,
} from '../../protocol/library.ts';
import { ProblemError, refusal } from '../http/problems.ts';
import { findHostResponse, responseIn } from '../rooms/find-stored-response.ts';
import { createKeyedMutex } from '../rooms/keyed-mutex.ts';
import {
  ConflictError,
  StorageError,
  type HostResponses,
  type IdempotencyKey,
  type LibraryStore,
  type StoredResponse,
} from '../storage/event-store.ts';
import { runInSlices } from '../time/time-slices.ts';
import {
  EMPTY_LIBRARY,
  isChangedMeanwhile,
  readContents,
  sameNamed,
  withItem,
  writeContents,
  type ExerciseChange,
  type LibraryContents,
} from './library-contents.ts';
import { mistake, readLibraryBytes, writeLibraryFile, type LibraryFile } from './library-file.ts';

type Exercise = Required<LibraryExerciseBody>;

/** Every call rejects with `StorageError` if the store fails; changes reject with `KeyReusedError` as everywhere. */
export interface Library {
  read(): Promise<PresentedLibrary>;
  /** The template; null if there is none. */
  template(id: number): Promise<Template | null>;
  /** Answers with the exercise. Refuses a name that another one has, and one too many. */
  addExercise(exercise: Exercise, key: IdempotencyKey | null): Promise<StoredResponse>;
  /** Answers with the exercise. Refuses to change one that is no longer as expected. */
  changeExercise(id: number, change: ExerciseChange, key: IdempotencyKey | null): Promise<StoredResponse>;
  removeExercise(id: number, key: IdempotencyKey | null): Promise<StoredResponse>;
  addTemplate(template: TemplateContents, key: IdempotencyKey | null): Promise<StoredResponse>;
  /** @param expectedName that of the template which is meant; absent: whatever it has */
  renameTemplate(
    id: number,
    name: string,
    expectedName: string | undefined,
    key: IdempotencyKey | null,
  ): Promise<StoredResponse>;
  removeTemplate(id: number, key: IdempotencyKey | null): Promise<StoredResponse>;
  /** The text of the file. */
  exportFile(): Promise<string>;
  /** Answers with a report. With any mistake in the file, nothing is changed. */
  importFile(file: Uint8Array, key: IdempotencyKey | null): Promise<StoredResponse>;
}

interface Change {
  readonly contents: LibraryContents;
  readonly response: StoredResponse;
}

/** Another host that works on the same store may be quicker, but not for ever. */
const MOST_TRIES = 5;

export function createLibrary(
  store: LibraryStore,
  hostResponses: Pick<HostResponses, 'find' | 'put'>,
): Library {
  const oneAtATime = createKeyedMutex<string>();
  const load = async () => {
    const stored = await store.read();
    return {
      revision: stored?.revision ?? 0,
      contents: stored === null ? EMPTY_LIBRARY : readContents(stored.contents),
    };
  };
  const change = (key: IdempotencyKey | null, step: (before: LibraryContents) => Change) =>
    oneAtATime('library', async () => {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const { revision, contents: before } = await load();
        // After that, so that what another host has stored with its answer is not there without it.
        const earlier = await findHostResponse(hostResponses, key);
        // Read again: the host that has answered may have added the item only after the contents were read here.
        if (earlier !== null) return requireNamed((await load()).contents, earlier);
        const { contents, response } = step(before);
        if (contents === before) {
          const quicker = key && responseIn(await hostResponses.put(key, response), key);
          return quicker ?? response;
        }
        const next = { revision: revision + 1, contents: writeContents(contents) };
        const isWritten = store.write(next, key && { key, response });
        if (await isWritten.catch(whetherTaken)) return response;
      }
      throw new StorageError('The exercise library is being changed elsewhere. Try again.');
    });

  const putExercise = (before: LibraryContents, id: number, exercise: Exercise, status: number): Change => {
    if (sameNamed(before.exercises, exercise.name, id) !== undefined) throw nameTaken();
    const next = { id, ...exercise };
    return {
      contents: {
        ...before,
        last_id: Math.max(before.last_id, id),
        exercises: withItem(before.exercises, next),
      },
      response: answer(status, next),
    };
  };

  return {
    async read() {
      const { revision, contents } = await load();
      return { revision, exercises: contents.exercises, templates: contents.templates };
    },
    async template(id) {
      const { contents } = await load();
      return contents.templates.find((each) => each.id === id) ?? null;
    },
    addExercise: (exercise, key) =>
      change(key, (before) => {
        if (before.exercises.length >= MAX_LIBRARY_EXERCISES)
          throw full(`${MAX_LIBRARY_EXERCISES} exercises`);
        return putExercise(before, before.last_id + 1, exercise, 201);
      }),
    changeExercise: (id, wish, key) =>
      change(key, (before) => {
        const exercise = requireItem(before.exercises, id);
        const wanted = wish.applied(exercise);
        if (isChangedMeanwhile(exercise, wish, wanted)) throw changedMeanwhile();
        return putExercise(before, id, wanted, 200);
      }),
    removeExercise: (id, key) =>
      change(key, (before) => ({
        contents: { ...before, exercises: without(before.exercises, id) },
        response: NOTHING,
      })),
    addTemplate: (template, key) =>
      change(key, (before) => {
        if (before.templates.length >= MAX_TEMPLATES) throw full(`${MAX_TEMPLATES} templates`);
        if (sameNamed(before.templates, template.name) !== undefined) throw nameTaken();
        const next = { id: before.last_id + 1, ...template };
        return {
          contents: { ...before, last_id: next.id, templates: [...before.templates, next] },
          response: answer(201, next),
        };
      }),
    renameTemplate: (id, name, expectedName, key) =>
      change(key, (before) => {
        const template = requireItem(before.templates, id);
        if (expectedName !== undefined && template.name !== expectedName && template.name !== name)
          throw changedMeanwhile();
        if (sameNamed(before.templates, name, id) !== undefined) throw nameTaken();
        const next = { ...template, name };
        return {
          contents: { ...before, templates: withItem(before.templates, next) },
          response: answer(200, next),
        };
      }),
    removeTemplate: (id, key) =>
      change(key, (before) => ({
        contents: { ...before, templates: without(before.templates, id) },
        response: NOTHING,
      })),
    exportFile: async () => writeLibraryFile((await load()).contents),
    async importFile(file, key) {
      const read = await runInSlices(readLibraryBytes(file));
      return change(key, (before) => imported(before, read));
    },
  };
}

/** Not written, because another host has answered the same request meanwhile. Throws whatever else is the matter. */
function whetherTaken(error: unknown): false {
  if (error instanceof ConflictError) return false;
  throw error;
}

const NOTHING: StoredResponse = { status: 204, body: '', secretsOf: null };

function answer(status: number, body: object): StoredResponse {
  return { status, body: JSON.stringify(body), secretsOf: null };
}

function imported(before: LibraryContents, file: LibraryFile): Change {
  const counts = { added: 0, replaced: 0, unchanged: 0 };
  let { last_id } = before;
  const merge = <Contents extends { readonly name: string }>(
    items: readonly (Contents & { readonly id: number })[],
    coming: readonly Contents[],
  ) => {
    let merged = [...items];
    for (const contents of coming) {
      const known = sameNamed(items, contents.name);
      const next = { ...contents, id: known?.id ?? last_id + 1 };
      if (known === undefined) {
        last_id = next.id;
        counts.added += 1;
      } else if (isSame(known, next)) counts.unchanged += 1;
      else counts.replaced += 1;
      merged = withItem(merged, next);
    }
    return merged;
  };
  const exercises = merge(before.exercises, file.exercises);
  const templates = merge(before.templates, file.templates);
  const mistakes = [...file.mistakes];
  if (mistakes.length === 0 && exercises.length > MAX_LIBRARY_EXERCISES)
    mistakes.push(mistake('too_many_exercises', 1));
  if (mistakes.length === 0 && templates.length > MAX_TEMPLATES)
    mistakes.push(mistake('too_many_templates', 1));
  const isRefused = mistakes.length > 0;
  const report: LibraryImportReport = {
    ...(isRefused ? { added: 0, replaced: 0, unchanged: 0 } : counts),
    mistakes,
    more: file.more,
  };
  const isChange = !isRefused && counts.added + counts.replaced > 0;
  return { contents: isChange ? { last_id, exercises, templates } : before, response: answer(200, report) };
}

function isSame(one: object, other: object): boolean {
  const text = (value: object) =>
    JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return text(one) === text(other);
}

function without<Item extends { readonly id: number }>(items: readonly Item[], id: number): Item[] {
  requireItem(items, id);
  return items.filter((item) => item.id !== id);
}

/** Throws 404. */
function requireItem<Item extends { readonly id: number }>(items: readonly Item[], id: number): Item {
  const item = items.find((each) => each.id === id);
  if (item === undefined)
    throw refusal('no_such_library_item', 'The library does not have this any more. Look at its list.');
  return item;
}

const Named = Type.Object({ id: Type.Integer(), name: Type.String() });

/** The answer to an earlier call, unless the exercise or template in it is gone: then throws 404. Both are numbered in one row. */
function requireNamed({ exercises, templates }: LibraryContents, earlier: StoredResponse): StoredResponse {
  const named: unknown = earlier.body === '' ? null : JSON.parse(earlier.body);
  if (Check(Named, named)) requireItem<{ readonly id: number }>([...exercises, ...templates], named.id);
  return earlier;
}

const changedMeanwhile = () =>
  new ProblemError(
    'changed_meanwhile',
    'This was changed meanwhile, so nothing was saved. Look at what it is now.',
  );

const nameTaken = () =>
  refusal(
    'library_name_taken',
    'The library has one of this name already. Choose another name, or change that one.',
  );

const full = (most: string) =>
  refusal('library_full', `The library holds ${most} at most. Remove one that is no longer needed.`);
