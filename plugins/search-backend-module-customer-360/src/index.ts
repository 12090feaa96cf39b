/**
 * Customers in Backstage search.
 *
 * @packageDocumentation
 */
export { CustomerCollatorFactory } from './collator/CustomerCollatorFactory';
export {
  toCustomerDocument,
  type CustomerDocument,
} from './collator/toCustomerDocument';
export { searchModuleCustomer360 as default } from './module';
