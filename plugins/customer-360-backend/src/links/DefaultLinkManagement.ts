import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  CUSTOMER_KIND,
  linkConfidence,
  linkedIds,
  linksManagePermission,
  type AccountLink,
  type CustomerLinksView,
  type SourceLinks,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerSource } from '@customer-360/backstage-plugin-customer-360-node';
import type {
  CustomerAccess,
  ReadableCustomer,
} from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { CustomerName } from '../customers/CustomerPages';
import { identityOf } from '../customers/identityOf';
import type { CandidateFinder } from '../facets/CandidateFinder';
import type { InstallationKey } from '../installation/InstallationKey';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { SourceRegistry } from '../sources/SourceRegistry';
import type { CandidateLinker } from './CandidateLinker';
import type { AccountName, LinkManagement } from './LinkManagement';
import type { LinkResolver } from './LinkResolver';
import { isPlainAccountId } from './isPlainAccountId';
import type { LinkStep, LinkStore, StoredLink } from './LinkStore';
import { elsewhere, full, noSuchLink } from './linkRefusals';
import { MAX_ACCOUNTS_PER_SOURCE } from './LinkResolver';
import { linksAt } from './linksAt';

const MAX_HISTORY = 100;

/** A step that a person takes. */
type PersonalStep = Extract<LinkStep, { by: string }>;

/** @see LinkManagement */
export class DefaultLinkManagement implements LinkManagement {
  readonly #access: CustomerAccess;
  readonly #ledger: LedgerStore;
  readonly #sources: SourceRegistry;
  readonly #store: LinkStore;
  readonly #links: Pick<LinkResolver, 'customersOf'>;
  readonly #finder: CandidateFinder;
  readonly #linker: Pick<CandidateLinker, 'judge'>;
  readonly #onChanged: (customerRef: string, source: string) => void;
  readonly #key: InstallationKey;
  readonly #clock: Clock;

  constructor(options: {
    access: CustomerAccess;
    ledger: LedgerStore;
    sources: SourceRegistry;
    store: LinkStore;
    /** Asked for who else has an account: by annotation, too. */
    links: Pick<LinkResolver, 'customersOf'>;
    finder: CandidateFinder;
    linker: Pick<CandidateLinker, 'judge'>;
    onChanged: (customerRef: string, source: string) => void;
    key: InstallationKey;
    clock: Clock;
  }) {
    this.#access = options.access;
    this.#ledger = options.ledger;
    this.#sources = options.sources;
    this.#store = options.store;
    this.#links = options.links;
    this.#finder = options.finder;
    this.#linker = options.linker;
    this.#onChanged = options.onChanged;
    this.#key = options.key;
    this.#clock = options.clock;
  }

  async of(reader: Reader, name: CustomerName): Promise<CustomerLinksView> {
    const entry = entryOf(reader, 'link_list', name);
    const customer = await this.#manageable(reader, name, entry);
    await this.#ledger.append([{ ...entry, customerRef: customer.ref }]);
    const sources = this.#sources.all();
    // What is found meanwhile may be linked by it, so it is looked for first.
    const before = await this.#store.inForce(customer.ref);
    const candidates = await Promise.all(
      sources.map(source => this.#candidatesOf(source, customer, before)),
    );
    const [stored, history] = await Promise.all([
      this.#store.inForce(customer.ref),
      this.#store.history(customer.ref, MAX_HISTORY),
    ]);
    return {
      sources: sources.map(({ id, title }, i): SourceLinks => {
        const links = linksAt(id, customer.entity, stored);
        return {
          source: id,
          title,
          links,
          candidates: links.length > 0 ? [] : candidates[i],
        };
      }),
      history,
    };
  }

  async confirm(
    reader: Reader,
    name: CustomerName,
    account: AccountName,
    { force = false, reason }: { reason?: string; force?: boolean },
  ): Promise<AccountLink> {
    const said = plainReason(reason);
    const by = reader.userRef;
    let step: PersonalStep;
    if (!force) {
      step = { act: 'confirmed', by, ...(said && { reason: said }) };
    } else if (said) {
      step = { act: 'forced', by, reason: said };
    } else {
      throw new InputError(
        'The parameter reason must say why an account is linked that another customer has',
      );
    }
    const entry = this.#stepEntry(reader, step, name, account);
    const customer = await this.#manageable(reader, name, entry);
    this.#assertSource(account.source);
    if (!isPlainAccountId(account.id)) {
      throw new InputError('The parameter id is no id of an account');
    }
    const at = await this.#notedToo(entry, customer, async () => {
      if (!force && (await this.#isElsewhere(customer, account))) {
        throw elsewhere();
      }
      return this.#take(customer, account, step, entry);
    });
    return {
      id: account.id,
      rule: 'manual',
      confidence: linkConfidence('manual'),
      since: at,
      by,
      ...(said && { reason: said }),
    };
  }

