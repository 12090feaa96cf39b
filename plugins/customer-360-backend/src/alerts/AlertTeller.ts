import { stringifyEntityRef } from '@backstage/catalog-model';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import {
  INDICATOR_KINDS,
  type CustomerEntity,
  type Indicator,
} from '@customer-360/backstage-plugin-customer-360-common';
import { randomUUID } from 'node:crypto';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { alertNotice, bareNotice } from './alertNotice';
import type { AlertNews } from './AlertState';
import type { Audience } from './Audience';

/** A change with the indicator as it is to be told; without, it is gone. */
export interface WordedNews {
  readonly news: AlertNews;
  readonly indicator?: Indicator;
}

/** Tells by the portal's notifications; what anybody is told is in the ledger. */
export class AlertTeller {
  readonly #notifications: NotificationService;
  readonly #ledger: Pick<LedgerStore, 'append'>;

  constructor(options: {
    notifications: NotificationService;
    ledger: Pick<LedgerStore, 'append'>;
  }) {
    this.#notifications = options.notifications;
    this.#ledger = options.ledger;
  }

  /** @throws Error where not all could be told or put on record */
  async tell(
    entity: CustomerEntity,
    audience: Audience,
    worded: readonly WordedNews[],
  ): Promise<void> {
    const requestId = randomUUID();
    await this.#ledger.append(
      audience.people.flatMap(person =>
        worded.map(({ news }) =>
          entryOf({ entity, audience, person, news, requestId }),
        ),
      ),
    );
    const notices = audience.withDetails
      ? worded.map(({ indicator, news }) =>
          alertNotice(entity, news, indicator),
        )
      : [bareNotice(entity)];
    for (const payload of notices) {
      await this.#notifications.send({
        recipients: { type: 'entity', entityRef: [...audience.people] },
        payload,
      });
    }
  }
}

function entryOf(options: {
  entity: CustomerEntity;
  audience: Audience;
  person: string;
  news: AlertNews;
  requestId: string;
}): LedgerEntry {
  const { audience, entity, news, person, requestId } = options;
  const { shape, withDetails } = audience;
  const told = withDetails
    ? INDICATOR_KINDS.find(({ id }) => id === news.id)?.inputs ?? []
    : [];
  return {
    kind: 'alert',
    actorRef: person,
    requestId,
    customerRef: stringifyEntityRef(entity),
    facets: Object.fromEntries(
      told.flatMap(id => {
        const level = shape?.facets.get(id)?.level;
        return level ? [[id, level]] : [];
      }),
    ),
    labels: withDetails ? [...(shape?.labels ?? [])].sort() : [],
    detail: withDetails
      ? { indicator: news.id, change: news.change }
      : { indicator: 'unnamed' },
  };
}
