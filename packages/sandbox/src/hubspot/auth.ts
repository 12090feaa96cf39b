import { demoCredentials } from '../server/credentials.ts';
import type { VendorRequest } from '../server/types.ts';
import { hubSpotErrors } from './HubSpotError.ts';
import type { ObjectType } from './objectTypes.ts';

interface Key {
  readonly scopes: 'all' | readonly string[];
  readonly expiredAt?: Date;
}

/**
 * The static tokens ("service keys") of the portal. Besides the demo's key
 * there is one with too few scopes and one that has expired, so that both
 * answers can be had.
 */
const KEYS: ReadonlyMap<string, Key> = new Map<string, Key>([
  [demoCredentials.hubspot.accessToken, { scopes: 'all' }],
  [
    'pat-sandbox-companies',
    { scopes: ['crm.objects.companies.read', 'crm.objects.owners.read'] },
  ],
  [
    'pat-sandbox-expired',
    { scopes: 'all', expiredAt: new Date('2026-01-01T00:00:00Z') },
  ],
]);

const OBJECT_SCOPES: Readonly<Record<ObjectType, string>> = {
  companies: 'crm.objects.companies.read',
  contacts: 'crm.objects.contacts.read',
  deals: 'crm.objects.deals.read',
  contracts: 'crm.objects.contracts.read',
  // HubSpot reads activities with the scope of the contacts they hang on;
  // e-mails carry content and have one of their own.
  notes: 'crm.objects.contacts.read',
  meetings: 'crm.objects.contacts.read',
  calls: 'crm.objects.contacts.read',
  tasks: 'crm.objects.contacts.read',
  emails: 'sales-email-read',
  tickets: 'tickets',
  feedback_submissions: 'crm.objects.feedback_submissions.read',
};

/** @internal */
export function scopeOf(type: ObjectType): string {
  return OBJECT_SCOPES[type];
}

/**
 * What the caller's token may do.
 *
 * @internal
 */
export interface Caller {
  /** @throws HubSpotError 403 MISSING_SCOPES */
  require(...scopes: string[]): void;
}

/**
 * Who calls, by the header Authorization.
 *
 * @throws HubSpotError 401 INVALID_AUTHENTICATION or EXPIRED_AUTHENTICATION
 * @internal
 */
export function authenticate(request: VendorRequest): Caller {
  const match = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '');
  if (!match) {
    throw hubSpotErrors.noCredentials();
  }
  const key = KEYS.get(match[1]);
  if (!key) {
    throw hubSpotErrors.invalidToken();
  }
  if (key.expiredAt) {
    throw hubSpotErrors.expiredToken(key.expiredAt);
  }
  return {
    require(...scopes) {
      const missing = scopes.filter(
        scope => key.scopes !== 'all' && !key.scopes.includes(scope),
      );
      if (missing.length > 0) {
        throw hubSpotErrors.missingScopes(missing);
      }
    },
  };
}
