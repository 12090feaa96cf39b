import { Route, Routes } from 'react-router-dom';
import { BySourcePage } from './BySourcePage';
import { CustomersPage } from './CustomersPage';

/** The pages under `/customers`. @public */
export function CustomersRouter() {
  return (
    <Routes>
      <Route path="/" element={<CustomersPage />} />
      <Route path="/by/:source/:id" element={<BySourcePage />} />
    </Routes>
  );
}
