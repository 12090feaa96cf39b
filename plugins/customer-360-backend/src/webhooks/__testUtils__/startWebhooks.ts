import { mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  SourceError,
  type WebhookEvent,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Knex } from 'knex';
import { customerEntity } from '../../__testUtils__/customers';
import { fakeSource } from '../../__testUtils__/fakeSource';
import { fakeWebhook } from '../../__testUtils__/fakeWebhook';
import type { CommittedChange } from '../../generations/ChangeListener';
import { DatabaseCustomerChanges } from '../../generations/DatabaseCustomerChanges';
import { migrationsDirectory } from '../../installation/applyMigrations';
import type { LinkIndex } from '../../links/LinkIndex';
import type { LinkResolver } from '../../links/LinkResolver';
import { TransportSourceSessions } from '../../sources/TransportSourceSessions';
import { DatabaseWebhookInbox } from '../DatabaseWebhookInbox';
import { EventAccounts } from '../EventAccounts';
import { InboxWriter } from '../InboxWriter';
import { WEBHOOK_EVENTS_TABLE, type WebhookEventRow } from '../webhookEventRow';
import type { WebhookInbox } from '../WebhookInbox';
import type { ToldSource } from '../WebhookReceiver';
import { WebhookWorker, type WebhookWorkerOptions } from '../WebhookWorker';

export const NOON = Date.parse('2026-09-10T12:00:00.000Z');
export const acme = 'customer:default/acme';

/** An event about an account, or about a record whose account is asked for. */
export function event(
  id: string,
  about: Partial<WebhookEvent> = { accounts: ['org_acme'] },
): WebhookEvent {
  return {
    id,
    type: 'ticket.changed',
    occurredAt: '2026-09-10T11:59:58.000Z',
    facets: ['tickets'],
    ...about,
  };
}

/** The parts of the room on one database; `instance` makes workers for it. */
export async function startWebhooks(
  knex: Knex,
  options: {
    index?: LinkIndex;
    /** By id of a record: its accounts, or a failure. */
    accountsOf?: (id: string) => Promise<readonly string[]>;
  } = {},
) {
  await knex.migrate.latest({ directory: migrationsDirectory });
  const clock = {
    at: NOON,
    now() {
      return this.at;
    },
  };
  const webhook = fakeWebhook({
    accountsOf: ({ id }) =>
      options.accountsOf?.(id) ?? Promise.reject(new SourceError('network')),
  });
  const source = fakeSource(
    'desk',
    { tickets: { read: async () => ({ data: { tickets: [] } as never }) } },
    { webhook },
  ) as ToldSource;
  const heard: CommittedChange[] = [];
  const changes = new DatabaseCustomerChanges({
    knex,
    clock,
    listener: { onChanged: change => heard.push(change) },
  });
  const inbox = new DatabaseWebhookInbox({ knex, clock });
  const catalog = fakeLinks(['acme', 'other']);
  const together = (_source: string, facets: readonly string[]) =>
    facets.filter(facet => facet === 'tickets');
  const sessions = new TransportSourceSessions({ clock });
  const accounts = new EventAccounts({ sessions, deadlineMs: 5_000 });
  const logger = mockServices.logger.mock();
  const orphans = { saw: jest.fn(async () => {}) };
  const news = {
    tell: jest.fn(async (_source: string, _ids: readonly string[]) => {}),
  };
  const worker = (parts: Partial<WebhookWorkerOptions> = {}) =>
    new WebhookWorker({
      source,
      inbox,
      changes,
      accounts,
      links: catalog,
      orphans,
      news,
      together,
      clock,
      logger,
      random: () => 0.5,
      ...parts,
    });
  const writer = new InboxWriter({
    inbox,
    changes,
    index: options.index ?? { customersOf: async () => new Map() },
    together,
  });
  return {
    accounts,
    catalog,
    changes,
    clock,
    heard,
    inbox,
    logger,
    news,
    orphans,
    sessions,
    source,
    webhook,
    worker,
    writer,
    write: (...events: WebhookEvent[]) =>
      writer.write(events.map(each => ({ source: 'desk', event: each }))),
    add: (inboxOf: WebhookInbox, ...events: WebhookEvent[]) =>
      knex.transaction(tx =>
        inboxOf.add(
          events.map(each => ({ source: 'desk', event: each })),
          events.map(() => []),
          tx,
        ),
      ),
    rows: () => knex<WebhookEventRow>(WEBHOOK_EVENTS_TABLE).orderBy('event_id'),
    /** How often what is cached of a customer has been made worthless. */
    counter: async (customerRef = acme) => {
      const row = await knex('c360_generations')
        .where({ customer_ref: customerRef, scope: 'desk/tickets' })
        .first();
      return row?.generation ?? 0;
    },
  };
}

/** Customers by `org_<name>`; may be told to fail. */
function fakeLinks(names: readonly string[]) {
  const links = {
    fails: false,
    asked: 0,
    linksOf: async () => ({
      key: '',
      ids: () => [],
      version: () => '',
      foundBy: () => undefined,
    }),
    customersOf: async () => [],
    async customersOfAll(_source: string, ids: readonly string[]) {
      links.asked += 1;
      if (links.fails) {
        throw new Error('down');
      }
      return new Map(
        ids.map(id => [
          id,
          names
            .filter(name => `org_${name}` === id)
            .map(name => customerEntity(name)),
        ]),
      );
    },
  };
  return links satisfies LinkResolver;
}

export const refOf = (name: string) => stringifyEntityRef(customerEntity(name));
