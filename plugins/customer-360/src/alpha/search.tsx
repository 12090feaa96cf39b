import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import PeopleIcon from '@material-ui/icons/People';
import { CUSTOMER_SEARCH_TYPE } from '../search/customerSearchType';

/** `search-result-list-item:customer-360` @alpha */
export const customerSearchResultItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === CUSTOMER_SEARCH_TYPE,
    icon: <PeopleIcon />,
    component: async () => {
      const { CustomerSearchResultItem } = await import(
        '../search/CustomerSearchResultItem'
      );
      return CustomerSearchResultItem;
    },
  },
});

/** `search-filter-result-type:customer-360` @alpha */
export const customerSearchResultType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: CUSTOMER_SEARCH_TYPE,
    name: 'Customers',
    icon: <PeopleIcon />,
  },
});
