/** JSON from outside: from requests, sockets and files. */

/** Deeper than anything this host reads or writes. Walking a value nested a thousand times as deep would exhaust the stack. */
export const MAX_JSON_DEPTH = 32;

/** The JSON is nested too deeply. */
export class NestingError extends SyntaxError {
  override readonly name = 'NestingError';
}

/** The value. Throws `SyntaxError` if it is not JSON, and `NestingError` if it is deeper than `MAX_JSON_DEPTH`. */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new NestingError(`The JSON is nested more than ${MAX_JSON_DEPTH} deep.`);
  const value: unknown = JSON.parse(text);
  return value;
}

/** Whether its objects and lists have more members together: found out before anything is built of them. */
export function hasMoreMembers(text: string, most: number): boolean {
  let members = 0;
  let isString = false;
  for (let at = 0; at < text.length && members <= most; at += 1) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === ',' || character === '[' || character === '{') members += 1;
  }
  return members > most;
}

/** Brackets within strings don't count. Looks at each character once, before anything is built of them. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at += 1;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > MAX_JSON_DEPTH) return true;
    } else if (character === ']' || character === '}') depth -= 1;
  }
  return false;
}
