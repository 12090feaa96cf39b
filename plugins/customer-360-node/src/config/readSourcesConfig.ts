import type { Config } from '@backstage/config';
import { z } from 'zod';
import type { SourceTransportOptions } from '../source/CustomerSource';

/** One entry of `customer360.sources`. @public */
export interface SourceConfig<T> {
  /** The key under `customer360.sources`. */
  readonly id: string;
  /** What people call it; undefined where config does not say. */
  readonly title?: string;
  /** Limits that replace the module's defaults. */
  readonly transport?: SourceTransportOptions;
  /** The type's own keys, validated. */
  readonly options: T;
}

const ROOT = 'customer360.sources';

const limit = z.number().positive().optional();

const transportSchema = z.strictObject({
  connectTimeoutMs: limit,
  headersTimeoutMs: limit,
  bodyTimeoutMs: limit,
  totalTimeoutMs: limit,
  maxBodyBytes: limit,
  maxConcurrent: limit,
  maxAttempts: limit,
  requestsPerSecond: limit,
  privateNetwork: z.boolean().optional(),
});

const commonShape = {
  type: z.string(),
  title: z.string().min(1).max(100).optional(),
  transport: transportSchema.optional(),
  /** The service's own: when what is read in bulk is read. */
  sync: z.record(z.string(), z.unknown()).optional(),
  /** The service's own: when it warns that a key has to be renewed. */
  credentialsExpireAt: z.string().optional(),
};

/**
 * The configured sources of one type, validated. What is wrong is named by its
 * key; values, which may be secrets, are never quoted.
 *
 * @param type - `stripe`
 * @param schema - the type's own keys; `type`, `title`, `transport`, `sync`
 *   and `credentialsExpireAt` are not among them. Unknown keys are refused whatever the schema says of them.
 * @throws Error listing every key that is missing, unknown or malformed
 * @public
 */
export function readSourcesConfig<TShape extends z.ZodRawShape>(
  config: Config,
  type: string,
  schema: z.ZodObject<TShape>,
): Array<SourceConfig<z.output<z.ZodObject<TShape>>>> {
  const sources = config.getOptionalConfig(ROOT);
  const problems: string[] = [];
  const found: Array<SourceConfig<z.output<z.ZodObject<TShape>>>> = [];
  for (const id of sources?.keys() ?? []) {
    const entry = sources!.getConfig(id);
    if (entry.getOptionalString('type') === undefined) {
      problems.push(`${ROOT}.${id}.type is missing`);
      continue;
    }
    if (entry.getString('type') !== type) {
      continue;
    }
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(id)) {
      problems.push(
        `${ROOT}.${id} must be lower-case letters, digits and dashes, beginning with a letter`,
      );
      continue;
    }
    const values = Object.entries(entry.get<Record<string, unknown>>());
    const common = z.object(commonShape).safeParse(Object.fromEntries(values));
    const own = schema
      .strict()
      .safeParse(
        Object.fromEntries(values.filter(([key]) => !(key in commonShape))),
      );
    for (const result of [common, own]) {
      problems.push(...describeProblems(`${ROOT}.${id}`, result.error));
    }
    if (common.success && own.success) {
      found.push({
        id,
        title: common.data.title,
        transport: common.data.transport,
        options: own.data,
      });
    }
  }
  if (problems.length > 0) {
    throw new Error(`Invalid configuration: ${problems.join('; ')}`);
  }
  return found;
}

function describeProblems(root: string, error: z.ZodError | undefined) {
  return (error?.issues ?? []).flatMap(issue => {
    const key = [root, ...issue.path.map(String)].join('.');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(name => `${key}.${name} is not a known key`);
    }
    if (issue.code === 'invalid_type' && issue.input === undefined) {
      return [
        issue.message.includes('received undefined')
          ? `${key} is missing`
          : `${key} must be ${issue.expected}`,
      ];
    }
    if (issue.code === 'too_small' && issue.origin === 'string') {
      return [`${key} must not be empty`];
    }
    if (issue.code === 'custom') {
      // Written by us in the schema's own `refine`, about the key.
      return [`${key} ${issue.message}`];
    }
    return [`${key} is malformed`];
  });
}
