import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LedgerHeadStore } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import type { Alarms } from './alarms/Alarms';
import type { Clock, SharedClock } from './clock/SharedClock';
import type { LedgerConfig } from './config/LedgerConfig';
import type { InstallationKey } from './installation/InstallationKey';
import { ChainedLedgerNotes } from './ledger/ChainedLedgerNotes';
import { ChainedLedgerStore } from './ledger/ChainedLedgerStore';
import { BoundedHeadStore } from './ledger/chain/BoundedHeadStore';
import { ChainKeeper } from './ledger/chain/ChainKeeper';
import { ChainWriter } from './ledger/chain/ChainWriter';
import { DatabaseChainRegistry } from './ledger/chain/DatabaseChainRegistry';
import { DatabaseLedgerTable } from './ledger/chain/DatabaseLedgerTable';
import { FileHeadStore } from './ledger/chain/FileHeadStore';
import { LedgerKeys } from './ledger/chain/LedgerKeys';
import { DatabaseLedgerReader } from './ledger/DatabaseLedgerReader';
import { FailClosedLedgerStore } from './ledger/FailClosedLedgerStore';
import type { LedgerNotes } from './ledger/LedgerNotes';
import type { LedgerReader } from './ledger/LedgerReader';
import type { LedgerStore } from './ledger/LedgerStore';
import { DefaultLedgerVerifier } from './ledger/verify/DefaultLedgerVerifier';
import type { LedgerVerifier } from './ledger/verify/LedgerVerifier';
import { VerifyWatch } from './ledger/verify/VerifyWatch';
import { DatabaseLedgerPeople } from './ledger/people/DatabaseLedgerPeople';
import type { LedgerPeople } from './ledger/people/LedgerPeople';
import type { LastLooks } from './sinceLook/LastLooks';
import { LedgerLastLooks } from './sinceLook/LedgerLastLooks';

export interface LedgerParts {
  readonly store: LedgerStore;
  readonly reader: LedgerReader;
  readonly verifier: LedgerVerifier;
  readonly people: LedgerPeople;
  readonly notes: LedgerNotes;
  readonly lastLooks: LastLooks;
  readonly verifyWatch: VerifyWatch;
  /** To be started and stopped with the plugin. */
  readonly keeper: ChainKeeper;
}

/** The ledger from its parts; no logic of its own. */
export function createLedger(deps: {
  alarms: Alarms;
  knex: Knex;
  key: InstallationKey;
  clock: Clock;
  databaseClock?: SharedClock;
  config: LedgerConfig;
  /** Instead of the file in config. */
  headStore?: LedgerHeadStore;
  policyVersion: string;
  logger: LoggerService;
}): LedgerParts {
  const { clock, config, key, knex, logger, policyVersion } = deps;
  const keys = new LedgerKeys(
    config.keys.length > 0
      ? config.keys
      : [
          {
            id: 'installation',
            secret: Buffer.from(key.sign('ledger', 'chains'), 'base64url'),
          },
        ],
  );
  const table = new DatabaseLedgerTable({ knex, clock: deps.databaseClock });
  const registry = new DatabaseChainRegistry({ knex, keys, clock });
  const headStore =
    deps.headStore ??
    (config.headsFile === undefined
      ? undefined
      : new FileHeadStore({ path: config.headsFile }));
  const heads = headStore && new BoundedHeadStore({ store: headStore });
  const people = new DatabaseLedgerPeople({ knex, keys });
  const writer = new ChainWriter({
    table,
    registry,
    keys,
    clock,
    policyVersion,
  });
  const notes = new ChainedLedgerNotes({ knex, writer, clock, policyVersion });
  const verifier = new DefaultLedgerVerifier({
    table,
    registry,
    keys,
    heads,
    people,
    clock,
    key,
  });
  return {
    store: new FailClosedLedgerStore({
      store: new ChainedLedgerStore({ writer, people, clock, policyVersion }),
      logger,
    }),
    reader: new DatabaseLedgerReader({ knex, people, key }),
    verifier,
    verifyWatch: new VerifyWatch({
      verifier,
      notes,
      keys,
      alarms: deps.alarms,
      logger,
      frequency: config.verifyEvery,
    }),
    notes,
    people,
    lastLooks: new LedgerLastLooks({ knex, people }),
    keeper: new ChainKeeper({
      knex,
      writer,
      table,
      registry,
      heads,
      alarms: deps.alarms,
      clock,
      logger,
      retentionDays: config.retentionDays,
    }),
  };
}
