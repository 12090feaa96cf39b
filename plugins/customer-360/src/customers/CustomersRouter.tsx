import { Route, Routes } from 'react-router-dom';
import { GrantsPage } from '../grants/GrantsPage';
import { RolesPage } from '../roles/RolesPage';
import { BySourcePage } from './BySourcePage';
import { CustomersPage } from './CustomersPage';

/** The pages under `/customers`. @public */
export function CustomersRouter() {
  return (
    <Routes>
      <Route path="/" element={<CustomersPage />} />
      <Route path="/grants" element={<GrantsPage />} />
      <Route path="/roles" element={<RolesPage />} />
      <Route path="/by/:source/:id" element={<BySourcePage />} />
    </Routes>
  );
}
