import type {
  CustomerAccessView,
  CustomerPeople,
  Grant,
  PersonAccess,
  RoleDescription,
} from '@customer-360/backstage-plugin-customer-360-common';
import type {
  AccessApi,
  AccessRequest,
  GrantList,
  GrantListOptions,
} from '../api/AccessApi';
import { Customer360Error } from '../api/Customer360Error';

const CUSTOMER = {
  ref: 'customer:default/cus-8f3a1c',
  title: 'Brightwater Logistics',
};

export const askedGrant: Grant = {
  id: '11111111-1111-4111-8111-111111111111',
  person: 'user:default/sam',
  scope: { kind: 'customer', ref: CUSTOMER.ref },
  tier: 'full',
  labels: ['contract'],
  sections: ['contract'],
  reason: 'A call about the renewal on Friday',
  state: 'requested',
  breakGlass: false,
  requestedAt: '2026-11-23T10:00:00.000Z',
  expiresAt: '2026-11-30T10:00:00.000Z',
};

export const emergencyGrant: Grant = {
  ...askedGrant,
  id: '22222222-2222-4222-8222-222222222222',
  person: 'user:default/ada',
  state: 'live',
  breakGlass: true,
  reason: 'An outage that only this customer sees',
};

/** Who may see what, from fixtures, with what was asked and decided kept. */
export class FakeAccess implements AccessApi {
  readonly asked: AccessRequest[] = [];
  readonly decided: Array<[string, string, string | undefined]> = [];
  readonly revoked: string[] = [];
  /** What the next call that changes something fails with. */
  fails?: Customer360Error;

  async getAccess(): Promise<CustomerAccessView> {
    return {
      customer: CUSTOMER,
      facets: [
        {
          facet: 'subscriptions',
          section: 'billing',
          level: 'full',
          reason: 'Your role shows you all of billing for this customer.',
        },
        {
          facet: 'contracts',
          section: 'contract',
          level: 'none',
          label: 'contract',
          reason:
            'This needs the label "contract", which you do not hold for this customer. Mara Kessler may see it.',
        },
      ],
      labels: [
        { label: 'contract', held: false },
        { label: 'legal', held: false },
        { label: 'notes', held: true },
      ],
      mayRefresh: true,
      reasons: [
        {
          via: 'role',
          role: 'support-agent',
          scope: 'others',
          tier: 'full',
          labels: [],
        },
      ],
    };
  }

  async getPeople(): Promise<CustomerPeople> {
    return {
      customer: CUSTOMER,
      rolesKnown: true,
      people: [
        {
          person: 'user:default/mara',
          name: 'Mara Kessler',
          reasons: [
            {
              via: 'role',
              role: 'csm',
              scope: 'own',
              tier: 'read-write',
              labels: ['contract', 'notes'],
            },
          ],
        },
        {
          person: 'user:default/ada',
          name: 'Ada Nyberg',
          reasons: [
            {
              via: 'grant',
              grant: emergencyGrant.id,
              expiresAt: emergencyGrant.expiresAt,
              breakGlass: true,
              tier: 'full',
              labels: ['contract'],
            },
          ],
        },
      ],
      more: false,
    };
  }

  async listRoles(): Promise<RoleDescription[]> {
    return [
      {
        name: 'csm',
        members: ['group:default/csm-emea'],
        scopes: {
          own: { tier: 'read-write', labels: ['contract', 'notes'] },
          others: { tier: 'summary', labels: [] },
        },
        permissions: [],
      },
      { name: 'nobody', members: [], scopes: {}, permissions: [] },
    ];
  }

  async getPerson({ name }: { name: string }): Promise<PersonAccess> {
    if (name !== 'mara') {
      throw new Customer360Error('not_found');
    }
    return {
      person: 'user:default/mara',
      name: 'Mara Kessler',
      rolesKnown: true,
      roles: (await this.listRoles()).slice(0, 1),
      grants: [
        {
          via: 'grant',
          grant: askedGrant.id,
          expiresAt: '2026-11-30T10:00:00.000Z',
          breakGlass: false,
          tier: 'full',
          labels: ['revenue'],
          scope: { kind: 'segment', segment: 'enterprise' },
        },
      ],
    };
  }

  async listGrants({ view, cursor }: GrantListOptions): Promise<GrantList> {
    if (cursor) {
      return { grants: [] };
    }
    return view === 'own'
      ? { grants: [{ ...askedGrant, person: 'user:default/guest' }] }
      : { grants: [askedGrant, emergencyGrant], nextCursor: 'page-2' };
  }

  async ask(request: AccessRequest): Promise<Grant> {
    this.#failIfTold();
    this.asked.push(request);
    return askedGrant;
  }

  async decide(
    id: string,
    decision: 'approve' | 'refuse',
    note?: string,
  ): Promise<Grant> {
    this.#failIfTold();
    this.decided.push([id, decision, note]);
    return {
      ...askedGrant,
      state: decision === 'approve' ? 'live' : 'refused',
    };
  }

  async revoke(id: string): Promise<void> {
    this.#failIfTold();
    this.revoked.push(id);
  }

  #failIfTold(): void {
    if (this.fails) {
      throw this.fails;
    }
  }
}
