import { existsSync } from 'node:fs';

/** `wanted`, or that with the first number behind it that is free: two things set aside at the same time stay apart. */
export function freeName(wanted: string): string {
  let name = wanted;
  for (let count = 2; existsSync(name); count += 1) name = `${wanted}-${count}`;
  return name;
}
