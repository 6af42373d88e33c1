/** Schemas for languages that a volunteer has added to this laptop. docs/protocol.md, "Added languages". */
import Type, { type Static } from 'typebox';

export const AddedLanguage = Type.Object({
  tag: Type.String({ description: 'BCP 47, such as nl or pt-BR' }),
  name: Type.String({ description: 'by its own name' }),
});
export type AddedLanguage = Static<typeof AddedLanguage>;

export const LanguagesResponse = Type.Object({
  items: Type.Array(AddedLanguage, {
    description: 'besides those that are built in: en, de, fr, es and ar',
  }),
});
export type LanguagesResponse = Static<typeof LanguagesResponse>;

export const LanguageMistake = Type.Object({
  code: Type.String({ description: 'what is wrong; more may come: then `detail` says it' }),
  line: Type.Union([Type.Integer(), Type.Null()], { description: 'from 1; null: it is about the file' }),
  key: Type.Union([Type.String(), Type.Null()], { description: 'the text that it is about' }),
  params: Type.Record(Type.String(), Type.String(), { description: 'what belongs to the code' }),
  detail: Type.String({ description: 'all of it in English, with what to do' }),
});
export type LanguageMistake = Static<typeof LanguageMistake>;

export const LanguageFileReport = Type.Object({
  file: Type.String({ description: 'its name in the folder' }),
  language: Type.Union([AddedLanguage, Type.Null()], { description: 'null: the file makes no language' }),
  missing: Type.Integer({ description: 'texts that it lacks: there, pages say the English ones' }),
  mistakes: Type.Array(LanguageMistake, { description: 'the first of them, in the order of the lines' }),
  more: Type.Integer({ description: 'mistakes that are not in the list' }),
});
export type LanguageFileReport = Static<typeof LanguageFileReport>;

export const LanguagesReport = Type.Object({
  folder: Type.String({ description: 'where the host looks for files such as nl.json' }),
  items: Type.Array(LanguageFileReport),
});
export type LanguagesReport = Static<typeof LanguagesReport>;
