import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { FacetDefinition } from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { AlertStore } from './alerts/AlertStore';
import { AlertTeller } from './alerts/AlertTeller';
import { AlertWatch } from './alerts/AlertWatch';
import { CustomerAlerts } from './alerts/CustomerAlerts';
import { ExplainedAccountTeam } from './alerts/ExplainedAccountTeam';
import type { LookObserver } from './changes/CustomerLook';
import type { CustomerLooks } from './changes/CustomerLooks';
import type { Clock } from './clock/SharedClock';
import type { ServiceConfig } from './config/ServiceConfig';
import type { Grants } from './grants/Grants';
import type { InstallationKey } from './installation/InstallationKey';
import type { LedgerStore } from './ledger/LedgerStore';
import type { PastReadings } from './observations/PastReadings';
import type { PortalPeople } from './review/PortalPeople';
import type { Watch } from './watches/Watch';

export interface AlertParts {
  readonly observers: readonly LookObserver[];
  readonly watches: readonly Watch[];
}

/** Alerts from their parts; nothing where config turns them off. */
export function createAlerts(deps: {
  clock: Clock;
  config: ServiceConfig;
  definitions: readonly FacetDefinition[];
  explainer: AccessExplainer;
  grants: Pick<Grants, 'live'>;
  key: InstallationKey;
  knex: Knex;
  ledger: LedgerStore;
  looks: CustomerLooks;
  notifications: NotificationService;
  past: PastReadings;
  people: PortalPeople;
}): AlertParts {
  const { kinds, withDetails } = deps.config.alerts;
  if (kinds.length === 0) {
    return { observers: [], watches: [] };
  }
  const { labels } = deps.config;
  const store = new AlertStore(deps);
  return {
    observers: [
      new CustomerAlerts({
        ...deps,
        team: new ExplainedAccountTeam({ ...deps, labels, withDetails }),
        store,
        teller: new AlertTeller(deps),
        kinds,
        labels,
      }),
    ],
    watches: [new AlertWatch({ ...deps, store })],
  };
}