  async undo(
    reader: Reader,
    name: CustomerName,
    account: AccountName,
    reason: string,
  ): Promise<void> {
    const said = plainReason(reason);
    if (!said) {
      throw new InputError('The parameter reason must say why');
    }
    const step: PersonalStep = {
      act: 'undone',
      by: reader.userRef,
      reason: said,
    };
    const entry = this.#stepEntry(reader, step, name, account);
    const customer = await this.#manageable(reader, name, entry);
    this.#assertSource(account.source);
    await this.#notedToo(entry, customer, async () => {
      if (linkedIds(customer.entity, account.source).includes(account.id)) {
        throw new ConflictError(
          `This link is written on the customer's entity, so nothing was changed. Take the id out of its annotation customer-360/${account.source}.`,
        );
      }
      await this.#take(customer, account, step, entry);
    });
  }

  /**
   * That an account is another customer's, or nobody's, is told to no one
   * before it is in the ledger that they asked.
   */
  async #notedToo<T>(
    entry: LedgerEntry,
    { ref }: ReadableCustomer,
    fn: () => Promise<T>,
  ): Promise<T> {
    try {
      return await fn();
    } catch (error) {
      if (error instanceof ConflictError || error instanceof NotFoundError) {
        await this.#ledger.append([
          { ...entry, customerRef: ref, outcome: 'denied' },
        ]);
      }
      throw error;
    }
  }

  /** @returns when, ISO 8601 UTC */
  async #take(
    customer: ReadableCustomer,
    { id, source }: AccountName,
    step: PersonalStep,
    entry: LedgerEntry,
  ): Promise<string> {
    const stored = await this.#store.inForce(customer.ref);
    const known = stored.find(
      link => link.source === source && link.account === id,
    );
    if (step.act === 'undone' && !known) {
      throw noSuchLink();
    }
    if (step.act !== 'undone' && !known) {
      const { length } = linksAt(source, customer.entity, stored);
      if (length >= MAX_ACCOUNTS_PER_SOURCE) {
        throw full();
      }
    }
    await this.#ledger.append([{ ...entry, customerRef: customer.ref }]);
    const at = new Date(this.#clock.now()).toISOString();
    const outcome = await this.#store.apply({
      customerRef: customer.ref,
      source,
      account: id,
      step,
      at,
    });
    this.#onChanged(customer.ref, source);
    switch (outcome) {
      case 'done':
        return at;
      case 'unchanged':
        return known?.at ?? at;
      case 'full':
        throw full();
      case 'absent':
        throw noSuchLink();
      default:
        throw elsewhere();
    }
  }

  #manageable(
    reader: Reader,
    name: CustomerName,
    entry: LedgerEntry,
  ): Promise<ReadableCustomer> {
    return refusedToo(this.#ledger, entry, async () => {
      await this.#access.require(reader, linksManagePermission);
      return this.#access.readCustomer(reader, name);
    });
  }

  async #candidatesOf(
    source: CustomerSource,
    customer: ReadableCustomer,
    stored: readonly StoredLink[],
  ) {
    if (linksAt(source.id, customer.entity, stored).length > 0) {
      return [];
    }
    const identity = identityOf(customer);
    const { candidates } = await this.#finder.find(source, identity);
    return this.#linker.judge(source.id, identity, candidates);
  }

  async #isElsewhere(
    { ref }: ReadableCustomer,
    { id, source }: AccountName,
  ): Promise<boolean> {
    const [held, linked] = await Promise.all([
      this.#store.heldByOthers(ref, source, [id]),
      this.#links.customersOf(source, id),
    ]);
    return (
      held.has(id) || linked.some(entity => stringifyEntityRef(entity) !== ref)
    );
  }

  #assertSource(sourceId: string): void {
    if (!this.#sources.get(sourceId)) {
      throw new InputError('There is no such source');
    }
  }

  /** The account stands in the history; the ledger keeps a hash of it. */
  #stepEntry(
    reader: Reader,
    step: PersonalStep,
    name: CustomerName,
    { id, source }: AccountName,
  ): LedgerEntry {
    return {
      ...entryOf(reader, 'link', name),
      detail: {
        step: step.act,
        // A source that is not there is a word of somebody's.
        ...(this.#sources.get(source) && { source }),
        account: this.#key.sign('ledger', ['link', source, id].join('/')),
      },
    };
  }
}

function entryOf(
  reader: Reader,
  kind: 'link' | 'link_list',
  name: CustomerName,
): LedgerEntry {
  return {
    kind,
    actorRef: reader.userRef,
    requestId: reader.requestId,
    customerRef: stringifyEntityRef({ kind: CUSTOMER_KIND, ...name }),
    facets: {},
    labels: [],
  };
}

/** Undefined where nothing is said. A database takes no NUL. */
function plainReason(reason: string | undefined): string | undefined {
  return reason?.replaceAll('\0', '').trim() || undefined;
}
