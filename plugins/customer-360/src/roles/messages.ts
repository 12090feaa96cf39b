import { createMessages } from '../messages/MessageRoom';

/** @internal */
export const rolesMessages = createMessages('roles', {
  title: 'Roles and people',
  roles: 'What each role sees',
  rolesCaption: 'Roles, their members and what they see',
  noRoles:
    'This portal’s policy is not one of roles; there is none to be listed.',
  role: 'Role',
  members: 'Members',
  own: 'Their own',
  team: 'Their team’s',
  others: 'All others',
  may: 'May as well',
  nothing: 'Nothing',
  personTitle: 'What does somebody see?',
  personLabel: 'User',
  personHelp: 'The name in the catalog, as in user:default/mara',
  find: 'Look up',
  finding: 'Looking up.',
  unknownPerson: 'The portal knows nobody by this name.',
  personRoles: (name: string, list: string) =>
    list ? `${name} has by roles: ${list}.` : `${name} has no role here.`,
  grants: 'Exceptions that are live',
  noGrants: 'No exception is live.',
  segment: (segment: string) => `segment ${segment}`,
});
