import { TestDatabases } from '@backstage/backend-test-utils';
import {
  facetDefinitions,
  INDICATOR_KINDS,
  LABELS,
  type FacetDefinition,
} from '@customer-360/backstage-plugin-customer-360-common';
import { randomBytes } from 'node:crypto';
import { customerEntity } from '../__testUtils__/customers';
import { ticketsData } from '../__testUtils__/facetData';
import type { CustomerLook } from '../changes/CustomerLook';
import { packReading, type PackedReading } from '../facets/PackedReading';
import type { FacetReadings, Staleness } from '../facets/readings';
import { migrationsDirectory } from '../installation/applyMigrations';
import { InstallationKey } from '../installation/InstallationKey';
import { AlertStore } from './AlertStore';
import type { AlertTeller } from './AlertTeller';
import { CustomerAlerts } from './CustomerAlerts';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_15', 'SQLITE_3'] });
const NOON = Date.parse('2026-09-10T12:00:00Z');
const entity = customerEntity('acme');

function readingsOf(
  escalated: boolean,
  stale?: Staleness,
): FacetReadings<PackedReading> {
  const [ticket] = ticketsData('desk').tickets;
  const open = [{ ...ticket, escalated }];
  const reading = packReading({
    version: 'v',
    generation: 0,
    missing: [],
    truncated: false,
    fetchedAt: NOON,
    freshUntil: NOON,
    usableUntil: NOON,
    data: { tickets: open, open },
  });
  return new Map([
    [
      'tickets',
      [
        {
          source: { id: 'desk', title: 'The desk' },
          accounts: [{ kind: 'read', account: '1', reading, stale }],
          candidates: [],
        },
      ],
    ],
  ]);
}

function lookOf(
  readings: FacetReadings<PackedReading>,
  renewed = readings,
): CustomerLook {
  return {
    entity,
    ref: 'customer:default/acme',
    readings,
    renew: async () => renewed,
  };
}

describe.each(databases.eachSupportedId())(
  'CustomerAlerts (%s)',
  databaseId => {
    async function start() {
      const knex = await databases.init(databaseId);
      await knex.migrate.latest({ directory: migrationsDirectory });
      const key = new InstallationKey(randomBytes(32));
      const clock = { at: NOON, now: () => clock.at };
      const told: string[] = [];
      const state = { known: true };
      const teller = {
        tell: jest.fn<Promise<void>, Parameters<AlertTeller['tell']>>(
          async (_entity, _audience, news) => {
            told.push(...news.map(each => each.news.change));
          },
        ),
      };
      /** As each instance has them. */
      const alertsOf = () =>
        new CustomerAlerts({
          team: {
            audiencesOf: async () => [
              { key: 'all', people: ['user:default/mara'], withDetails: true },
            ],
          },
          store: new AlertStore({ knex }),
          past: {
            of: async () => ({ readings: [], version: '', known: state.known }),
          },
          teller: teller as unknown as AlertTeller,
          kinds: INDICATOR_KINDS,
          definitions: Object.values(facetDefinitions) as FacetDefinition[],
          labels: LABELS,
          key,
          clock,
        });
      return { alertsOf, clock, knex, state, teller, told };
    }

    it('tells once what several instances see at the same time', async () => {
      const { alertsOf, told } = await start();
      await alertsOf().saw(lookOf(readingsOf(false)));
      const seen = await Promise.allSettled(
        Array.from({ length: 5 }, () =>
          alertsOf().saw(lookOf(readingsOf(true))),
        ),
      );
      expect(told).toEqual(['new']);
      // Who came between has it looked at again, and then there is no news.
      expect(seen.some(({ status }) => status === 'fulfilled')).toBe(true);
      await alertsOf().saw(lookOf(readingsOf(true)));
      expect(told).toEqual(['new']);
    });

    it('leaves it to who has begun, and takes over from who has ended', async () => {
      const { alertsOf, clock, teller, told } = await start();
      await alertsOf().saw(lookOf(readingsOf(false)));
      teller.tell.mockRejectedValueOnce(new Error('killed'));
      await expect(alertsOf().saw(lookOf(readingsOf(true)))).rejects.toThrow(
        'killed',
      );
      clock.at += 59_999;
      await expect(alertsOf().saw(lookOf(readingsOf(true)))).rejects.toThrow(
        'Somebody is being told',
      );
      expect(told).toEqual([]);
      clock.at += 1;
      await alertsOf().saw(lookOf(readingsOf(true)));
      expect(told).toEqual(['new']);
    });

    it('does not tell what was begun and is not the case any more', async () => {
      const { alertsOf, clock, teller, told } = await start();
      await alertsOf().saw(lookOf(readingsOf(false)));
      teller.tell.mockRejectedValueOnce(new Error('killed'));
      await expect(alertsOf().saw(lookOf(readingsOf(true)))).rejects.toThrow();
      clock.at += 60_000;
      await alertsOf().saw(lookOf(readingsOf(false)));
      expect(told).toEqual([]);
    });

    it('tells nothing of what is due to be read again before it has been', async () => {
      const { alertsOf, told } = await start();
      // At the first look it is good enough to compare with.
      await alertsOf().saw(lookOf(readingsOf(false, 'renewing')));
      const due = readingsOf(true, 'renewing');
      await alertsOf().saw(lookOf(due));
      await alertsOf().saw(lookOf(due, readingsOf(false)));
      await alertsOf().saw(lookOf(due, readingsOf(true, 'network')));
      expect(told).toEqual([]);
      await alertsOf().saw(lookOf(due, readingsOf(true)));
      expect(told).toEqual(['new']);
    });

    it('says nothing while it is not known how it was before, and has it looked at again', async () => {
      const { alertsOf, state, told } = await start();
      await alertsOf().saw(lookOf(readingsOf(true)));
      state.known = false;
      await expect(alertsOf().saw(lookOf(readingsOf(false)))).rejects.toThrow(
        'not known',
      );
      expect(told).toEqual([]);
      state.known = true;
      await alertsOf().saw(lookOf(readingsOf(false)));
      expect(told).toEqual(['gone']);
    });

    it('keeps no figure of a customer, nor whom it told', async () => {
      const { alertsOf, knex } = await start();
      await alertsOf().saw(lookOf(readingsOf(false)));
      await alertsOf().saw(lookOf(readingsOf(true)));
      const kept = JSON.stringify(await knex('c360_alert_states'));
      expect(kept).toContain('Escalated');
      expect(kept).not.toMatch(/mara|ticket open|escalated ticket/);
    });
  },
);
