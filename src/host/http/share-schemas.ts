/** Lists each named schema of the OpenAPI document once, under `components.schemas`, instead of wherever it is used. */

type Json = Readonly<Record<string, unknown>>;

/** The same document, with every titled object schema moved there and replaced by a reference. */
export function shareSchemas<Document extends object>(document: Document): Document {
  const shared = new Map<string, unknown>();

  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (!isObject(value)) return value;
    const walked = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
    const { title, properties } = walked;
    if (typeof title !== 'string' || !isObject(properties)) return walked;
    shared.set(title, walked);
    return { $ref: `#/components/schemas/${title}` };
  };

  const walked = Object.fromEntries(Object.entries(document).map(([key, inner]) => [key, walk(inner)]));
  const components = isObject(walked['components']) ? walked['components'] : {};
  return Object.assign({}, document, walked, {
    components: { ...components, schemas: Object.fromEntries(shared) },
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
