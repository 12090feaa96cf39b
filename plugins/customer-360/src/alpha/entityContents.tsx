import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';

const filter = { kind: 'customer' };

/** `entity-content:customer-360/profile` @alpha */
export const profileContent = EntityContentBlueprint.make({
  name: 'profile',
  params: {
    path: '/profile',
    title: 'Profile',
    filter,
    loader: () => import('../profile/ProfilePage').then(m => <m.ProfilePage />),
  },
});

/** `entity-content:customer-360/billing` @alpha */
export const billingContent = EntityContentBlueprint.make({
  name: 'billing',
  params: {
    path: '/billing',
    title: 'Billing',
    filter,
    loader: () => import('../billing/BillingPage').then(m => <m.BillingPage />),
  },
});

/** `entity-content:customer-360/contract` @alpha */
export const contractContent = EntityContentBlueprint.make({
  name: 'contract',
  params: {
    path: '/contract',
    title: 'Contract',
    filter,
    loader: () =>
      import('../contract/ContractPage').then(m => <m.ContractPage />),
  },
});

/** `entity-content:customer-360/usage` @alpha */
export const usageContent = EntityContentBlueprint.make({
  name: 'usage',
  params: {
    path: '/usage',
    title: 'Usage',
    filter,
    loader: () => import('../usage/UsagePage').then(m => <m.UsagePage />),
  },
});

/** `entity-content:customer-360/relationship` @alpha */
export const relationshipContent = EntityContentBlueprint.make({
  name: 'relationship',
  params: {
    path: '/relationship',
    title: 'Relationship',
    filter,
    loader: () =>
      import('../relationship/RelationshipPage').then(m => (
        <m.RelationshipPage />
      )),
  },
});

/** `entity-content:customer-360/support` @alpha */
export const supportContent = EntityContentBlueprint.make({
  name: 'support',
  params: {
    path: '/support',
    title: 'Support',
    filter,
    loader: () => import('../support/SupportPage').then(m => <m.SupportPage />),
  },
});

/** `entity-content:customer-360/upcoming` @alpha */
export const upcomingContent = EntityContentBlueprint.make({
  name: 'upcoming',
  params: {
    path: '/upcoming',
    title: 'Upcoming',
    filter,
    loader: () =>
      import('../upcoming/UpcomingPage').then(m => <m.UpcomingPage />),
  },
});

/** `entity-content:customer-360/access` @alpha */
export const accessContent = EntityContentBlueprint.make({
  name: 'access',
  params: {
    path: '/access',
    title: 'Access',
    filter,
    loader: () => import('../access/AccessPage').then(m => <m.AccessPage />),
  },
});
