import type {
  CustomersPage,
  ListedCustomer,
  SourceCustomers,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { Companies } from './Companies';
import { companyAt, companyId } from './companyAt';

const PAGE = 500;

/** Companies made when they are asked for: the source itself keeps none. */
export function listedCompanies(companies: Companies): SourceCustomers {
  const at = (index: number): ListedCustomer =>
    companyAt(index, companies.versionOf(index), companies.people);
  return {
    async page(cursor): Promise<CustomersPage> {
      const start = Number(cursor ?? 0);
      const end = Math.min(start + PAGE, companies.listed);
      return {
        customers: Array.from({ length: Math.max(0, end - start) }, (_, i) =>
          at(start + i),
        ),
        cursor: String(end),
        last: end >= companies.listed,
      };
    },

    /** The cursor is the version, and how far it is in those of the next one. */
    async changedSince(cursor): Promise<CustomersPage> {
      const [version, start] = (cursor ?? `${companies.version} 0`)
        .split(' ')
        .map(Number);
      if (version >= companies.version) {
        return { customers: [], cursor: `${version} 0`, last: true };
      }
      const end = Math.min(start + PAGE * 100, companies.listed);
      const customers: ListedCustomer[] = [];
      for (let index = start; index < end; index += 100) {
        customers.push(at(index));
      }
      const last = end >= companies.listed;
      return {
        customers,
        cursor: last ? `${companies.version} 0` : `${version} ${end}`,
        last,
      };
    },

    async get(ids) {
      return ids.map(id => {
        const index = Number(id.slice(1));
        return id === companyId(index) && index < companies.listed
          ? at(index)
          : { id, gone: true };
      });
    },
  };
}
