import type {
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import { applyListingMigrations } from './applyListingMigrations';
import { CustomerIngestion } from './CustomerIngestion';
import type { CustomerListing } from './CustomerListing';
import { CustomerNews } from './CustomerNews';
import { CustomerTeller } from './CustomerTeller';
import { DatabaseListedStore } from './DatabaseListedStore';
import type { IngestionConfig } from './IngestionConfig';
import type { IngestionNotice } from './IngestionNotice';
import type { PeopleByEmail } from './PeopleByEmail';
import { RemovalAlarm } from './RemovalAlarm';
import { SourceIngestion } from './SourceIngestion';

/** How soon something that was heard is in the catalog. */
const EVERY_SECONDS = 5;
/** A turn ends by itself, so that a killed one holds up nobody for long. */
const TURN_MS = 60_000;

/** Puts the parts together, and has them take turns across all instances. */
export async function startIngestion(
  connection: EntityProviderConnection,
  options: {
    config: IngestionConfig;
    database: DatabaseService;
    events: EventsService;
    listing: CustomerListing;
    logger: LoggerService;
    notice: IngestionNotice;
    people: PeopleByEmail;
    scheduler: SchedulerService;
  },
): Promise<void> {
  const { config, listing, logger, people } = options;
  const knex = await options.database.getClient();
  await applyListingMigrations(options.database, knex);
  const store = new DatabaseListedStore({ knex });
  const teller = new CustomerTeller({
    connection,
    store,
    listing,
    people,
    config,
  });
  const alarm = new RemovalAlarm({ ...options, ...config });
  const ingestion = new CustomerIngestion({
    sources: config.sources.map(
      source =>
        new SourceIngestion({
          source,
          config,
          store,
          listing,
          teller,
          alarm,
          logger,
          now: () => new Date(),
        }),
    ),
    people,
    config,
    logger,
  });
  const news = new CustomerNews({
    store,
    sources: config.sources.map(({ source }) => source),
    logger,
  });
  await news.subscribe(options.events);
  await options.scheduler.scheduleTask({
    id: 'customer-360-ingestion',
    scope: 'global',
    frequency: { seconds: EVERY_SECONDS },
    initialDelay: { seconds: EVERY_SECONDS },
    timeout: { minutes: 3 },
    fn: async signal => {
      const until = Date.now() + TURN_MS;
      await ingestion.turn(() => !signal.aborted && Date.now() < until);
    },
  });
}
