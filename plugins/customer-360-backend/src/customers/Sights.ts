import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  CUSTOMER_KIND,
  grantsManagePermission,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { AccessExplainer } from '@customer-360/backstage-plugin-customer-360-node';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type {
  CustomerLedgerEntry,
  LedgerKind,
  LedgerStore,
} from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { CustomerName, Preview } from './CustomerPages';

/** What one request may show of a customer. */
export interface Sight {
  readonly customer: ReadableCustomer;
  /** Through whose eyes, for the ledger. */
  readonly actingAs?: string;

  /**
   * To be asked right before data leaves. What took long is shown by the rights
   * of now, not by those of when it was asked for; what was quick asks nobody.
   *
   * @throws NotFoundError when the customer is hidden by now
   * @throws ServiceUnavailableError when rights are others by now, or cannot be
   *   checked
   */
  confirm(): Promise<void>;
}

/**
 * As long as rights are kept: what leaves is never decided by anything older
 * than twice this.
 */
const PROMPT_MS = 2_500;

/** Decides for each request what it may show; refusals are in the ledger. */
export class Sights {
  readonly #access: CustomerAccess;
  readonly #explainer: AccessExplainer;
  readonly #ledger: LedgerStore;
  readonly #elapsed: () => number;

  constructor(options: {
    access: CustomerAccess;
    explainer: AccessExplainer;
    ledger: LedgerStore;
    /** In milliseconds; goes on where the wall clock is set. */
    elapsed?: () => number;
  }) {
    this.#access = options.access;
    this.#explainer = options.explainer;
    this.#ledger = options.ledger;
    this.#elapsed = options.elapsed ?? (() => performance.now());
  }

  /**
   * @param as - a role to look through the eyes of, within one's own rights
   * @param asked - facets that are asked for by name, for the row of a refusal
   * @throws NotFoundError for a customer that is not there or hidden
   * @throws NotAllowedError for a preview without `customer360.grants.manage`,
   *   and for a refresh without `customer360.refresh`
   * @throws InputError for a role or a scope that shows nothing
   */
  async of(
    reader: Reader,
    kind: LedgerKind,
    name: CustomerName,
    as?: Preview,
    asked: readonly string[] = [],
  ): Promise<Sight> {
    let since = this.#elapsed();
    const actingAs = as && `${as.role}:${as.scope}`;
    const decide = () =>
      refusedToo(
        this.#ledger,
        refusal(reader, kind, name, asked, actingAs),
        async () => {
          const found = as
            ? await this.#decidePreview(reader, name, as)
            : await this.#access.readCustomer(reader, name);
          if (kind === 'refresh' && !found.shape.mayRefresh) {
            throw new NotAllowedError(
              'You may read this customer, but not have it read again. What is shown is as old as it says.',
            );
          }
          return found;
        },
      );
    const customer = await decide();
    return {
      customer,
      ...(actingAs !== undefined && { actingAs }),
      confirm: async () => {
        const now = this.#elapsed();
        if (now - since <= PROMPT_MS) {
          return;
        }
        if ((await decide()).shape.key !== customer.shape.key) {
          throw new ServiceUnavailableError(
            'What you may see has changed while this was read, so nothing of it is shown. Try again.',
          );
        }
        since = now;
      },
    };
  }

  async #decidePreview(
    reader: Reader,
    name: CustomerName,
    { role, scope }: Preview,
  ): Promise<ReadableCustomer> {
    await this.#access.require(reader, grantsManagePermission);
    const customer = await this.#access.readCustomer(reader, name);
    const grant = this.#explainer.roles()?.find(it => it.name === role)?.scopes[
      scope
    ];
    if (!grant) {
      throw new InputError(
        'The parameter as names no role that sees anything in this scope',
      );
    }
    return this.#access.asSeenBy(customer, grant);
  }
}

function refusal(
  reader: Reader,
  kind: LedgerKind,
  name: CustomerName,
  asked: readonly string[],
  actingAs: string | undefined,
): CustomerLedgerEntry {
  return {
    kind,
    actorRef: reader.userRef,
    requestId: reader.requestId,
    customerRef: stringifyEntityRef({ kind: CUSTOMER_KIND, ...name }),
    facets: Object.fromEntries(asked.map(id => [id, 'none'])),
    labels: [],
    ...(actingAs !== undefined && { actingAs }),
  };
}
