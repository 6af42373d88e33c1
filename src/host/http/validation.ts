/** Request input: parsed leniently and only checked when a handler asks for it, so unauthorised callers learn nothing. */
import { createHash, hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Convert } from 'typebox/value';
import { normaliseGameCode } from '../../protocol/game-codes.ts';
import type { Why } from '../../protocol/problem-reasons.ts';
import { faultFinder } from '../first-fault.ts';
import { MAX_JSON_DEPTH, NestingError, parseJson } from '../parse-json.ts';
import type { IdempotencyKey } from '../storage/event-store.ts';
import { createTimeSlices } from '../time/time-slices.ts';
import { refusal } from './problems.ts';
import type { Api } from './services.ts';

export const MAX_BODY_BYTES = 64 * 1024;
/** Stands for a participant id in the idempotency keys of calls that anyone may make. */
export const ANONYMOUS = -1;
const utf8 = new TextDecoder('utf-8', { fatal: true });
/** Bytes of a file hashed in one go. */
const HASHED_AT_ONCE = 1024 * 1024;
const KEY = /^[\x21-\x7e]{1,200}$/;

/** Stands for a body that is not JSON, until a handler asks for it. */
class UnreadableBody {
  readonly detail: string;
  constructor(detail: string) {
    this.detail = detail;
  }
}

/** What does not match its schema, until a handler asks for it. */
class InvalidInput extends Error {
  readonly why: Why;
  constructor(why: Why, detail: string) {
    super(detail);
    this.why = why;
  }
}

/** Parses and validates input. An empty body counts as `{}`; only the query is coerced. */
export function installValidation(app: Api): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    done(null, parseBody(request.headers['content-type'], Buffer.from(body)));
  });
  app.addHook('preValidation', (request, _reply, done) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') request.body ??= {};
    done();
  });
  // Authorisation comes before validation: a handler checks its input once it knows who is calling.
  app.addHook('onRoute', (route) => {
    route.attachValidation = true;
  });
  // The presenters produce exactly what the schemas describe, so responses need no second serialiser.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
  app.setValidatorCompiler<TSchema>(({ schema, httpPart }) => {
    const validator = Compile(schema);
    const firstFault = faultFinder(schema);
    return (input: unknown) => {
      // Path parameters are strings in every schema.
      const value: unknown = httpPart === 'querystring' ? Convert(schema, input) : input;
      return validator.Check(value) ? { value } : { error: describeError(firstFault(value)) };
    };
  });
}

/** The body, validated and typed by its schema. Throws `bad_request`. */
export function validBody<Body>(request: { readonly body: Body }): Body {
  throwIfInvalid(request);
  return request.body;
}

/** The query, validated and typed by its schema, of a request whose body can be read if it has one. Throws `bad_request`. */
export function validQuery<Query>(request: { readonly query: Query }): Query {
  throwIfInvalid(request);
  return request.query;
}

function throwIfInvalid(request: object): void {
  if ('body' in request && request.body instanceof UnreadableBody)
    throw refusal('malformed', request.body.detail);
  if (!('validationError' in request)) return;
  const { validationError } = request;
  if (validationError instanceof InvalidInput) throw refusal(validationError.why, validationError.message);
}

/** The `player_id` of a body that has not been validated yet. */
export function claimedPlayerId(body: unknown): number | null {
  if (typeof body !== 'object' || body === null || !('player_id' in body)) return null;
  return Number.isSafeInteger(body.player_id) ? Number(body.player_id) : null;
}

/** The id in a path; null if it cannot be one. */
export function parseId(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The code in a path in its normal form; empty if it cannot be one. */
export function parseGameCode(typed: string): string {
  return normaliseGameCode(typed) ?? '';
}

type KeyedRequest = Pick<FastifyRequest, 'headers' | 'method' | 'url' | 'body'>;

/** The key to store the outcome under; null if none was sent. Throws `bad_request`. */
export function readIdempotencyKey(request: KeyedRequest, participantId: number): IdempotencyKey | null {
  const key = readKeyHeader(request.headers['idempotency-key']);
  return key === null ? null : { participantId, key, requestHash: hashRequest(request) };
}

/** The same for a request whose body is a file, which may be large: hashed in slices. Rejects with `bad_request`. */
export async function readFileIdempotencyKey(
  { headers, method, url }: FastifyRequest,
  participantId: number,
  file: Uint8Array,
): Promise<IdempotencyKey | null> {
  const key = readKeyHeader(headers['idempotency-key']);
  if (key === null) return null;
  const slices = createTimeSlices();
  const sum = createHash('sha256').update(`${method} ${url.split('?', 1)[0]}\n`);
  for (let at = 0; at < file.length; at += HASHED_AT_ONCE) {
    sum.update(file.subarray(at, at + HASHED_AT_ONCE));
    if (slices.isOver()) await slices.next();
  }
  return { participantId, key, requestHash: sum.digest('hex') };
}

function readKeyHeader(key: string | string[] | undefined): string | null {
  if (key === undefined) return null;
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw refusal('malformed', 'The Idempotency-Key must be 1 to 200 visible ASCII characters.');
  }
  return key;
}

function hashRequest({ method, url, body }: KeyedRequest): string {
  const path = url.split('?', 1)[0];
  return hash('sha256', `${method} ${path}\n${canonicalJson(withoutSeen(body))}`);
}

/** What a screen knew at the tap does not tell one call from another: pressed again after a lost answer, it may know more. */
function withoutSeen(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('seen_seq' in body)) return body;
  const { seen_seq: _, ...meant } = body;
  return meant;
}

/** The same text for the same value, whatever the order of its keys. `parseJson` has limited how deep it can be. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(name)}:${canonicalJson(inner)}`).join(',')}}`;
}

function parseBody(contentType: string | undefined, bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  if (contentType !== undefined && !/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType)) {
    return new UnreadableBody('The body must be JSON. Send Content-Type: application/json.');
  }
  try {
    return parseJson(utf8.decode(bytes));
  } catch (error) {
    if (error instanceof NestingError)
      return new UnreadableBody(
        `The body is nested more than ${MAX_JSON_DEPTH} deep. Send it as /docs says.`,
      );
    const isJson = !(error instanceof TypeError);
    return new UnreadableBody(
      isJson
        ? 'The body is not valid JSON. Check its brackets, commas and quotes.'
        : 'The body is not UTF-8. Send it as UTF-8.',
    );
  }
}

function describeError(
  error: { readonly instancePath: string; readonly message: string } | undefined,
): InvalidInput {
  if (error === undefined)
    return new InvalidInput('malformed', 'The request does not match the API. See /docs.');
  const field = error.instancePath.slice(1).replaceAll('/', '.');
  if (field === '') return new InvalidInput('malformed', `The request ${error.message}.`);
  return new InvalidInput({ reason: 'field_invalid', params: { field } }, `"${field}" ${error.message}.`);
}
