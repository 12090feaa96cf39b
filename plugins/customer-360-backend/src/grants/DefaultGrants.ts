import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import {
  accessPermission,
  BREAK_GLASS_MAX_MINUTES,
  breakGlassPermission,
  grantsManagePermission,
  tierPermissions,
  type Grant,
  type LiveGrant,
} from '@customer-360/backstage-plugin-customer-360-common';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CustomerAccess } from '../access/CustomerAccess';
import type { Reader } from '../access/Reader';
import type { Clock } from '../clock/SharedClock';
import type { InstallationKey } from '../installation/InstallationKey';
import { SignedCursor } from '../installation/SignedCursor';
import type { LedgerEntry, LedgerStore } from '../ledger/LedgerStore';
import { refusedToo } from '../ledger/refusedToo';
import type { GrantNotices } from './GrantNotices';
import { grantNotFound } from './grantNotFound';
import type { GrantRequest } from './GrantRequest';
import type { GrantDecision, GrantPage, GrantQuery, Grants } from './Grants';
import type { OwnerTeller } from './OwnerTeller';
import type { GrantPosition, GrantStore } from './GrantStore';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const MAX_OPEN = 20;
/** As many as a policy is told of; no more are approved. */
const MAX_LIVE = 10_000;
/** Looked through for one page; the cursor says where to go on. */
const MAX_SCANNED = 1_000;

const position = z.strictObject({ requestedAt: z.string(), id: z.string() });

type Step = 'requested' | 'approved' | 'refused' | 'revoked' | 'break_glass';

