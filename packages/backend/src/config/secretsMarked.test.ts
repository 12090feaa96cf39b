import { loadConfigSchema, type ConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';
import { readdirSync, existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

jest.setTimeout(60_000);

const ROOT = resolve(__dirname, '../../../..');

/** Keys that have a secret behind them, however deep they stand. */
const SECRET =
  /secret|password|token$|apikey|privatekey|credential|connection(string)?$/i;
/** The same words for what is none. */
const NO_SECRET = new Set(['ssl', 'credentialsExpireAt']);
/** A URL that has a password in it. */
const SECRET_PATHS = new Set(['customer360.cache.valkey.url']);

interface SchemaNode {
  readonly visibility?: string;
  readonly deepVisibility?: string;
  readonly properties?: Record<string, SchemaNode>;
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly anyOf?: SchemaNode[];
  readonly allOf?: SchemaNode[];
}

/** Paths of all that ought to be a secret, and whether it is one. */
function secretsIn(
  node: SchemaNode,
  path: string[] = [],
  inherited?: string,
): Array<[path: string, secret: boolean]> {
  const deep = node.deepVisibility ?? inherited;
  const visibility = node.visibility ?? deep;
  const name = path.at(-1) ?? '';
  const inner = [
    ...Object.entries(node.properties ?? {}),
    ...(typeof node.additionalProperties === 'object'
      ? [['*', node.additionalProperties] as const]
      : []),
    ...(node.items ? [['0', node.items] as const] : []),
  ];
  const found = [
    ...inner.flatMap(([key, of]) => secretsIn(of, [...path, key], deep)),
    ...[...(node.anyOf ?? []), ...(node.allOf ?? [])].flatMap(of =>
      secretsIn(of, path, deep),
    ),
  ];
  const isLeaf = inner.length === 0;
  const ought =
    SECRET_PATHS.has(path.join('.')) ||
    (SECRET.test(name) && !NO_SECRET.has(name));
  return ought && isLeaf
    ? [...found, [path.join('.'), visibility === 'secret']]
    : found;
}

function ourPackages(): string[] {
  return ['plugins', 'packages']
    .flatMap(folder =>
      readdirSync(join(ROOT, folder)).map(name => join(ROOT, folder, name)),
    )
    .filter(folder => existsSync(join(folder, 'config.d.ts')));
}

describe('the schemas of config', () => {
  let schema: ConfigSchema;

  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      // What others leave unmarked is not ours to say.
      excludePackageDependencies: true,
      packagePaths: ourPackages().map(folder =>
        relative(process.cwd(), join(folder, 'package.json')),
      ),
    });
  });

  it('mark every secret as one', () => {
    const { schemas } = schema.serialize() as unknown as {
      schemas: Array<{ path: string; value: SchemaNode }>;
    };
    const all = schemas.flatMap(({ value }) => secretsIn(value));
    expect(all.filter(([, secret]) => !secret)).toEqual([]);
    expect(all.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'customer360.cache.valkey.url',
        'customer360.ledger.keys.0.secret',
        'customer360.sources.*.apiKey',
        'customer360.sources.*.accessToken',
        'customer360.sources.*.auth.clientSecret',
        'customer360.sources.*.auth.apiToken',
        'customer360.sources.*.connection.password',
        'customer360.sources.*.connection.connectionString',
      ]),
    );
  });

  it('keep every secret from whoever may see no secrets', () => {
    const secret = 'canary-of-config';
    const data: JsonObject = {
      customer360: {
        deadline: '4s',
        cache: { valkey: { url: `redis://x:${secret}@cache` } },
        ledger: { keys: [{ id: 'one', secret }] },
        sources: {
          stripe: { type: 'stripe', apiKey: secret },
          hubspot: { type: 'hubspot', accessToken: secret },
          zendesk: {
            type: 'zendesk',
            auth: { clientId: 'portal', clientSecret: secret },
          },
          old: {
            type: 'zendesk',
            auth: { email: 'agent@vendor.example', apiToken: secret },
          },
          product: {
            type: 'product-database',
            connection: {
              host: secret,
              user: secret,
              password: secret,
              connectionString: secret,
              filename: secret,
            },
          },
        },
      },
    };
    const shown = (...visibility: Array<'frontend' | 'backend' | 'secret'>) =>
      JSON.stringify(
        schema.process([{ data, context: 'test' }], { visibility }),
      );
    expect(shown('secret').split(secret)).toHaveLength(12);
    expect(shown('backend')).not.toContain(secret);
    expect(shown('backend')).toContain('4s');
    expect(shown('frontend')).not.toContain(secret);
    expect(shown('frontend')).not.toContain('stripe');
  });
});
