import type { User } from 'node-zendesk/clients/core/users';
import { supportGroup } from '../deskSettings.ts';
import type { DeskUser } from '../HelpDesk.ts';
import { instant } from './instants.ts';
import type { Nullable } from './Nullable.ts';

const STAFF_SINCE = '2021-04-06T08:00:00Z';

/** The number of a user. @internal */
export function userId(user: DeskUser): number {
  return user.kind === 'staff'
    ? user.staff.zendeskUserId
    : user.person.zendeskUserId;
}

/** A user, staff or customer. @internal */
export function wireUser(user: DeskUser, origin: string): Nullable<User> {
  const id = userId(user);
  const common = {
    id,
    url: `${origin}/api/v2/users/${id}.json`,
    locale: 'en-US',
    locale_id: 1,
    active: true,
    verified: true,
    shared: false,
    shared_agent: false,
    shared_phone_number: null,
    last_login_at: null,
    signature: null,
    details: '',
    notes: '',
    tags: [],
    alias: '',
    custom_role_id: null,
    moderator: user.kind === 'staff',
    only_private_comments: false,
    chat_only: false,
    suspended: false,
    photo: null,
    report_csv: false,
    two_factor_auth_enabled: null,
    user_fields: {},
  };
  if (user.kind === 'staff') {
    const { staff } = user;
    return {
      ...common,
      name: staff.name,
      email: staff.email,
      created_at: STAFF_SINCE,
      updated_at: STAFF_SINCE,
      time_zone: 'Berlin',
      iana_time_zone: 'Europe/Berlin',
      phone: null,
      external_id: null,
      organization_id: null,
      default_group_id: supportGroup.id,
      role: staff.role === 'admin' ? 'admin' : 'agent',
      role_type: staff.role === 'admin' ? 4 : 0,
      restricted_agent: false,
      ticket_restriction: null,
    };
  }
  const { person, company, organization, change } = user;
  const at = instant(company.createdAt);
  return {
    ...common,
    details: change?.details ?? '',
    notes: change?.notes ?? '',
    tags: [...(change?.tags ?? [])],
    name: change?.name ?? person.name,
    email: change?.email ?? person.email,
    created_at: at,
    updated_at: change ? instant(change.updatedAt) : at,
    time_zone: company.timeZone,
    iana_time_zone: company.timeZone,
    phone: change?.phone === undefined ? person.phone ?? null : change.phone,
    external_id: person.productUserId,
    organization_id: organization ?? null,
    default_group_id: null,
    role: 'end-user',
    role_type: null,
    restricted_agent: true,
    ticket_restriction: 'requested',
  };
}