/** @see Grants */
export class DefaultGrants implements Grants {
  readonly #store: GrantStore;
  readonly #access: CustomerAccess;
  readonly #ledger: LedgerStore;
  readonly #notices: GrantNotices;
  readonly #teller: Pick<OwnerTeller, 'tell'>;
  readonly #cursor: SignedCursor<GrantPosition>;
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
    this.#ledger = options.ledger;
    this.#notices = options.notices;
    this.#teller = options.teller;
    this.#cursor = new SignedCursor({ key: options.key, schema: position });
    this.#labels = new Set(options.labels);
    this.#maxDays = options.maxDays;
    this.#clock = options.clock;
  }

  async ask(reader: Reader, request: GrantRequest): Promise<Grant> {
    const grant = this.#newGrant(reader, request, 'requested');
    await this.#orRefused(reader, 'requested', grant, async () => {
      await this.#access.require(reader, accessPermission);
      this.#check(request, this.#maxDays * DAY_MS);
    });
    if ((await this.#store.countOpen(reader.userRef, this.#at())) >= MAX_OPEN) {
      throw new ConflictError(
        `You have ${MAX_OPEN} requests that nobody has decided yet. Take one back before you ask for more.`,
      );
    }
    await this.#record(reader, 'requested', grant);
    await this.#store.add(grant);
    return grant;
  }

  async breakGlass(reader: Reader, request: GrantRequest): Promise<Grant> {
    const grant: Grant = {
      ...this.#newGrant(reader, request, 'live'),
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
    await this.#assertRoom();
    await this.#record(reader, 'break_glass', grant);
    await this.#store.add(grant);
    // Nobody waits for it: it is kept, and told until it has been heard.
    void this.#teller.tell();
    return grant;
  }

  async list(reader: Reader, query: GrantQuery): Promise<GrantPage> {
    if (query.view === 'own') {
      await this.#access.require(reader, accessPermission);
    } else {
      await this.#access.require(reader, grantsManagePermission);
    }
    const person = query.view === 'own' ? reader.userRef : undefined;
    const grants: Grant[] = [];
    let after: GrantPosition | undefined = query.cursor
      ? this.#cursor.decode(listOf(reader, query), query.cursor)
      : undefined;
    for (let scanned = 0; scanned < MAX_SCANNED; ) {
      const rows = await this.#store.list({
        person,
        after,
        limit: query.limit + 1,
        now: this.#at(),
      });
      for (const grant of rows) {
        if (grants.length === query.limit) {
          return { grants, nextCursor: this.#nextCursor(reader, query, after) };
        }
        if (person !== undefined || (await this.#sees(reader, grant))) {
          grants.push(grant);
        }
        after = { requestedAt: grant.requestedAt, id: grant.id };
      }
      if (rows.length <= query.limit) {
        return { grants };
      }
      scanned += rows.length;
    }
    return { grants, nextCursor: this.#nextCursor(reader, query, after) };
  }

  async decide(
    reader: Reader,
    id: string,
    { decision, note }: GrantDecision,
  ): Promise<Grant> {
    const step = decision === 'approve' ? 'approved' : 'refused';
    const grant = await this.#orRefused(reader, step, { id }, async () => {
      await this.#access.require(reader, grantsManagePermission);
      const found = await this.#store.get(id, this.#at());
      if (!found || !(await this.#sees(reader, found))) {
        throw grantNotFound();
      }
      if (found.person === reader.userRef) {
        throw new NotAllowedError('Nobody decides about their own request');
      }
      if (decision === 'approve' && !(await this.#mayGive(reader, found))) {
        throw new NotAllowedError(
          'You can give no more than you may see yourself. Somebody who sees all that is asked for can approve it.',
        );
      }
      return found;
    });
    if (grant.state !== 'requested') {
      throw alreadyDecided();
    }
    if (decision === 'approve') {
      await this.#assertRoom();
    }
    await this.#record(reader, step, grant);
    const at = this.#at();
    const to = decision === 'approve' ? 'live' : 'refused';
    const by = reader.userRef;
    if (
      !(await this.#store.step({ id, from: 'requested', to, by, at, note }))
    ) {
      throw alreadyDecided();
    }
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
    const grant = await this.#orRefused(reader, 'revoked', { id }, async () => {
      await this.#access.require(reader, accessPermission);
      const found = await this.#store.get(id, this.#at());
      if (!found || !(await this.#mayRevoke(reader, found))) {
        throw grantNotFound();
      }
      return found;
    });
    if (grant.state !== 'requested' && grant.state !== 'live') {
      throw new ConflictError('It is over already, so nothing was changed');
    }
    await this.#record(reader, 'revoked', grant);
    const at = this.#at();
    const step = { id, to: 'revoked', by: reader.userRef, at } as const;
    // Approved between our look and now: it ends all the same.
    const done =
      (await this.#store.step({ ...step, from: grant.state })) ||
      (await this.#store.step({ ...step, from: 'live' }));
    if (!done) {
      throw new ConflictError('It is over already, so nothing was changed');
    }
  }

  live(): Promise<LiveGrant[]> {
    return this.#store.live(this.#at(), MAX_LIVE);
  }

  #newGrant(
    reader: Reader,
    request: GrantRequest,
    state: 'requested' | 'live',
  ): Grant {
    const { scope } = request;
    return {
      id: randomUUID(),
      person: reader.userRef,
      scope:
        scope.kind === 'customer'
          ? { kind: 'customer', ref: scope.ref.toLocaleLowerCase('en-US') }
          : scope,
      tier: request.tier,
      labels: [...new Set(request.labels)].sort(),
      ...(request.sections && {
        sections: [...new Set(request.sections)].sort(),
      }),
      reason: request.reason.trim(),
      state,
      breakGlass: false,
      requestedAt: this.#at(),
      expiresAt: instantOf(request.expiresAt),
    };
  }

  #check(request: GrantRequest, longestMs: number): void {
    for (const label of request.labels) {
      if (!this.#labels.has(label)) {
        throw new InputError('The parameter labels names an unknown label');
      }
    }
    const ends = Date.parse(request.expiresAt);
    const now = this.#clock.now();
    if (!(ends > now)) {
      throw new InputError('The parameter expiresAt must be in the future');
    }
    if (ends > now + longestMs) {
      const longest =
        longestMs >= DAY_MS
          ? `${longestMs / DAY_MS} days`
          : `${longestMs / MINUTE_MS} minutes`;
      throw new InputError(
        `The parameter expiresAt is too late: ${longest} from now at most`,
      );
    }
    if (request.reason.trim().length === 0) {
      throw new InputError('The parameter reason must say why');
    }
  }

  async #assertRoom(): Promise<void> {
    if ((await this.#store.countLive(this.#at())) >= MAX_LIVE) {
      throw new ConflictError(
        `There are ${MAX_LIVE} live grants, and no more can be given until some end. That many exceptions are a role.`,
      );
    }
  }

  /** Who decides sees what is asked of customers that they may see. */
  async #sees(reader: Reader, { scope }: Grant): Promise<boolean> {
    return this.#access.holds(reader, scope, new Set());
  }

  async #mayGive(reader: Reader, grant: Grant): Promise<boolean> {
    return this.#access.holds(reader, grant.scope, tierPermissions(grant));
  }

  async #mayRevoke(reader: Reader, grant: Grant): Promise<boolean> {
    return (
      grant.person === reader.userRef ||
      ((await this.#access.mayDo(reader, grantsManagePermission)) &&
        (await this.#sees(reader, grant)))
    );
  }

  #nextCursor(
    reader: Reader,
    query: GrantQuery,
    after: GrantPosition | undefined,
  ): string | undefined {
    return after && this.#cursor.encode(listOf(reader, query), after);
  }

  /** What is refused is in the ledger, and then told. */
  #orRefused<T>(
    reader: Reader,
    step: Step,
    grant: Pick<Grant, 'id'> & Partial<Grant>,
    fn: () => Promise<T>,
  ): Promise<T> {
    return refusedToo(this.#ledger, entryOf(reader, step, grant), fn);
  }

  async #record(reader: Reader, step: Step, grant: Grant): Promise<void> {
    await this.#ledger.append([entryOf(reader, step, grant)]);
  }

  #at(): string {
    return new Date(this.#clock.now()).toISOString();
  }
}

/**
 * Whom it is for stands in the grant, where it can be erased, and not in the
 * ledger, where it could not.
 */
function entryOf(
  reader: Reader,
  step: Step,
  grant: Pick<Grant, 'id'> & Partial<Grant>,
): LedgerEntry {
  const { scope } = grant;
  return {
    kind: step === 'break_glass' ? 'break_glass' : 'grant',
    actorRef: reader.userRef,
    ...(scope?.kind === 'customer' && { customerRef: scope.ref }),
    facets: {},
    labels: grant.labels ?? [],
    detail: {
      step,
      grant: grant.id,
      ...(grant.tier && { tier: grant.tier }),
      ...(scope?.kind === 'segment' && { segment: scope.segment }),
    },
  };
}

/**
 * @throws InputError for a day or an hour that there is not
 */
function instantOf(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) {
    throw new InputError('The parameter expiresAt is no point in time');
  }
  return at.toISOString();
}

/** A list is somebody's: their cursor is of no use to others. */
function listOf({ userRef }: Reader, { view }: GrantQuery): unknown[] {
  return ['grants', userRef, view];
}

function alreadyDecided(): ConflictError {
  return new ConflictError(
    'It has been decided already, or its time is over; nothing was changed',
  );
}
