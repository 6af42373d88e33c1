/** What stands above the columns of the audit log as a table, for people. Programs leave the language out and get the names of the fields. */
import { spokenLanguage } from '../../protocol/plain-words.ts';

export const AUDIT_LOG_COLUMNS = ['seq', 'at', 'play_ms', 'by', 'by_name', 'type', 'body'] as const;

/** In the order of the columns. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  en: ['Step', 'When (UTC)', 'Time played (ms)', 'By (number)', 'By', 'What', 'Details'],
  de: ['Schritt', 'Wann (UTC)', 'Gespielte Zeit (ms)', 'Von (Nummer)', 'Von', 'Was', 'Einzelheiten'],
  fr: ['Étape', 'Quand (UTC)', 'Temps joué (ms)', 'Par (numéro)', 'Par', 'Quoi', 'Détails'],
  es: ['Paso', 'Cuándo (UTC)', 'Tiempo jugado (ms)', 'Por (número)', 'Por', 'Qué', 'Detalles'],
  ar: ['الخطوة', 'متى (UTC)', 'وقت اللعب (ms)', 'بيد (الرقم)', 'بيد', 'ماذا', 'التفاصيل'],
};

/** @param language BCP 47; without words for it, English; undefined: the names of the fields */
export function auditLogHeadings(language: string | undefined): readonly string[] {
  if (language === undefined) return AUDIT_LOG_COLUMNS;
  return HEADINGS[spokenLanguage([language], Object.keys(HEADINGS))] ?? AUDIT_LOG_COLUMNS;
}
