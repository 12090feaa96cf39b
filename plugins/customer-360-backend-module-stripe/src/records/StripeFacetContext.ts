import type {
  LinkedAccount,
  SourceContext,
} from '@customer-360/backstage-plugin-customer-360-node';
import type { StripeConfig } from '../config/StripeConfig';
import type { StripeAccountReader } from '../api/StripeAccountReader';
import type { StripeLinks } from './StripeLinks';

/** What every facet of this source works with. */
export interface StripeFacetContext {
  readonly source: string;
  readonly config: StripeConfig;
  readonly links: StripeLinks;
  reader(account: LinkedAccount, context: SourceContext): StripeAccountReader;
}
