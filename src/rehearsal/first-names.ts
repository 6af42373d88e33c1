/** First names for simulated players. */
const FIRST_NAMES = [
  'Anna',
  'Tom',
  'Maya',
  'Ben',
  'Lea',
  'Omar',
  'Ida',
  'Finn',
  'Zoë',
  'Paul',
  'Nora',
  'Jakub',
  'Mia',
  'Luis',
  'Ella',
  'Noah',
  'Aisha',
  'Max',
  'Clara',
  'Emil',
  'Sofia',
  'Leo',
  'Hana',
  'Oskar',
  'Ruth',
  'Milan',
  'Jana',
  'Theo',
  'Lina',
  'Kai',
];

/** The name of player number `index`; the host numbers namesakes. */
export function firstNameAt(index: number): string {
  return FIRST_NAMES[index % FIRST_NAMES.length] ?? 'Anna';
}
