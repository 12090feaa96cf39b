import type { RootConfigService } from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';
import type { LedgerConfig } from './LedgerConfig';
import { readRecipients } from './readRecipients';

const KEY_ID = /^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/;
const SHORTEST_SECRET = 32;
const NIGHTLY = { cron: '23 2 * * *' };
const SHORTEST_VERIFY_MS = 60_000;
/** What auditors of a year want to see. */
const SHORTEST_RETENTION_DAYS = 365;

/** What the config has to fit. */
export interface LedgerSurroundings {
  /** A module keeps the ends of the chains. */
  readonly headsElsewhere?: boolean;
  readonly production?: boolean;
}

/**
 * @throws Error naming the key when a value is out of its range, and in
 *   production where the ledger could prove nothing: without a key outside the
 *   database, or without a place for the ends of the chains
 */
export function readLedgerConfig(
  root: RootConfigService,
  {
    headsElsewhere = false,
    production = process.env.NODE_ENV === 'production',
  }: LedgerSurroundings = {},
): LedgerConfig {
  const config = root.getOptionalConfig('customer360.ledger');
  const keys = (config?.getOptionalConfigArray('keys') ?? []).map(entry => ({
    id: entry.getString('id'),
    secret: entry.getString('secret'),
  }));
  for (const { id, secret } of keys) {
    if (!KEY_ID.test(id)) {
      throw new Error(
        'customer360.ledger.keys: an id is letters, digits, dots and dashes, at most 64',
      );
    }
    if (secret.length < SHORTEST_SECRET) {
      throw new Error(
        `customer360.ledger.keys: the secret of "${id}" needs at least ${SHORTEST_SECRET} characters`,
      );
    }
  }
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new Error('customer360.ledger.keys: two keys have the same id');
  }
  const headsFile = config?.getOptionalString('heads.file');
  if (headsElsewhere && headsFile !== undefined) {
    throw new Error(
      'customer360.ledger.heads.file is set and a module keeps the ends of the ledger elsewhere; keep one of the two',
    );
  }
  const retentionDays = config?.getOptionalNumber('retentionDays');
  if (retentionDays !== undefined && !(retentionDays >= 1)) {
    throw new Error('customer360.ledger.retentionDays must be 1 or more');
  }
  if (production) {
    if (keys.length === 0) {
      throw new Error(
        'customer360.ledger.keys is missing: in production the ledger is signed with a key that is not in the database, { id, secret }',
      );
    }
    if (headsFile === undefined && !headsElsewhere) {
      throw new Error(
        'customer360.ledger.heads.file is missing: in production the ends of the ledger are kept outside the database, in a file or by a module, or its newest rows could be cut off unseen',
      );
    }
    if (
      retentionDays !== undefined &&
      retentionDays < SHORTEST_RETENTION_DAYS
    ) {
      throw new Error(
        `customer360.ledger.retentionDays must be ${SHORTEST_RETENTION_DAYS} or more in production`,
      );
    }
  }
  return {
    keys: keys.map(({ id, secret }) => ({ id, secret: Buffer.from(secret) })),
    headsFile,
    retentionDays,
    verifyEvery: readVerifyEvery(config),
    alarmRecipients: readRecipients(
      'customer360.ledger.alarms.notify',
      config?.getOptionalStringArray('alarms.notify') ?? [],
    ),
  };
}

function readVerifyEvery(
  config: Config | undefined,
): LedgerConfig['verifyEvery'] {
  const key = 'verify.frequency';
  if (!config?.has(key)) {
    return NIGHTLY;
  }
  if (typeof config.get(key) === 'object' && config.has(`${key}.cron`)) {
    return { cron: config.getString(`${key}.cron`) };
  }
  const every = readDurationFromConfig(config, { key });
  if (durationToMilliseconds(every) < SHORTEST_VERIFY_MS) {
    throw new Error(
      'customer360.ledger.verify.frequency must be 1 minute or more',
    );
  }
  return every;
}
