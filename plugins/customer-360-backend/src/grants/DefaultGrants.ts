import { ConflictError, InputError } from '@backstage/errors';
import {
  accessPermission,
  BREAK_GLASS_MAX_MINUTES,
  breakGlassPermission,
  type Grant,
  type LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { InstallationKey } from '../installation/InstallationKey';
import type { LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import { checkGrantRequest } from './checkGrantRequest';
import { grantEntry, type GrantAct } from './grantEntry';
import { GrantLists } from './GrantLists';
import type { GrantNotices } from './GrantNotices';
import type { GrantRequest } from './GrantRequest';
import { GrantRules } from './GrantRules';
import type { GrantDecision, GrantPage, GrantQuery, Grants } from './Grants';
import type { OwnerTeller } from './OwnerTeller';
import type { GrantStore } from './GrantStore';
import { newGrant } from './newGrant';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MAX_OPEN = 20;
/** As many as a policy is told of; no more are approved. */
const MAX_LIVE = 10_000;

/** @see Grants */
export class DefaultGrants implements Grants {
  readonly #store: GrantStore;
  readonly #access: CustomerAccess;
  readonly #rules: GrantRules;
  readonly #lists: GrantLists;
  readonly #ledger: LedgerStore;
  readonly #notices: GrantNotices;
  readonly #teller: Pick<OwnerTeller, 'tell'>;
  readonly #labels: ReadonlySet<string>;
  readonly #maxDays: number;
  readonly #clock: Clock;

  constructor(options: {
    store: GrantStore;
    access: CustomerAccess;
    ledger: LedgerStore;
    notices: GrantNotices;
    teller: Pick<OwnerTeller, 'tell'>;
    key: InstallationKey;
    labels: readonly string[];
    /** The longest a grant may be given for. */
    maxDays: number;
    clock: Clock;
  }) {
    this.#store = options.store;
    this.#access = options.access;
    this.#rules = new GrantRules(options);
    this.#lists = new GrantLists({ ...options, rules: this.#rules });
    this.#ledger = options.ledger;
    this.#notices = options.notices;
    this.#teller = options.teller;
    this.#labels = new Set(options.labels);
    this.#maxDays = options.maxDays;
    this.#clock = options.clock;
  }

  async ask(reader: Reader, request: GrantRequest): Promise<Grant> {
    const grant = newGrant(reader.userRef, request, this.#at());
    await this.#orRefused(reader, 'requested', grant, async () => {
      await this.#access.require(reader, accessPermission);
      this.#check(request, this.#maxDays * DAY_MS);
    });
    await this.#orInVain(reader, 'requested', grant, async () => {
      const { userRef } = reader;
      if ((await this.#store.countOpen(userRef, this.#at())) >= MAX_OPEN) {
        throw new ConflictError(
          `You have ${MAX_OPEN} requests that nobody has decided yet. Take one back before you ask for more.`,
        );
      }
    });
    await this.#record(reader, 'requested', grant);
    await this.#store.add(grant);
    void this.#notices.asked(grant);
    return grant;
  }

  async breakGlass(reader: Reader, request: GrantRequest): Promise<Grant> {
    const grant: Grant = {
      ...newGrant(reader.userRef, request, this.#at()),
      state: 'live',
      breakGlass: true,
    };
    const { scope } = request;
    await this.#orRefused(reader, 'break_glass', grant, async () => {
      await this.#access.require(reader, breakGlassPermission);
      if (scope.kind !== 'customer') {
        throw new InputError('Break-glass opens one customer, not a segment');
      }
      this.#check(request, BREAK_GLASS_MAX_MINUTES * MINUTE_MS);
      await this.#access.requireExisting(scope.ref);
    });
    await this.#orInVain(reader, 'break_glass', grant, () =>
      this.#assertRoom(),
    );
    await this.#record(reader, 'break_glass', grant);
    await this.#store.add(grant);
    // Nobody waits for it: it is kept, and told until it has been heard.
    void this.#teller.tell();
    return grant;
  }

  async list(reader: Reader, query: GrantQuery): Promise<GrantPage> {
    return this.#lists.page(reader, query, this.#at());
  }

  async decide(
    reader: Reader,
    id: string,
    { decision, note }: GrantDecision,
  ): Promise<Grant> {
    const approved = decision === 'approve';
    const step = approved ? 'approved' : 'refused';
    const grant = await this.#orRefused(reader, step, { id }, () =>
      this.#rules.toDecide(reader, decision, () => this.#find(id)),
    );
    const to = approved ? 'live' : 'refused';
    const by = reader.userRef;
    const at = await this.#orInVain(reader, step, grant, async () => {
      if (grant.state !== 'requested') {
        throw alreadyDecided();
      }
      if (approved) {
        await this.#assertRoom();
      }
      await this.#record(reader, step, grant);
      const now = this.#at();
      const done = await this.#store.step({
        id,
        from: 'requested',
        to,
        by,
        at: now,
        note,
      });
      if (!done) {
        throw alreadyDecided();
      }
      return now;
    });
    const decided: Grant = {
      ...grant,
      state: to,
      decidedBy: by,
      decidedAt: at,
      ...(note !== undefined && { note }),
    };
    void this.#notices.decided(decided);
    return decided;
  }

  async revoke(reader: Reader, id: string): Promise<void> {
    const grant = await this.#orRefused(reader, 'revoked', { id }, () =>
      this.#rules.toRevoke(reader, () => this.#find(id)),
    );
    await this.#orInVain(reader, 'revoked', grant, async () => {
      if (grant.state !== 'requested' && grant.state !== 'live') {
        throw alreadyOver();
      }
      await this.#record(reader, 'revoked', grant);
      const at = this.#at();
      const step = { id, to: 'revoked', by: reader.userRef, at } as const;
      // Approved between our look and now: it ends all the same.
      const done =
        (await this.#store.step({ ...step, from: grant.state })) ||
        (await this.#store.step({ ...step, from: 'live' }));
      if (!done) {
        throw alreadyOver();
      }
    });
  }

  live(): Promise<LiveGrant[]> {
    return this.#store.live(this.#at(), MAX_LIVE);
  }

  #find(id: string): Promise<Grant | undefined> {
    return this.#store.get(id, this.#at());
  }

  #check(request: GrantRequest, longestMs: number): void {
    checkGrantRequest(request, {
      labels: this.#labels,
      longestMs,
      now: this.#clock.now(),
    });
  }

  async #assertRoom(): Promise<void> {
    if ((await this.#store.countLive(this.#at())) >= MAX_LIVE) {
      throw new ConflictError(
        `There are ${MAX_LIVE} live grants, and no more can be given until some end. That many exceptions are a role.`,
      );
    }
  }

  /** What is refused is in the ledger, and then told. */
  #orRefused<T>(
    reader: Reader,
    act: GrantAct,
    grant: Pick<Grant, 'id'> & Partial<Grant>,
    fn: () => Promise<T>,
  ): Promise<T> {
    return refusedToo(this.#ledger, grantEntry(reader, act, grant), fn);
  }

  /**
   * What comes to nothing is in the ledger, and then told. Of two who decide at
   * once both are recorded before either has: this is the row that says who of
   * them did not.
   */
  async #orInVain<T>(
    reader: Reader,
    act: GrantAct,
    grant: Grant,
    fn: () => Promise<T>,
  ): Promise<T> {
    try {
      return await fn();
    } catch (error) {
      if (error instanceof ConflictError) {
        await this.#ledger.append([
          { ...grantEntry(reader, act, grant), outcome: 'denied' },
        ]);
      }
      throw error;
    }
  }

  async #record(reader: Reader, act: GrantAct, grant: Grant): Promise<void> {
    await this.#ledger.append([grantEntry(reader, act, grant)]);
  }

  #at(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

function alreadyDecided(): ConflictError {
  return new ConflictError(
    'It has been decided already, or its time is over; nothing was changed',
  );
}

function alreadyOver(): ConflictError {
  return new ConflictError('It is over already, so nothing was changed');
}
