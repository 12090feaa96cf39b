import { FileConfigSource, loadConfigSchema } from '@backstage/config-loader';
import type { JsonObject, JsonValue } from '@backstage/types';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CONFIG = join(ROOT, 'app-config.yaml');

/**
 * Marked with all that stands beside it, and none by itself: a finding of the
 * ledger says with which key.
 */
const NAME_OF_KEY = /^customer360\.ledger\.keys\.\d+\.id$/;

/** Variables of the demo's config that say where things are. */
const PLACES: ReadonlySet<string> = new Set([
  'CUSTOMER_360_PORT',
  'CUSTOMER_360_DATA_DIR',
  'CUSTOMER_360_STRIPE_URL',
  'CUSTOMER_360_HUBSPOT_URL',
  'CUSTOMER_360_ZENDESK_URL',
]);

/**
 * Every secret of the demo, by its key: what the schemas of the portal's own
 * packages and of all that they depend on mark as one, and every variable that
 * its config takes from the environment, unless it is known to be a place.
 */
export async function configuredSecrets(
  env: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, string>> {
  const schema = await loadConfigSchema({
    dependencies: [],
    packagePaths: ['app', 'backend'].map(name =>
      relative(process.cwd(), join(ROOT, 'packages', name, 'package.json')),
    ),
  });
  const marked = schema
    .process([{ data: await readConfig(env), context: CONFIG }], {
      visibility: ['secret'],
    })
    .flatMap(({ data }) => stringsIn(data))
    .filter(([path]) => !NAME_OF_KEY.test(path));
  return new Map([
    ...marked,
    ...variables(await readFile(CONFIG, 'utf8'), env),
  ]);
}

/** With what the environment says in it. */
async function readConfig(env: NodeJS.ProcessEnv): Promise<JsonObject> {
  const source = FileConfigSource.create({
    path: CONFIG,
    // A watcher would keep the test from ending.
    watch: false,
    substitutionFunc: async name => env[name],
  });
  for await (const { configs } of source.readConfigData()) {
    return configs[0].data;
  }
  throw new Error(`${CONFIG} cannot be read`);
}

function stringsIn(value: JsonValue, path = ''): Array<[string, string]> {
  if (typeof value === 'string') {
    return [[path, value]];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, of]) =>
        stringsIn(of ?? null, path === '' ? key : `${path}.${key}`),
      )
    : [];
}

function variables(
  text: string,
  env: NodeJS.ProcessEnv,
): Array<[string, string]> {
  const names = new Set(
    [...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name),
  );
  return [...names]
    .filter(name => !PLACES.has(name))
    .flatMap(name => {
      const value = env[name];
      return value ? [[name, value] as [string, string]] : [];
    });
}
