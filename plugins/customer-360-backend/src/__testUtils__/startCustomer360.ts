import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import type { CustomerEntity } from '@customer-360/backstage-plugin-customer-360-common';
import {
  customer360SourcesExtensionPoint,
  type CustomerSource,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import request from 'supertest';
import { createCustomer360Plugin } from '../plugin';
import { fakePermissions } from './fakePolicy';

export interface TestSetup {
  readonly customers?: CustomerEntity[];
  /** What else is in the catalog. */
  readonly entities?: Entity[];
  readonly sources?: CustomerSource[];
  readonly policy: (permission: string, userRef: string) => PolicyDecision;
  readonly customer360?: JsonObject;
  readonly knex?: Knex;
  readonly now?: () => number;
  readonly features?: BackendFeature[];
  /** Root config beside `customer360`. */
  readonly config?: JsonObject;
  /** False to have the bytes as they are sent, unchecked. Default: true. */
  readonly validateResponses?: boolean;
}

/** The plugin in a backend of its own, with fake sources, policy and catalog. */
export async function startCustomer360(setup: TestSetup) {
  const { features, permissions, auditor } = portalOf(setup);
  const { server } = await startTestBackend({ features });
  return { agent: request(server), permissions, auditor };
}

/** The parts of such a backend. */
export function portalOf(setup: TestSetup) {
  const permissions = fakePermissions(setup.policy);
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => {},
      fail: async () => {},
    }),
  });
  const features: BackendFeature[] = [
    createCustomer360Plugin({
      now: setup.now,
      validateResponses: setup.validateResponses ?? true,
    }),
    createBackendModule({
      pluginId: 'customer-360',
      moduleId: 'fake-sources',
      register(env) {
        env.registerInit({
          deps: { sources: customer360SourcesExtensionPoint },
          async init({ sources }) {
            for (const source of setup.sources ?? []) {
              sources.addSource(source);
            }
          },
        });
      },
    }),
    mockServices.rootConfig.factory({
      data: {
        permission: { enabled: true },
        customer360: setup.customer360 ?? {},
        ...setup.config,
      },
    }),
    permissions.factory,
    auditor.factory,
    catalogServiceMock.factory({
      entities: [...(setup.customers ?? []), ...(setup.entities ?? [])],
    }),
    ...(setup.knex
      ? [mockServices.database.factory({ knex: setup.knex })]
      : []),
    ...(setup.features ?? []),
  ];
  return { features, permissions, auditor };
}

export const BASE = '/api/customer-360/v1';

export function viewPath(name: string): string {
  return `${BASE}/customers/default/${name}/view`;
}
