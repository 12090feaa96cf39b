/** Type of the documents that the search collator of customers writes. @public */
export const CUSTOMER_SEARCH_TYPE = 'customer';
