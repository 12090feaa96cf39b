import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { Knex } from 'knex';
import type { Alarms } from './alarms/Alarms';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import type { LedgerParts } from './createLedger';
import { bulkViewing } from './detectors/bulkViewing';
import { DatabasePersonEvents } from './detectors/DatabasePersonEvents';
import { DetectorWatch } from './detectors/DetectorWatch';
import { repeatedDenials } from './detectors/repeatedDenials';
import type { ObservationStore } from './observations/ObservationStore';
import { RetentionWatch } from './observations/RetentionWatch';
import type { Watch } from './watches/Watch';
import { Watermark } from './watches/Watermark';

/** What is looked at without anybody asking; no logic of its own. */
export function createWatches(deps: {
  knex: Knex;
  clock: Clock;
  config: ServiceConfig;
  ledger: Pick<LedgerParts, 'verifyWatch' | 'notes' | 'people'>;
  alarms: Alarms;
  definitions: readonly FacetDefinition[];
  observations: ObservationStore;
}): Watch[] {
  const { config, knex, ledger } = deps;
  return [
    ledger.verifyWatch,
    new DetectorWatch({
      ...deps,
      ...ledger,
      detectors: [
        bulkViewing(config.detectors.bulkViewing),
        repeatedDenials(config.detectors.repeatedDenials),
      ],
      events: new DatabasePersonEvents({ knex }),
      watermark: new Watermark({ knex, name: 'detectors' }),
    }),
    new RetentionWatch({
      ...deps,
      store: deps.observations,
      config: config.observations,
    }),
  ];
}
