import { Route, Routes } from 'react-router-dom';
import { GrantsPage } from '../grants/GrantsPage';
import { LedgerPage } from '../ledger/LedgerPage';
import { LedgerUsagePage } from '../ledger/LedgerUsagePage';
import { RolesPage } from '../roles/RolesPage';
import { SourcesPage } from '../sources/SourcesPage';
import { BySourcePage } from './BySourcePage';
import { CustomersPage } from './CustomersPage';

/** The pages under `/customers`. @public */
export function CustomersRouter() {
  return (
    <Routes>
      <Route path="/" element={<CustomersPage />} />
      <Route path="/grants" element={<GrantsPage />} />
      <Route path="/roles" element={<RolesPage />} />
      <Route path="/ledger" element={<LedgerPage />} />
      <Route path="/ledger/usage" element={<LedgerUsagePage />} />
      <Route path="/sources" element={<SourcesPage />} />
      <Route path="/by/:source/:id" element={<BySourcePage />} />
    </Routes>
  );
}
