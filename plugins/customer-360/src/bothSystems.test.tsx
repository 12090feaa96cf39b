import { screen } from '@testing-library/react';
import { FRONTEND_SYSTEMS, renderPage } from './__testUtils__/renderPage';
import { AccessPage } from './access/AccessPage';
import { BillingPage } from './billing/BillingPage';
import { ContractPage } from './contract/ContractPage';
import { CustomersPage } from './customers/CustomersPage';
import { GrantsPage } from './grants/GrantsPage';
import { CustomerHeader } from './header/CustomerHeader';
import { LedgerPage } from './ledger/LedgerPage';
import { LedgerUsagePage } from './ledger/LedgerUsagePage';
import { OverviewPage } from './overview/OverviewPage';
import { ProfilePage } from './profile/ProfilePage';
import { RelationshipPage } from './relationship/RelationshipPage';
import { RolesPage } from './roles/RolesPage';
import { CustomerSearchResultItem } from './search/CustomerSearchResultItem';
import { SourcesPage } from './sources/SourcesPage';
import { SupportPage } from './support/SupportPage';
import { UpcomingPage } from './upcoming/UpcomingPage';
import { UsagePage } from './usage/UsagePage';

const PAGES: Array<[string, JSX.Element, string | RegExp]> = [
  ['OverviewPage', <OverviewPage />, '€4,800'],
  ['ProfilePage', <ProfilePage />, 'per@brightwater.example'],
  ['BillingPage', <BillingPage />, /Requested by the customer/],
  ['ContractPage', <ContractPage />, /C-2026-014/],
  ['UsagePage', <UsagePage />, /New planner/],
  ['RelationshipPage', <RelationshipPage />, /Upgrade quote/],
  ['SupportPage', <SupportPage />, /Older question 1 \(/],
  ['UpcomingPage', <UpcomingPage />, /Quarterly review/],
  ['AccessPage', <AccessPage />, /Your role shows you all of billing/],
  ['GrantsPage', <GrantsPage />, /A call about the renewal/],
  ['RolesPage', <RolesPage />, /csm-emea/],
  ['LedgerPage', <LedgerPage />, 'Opened the page'],
  ['LedgerUsagePage', <LedgerUsagePage />, '1,204'],
  ['SourcesPage', <SourcesPage />, /nothing ends soon/],
  ['CustomerHeader', <CustomerHeader tabs={[]} />, 'Brightwater Logistics'],
  ['CustomersPage', <CustomersPage />, 'Who is calling?'],
  [
    'CustomerSearchResultItem',
    <CustomerSearchResultItem
      result={{ title: 'Found', text: 'found.example', location: '/x' }}
    />,
    'found.example',
  ],
];

describe.each(FRONTEND_SYSTEMS)('in the %s frontend system', system => {
  it.each(PAGES)('renders %s', async (_name, element, text) => {
    await renderPage(element, { system });
    expect((await screen.findAllByText(text)).length).toBeGreaterThan(0);
  });
});
