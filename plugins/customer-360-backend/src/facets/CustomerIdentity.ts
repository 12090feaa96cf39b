import type { LinkedAccount } from '@customer-360/backstage-plugin-customer-360-node';

/** What a source is told of a customer beside the id there. */
export type CustomerIdentity = LinkedAccount['customer'];
