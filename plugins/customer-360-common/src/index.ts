/**
 * The language of the Customer 360 plugins: facets, model types, permissions,
 * the Customer kind and pure rules. No I/O; runs in the browser too.
 *
 * @packageDocumentation
 */
export * from './access/AccessReason';
export * from './access/CustomerAccessView';
export * from './access/labels';
export * from './access/permissions';
export * from './access/RoleDescription';
export * from './access/scopes';
export * from './access/tierPermissions';
export * from './entity/annotations';
export * from './entity/customerSpecJsonSchema';
export * from './entity/CustomerEntity';
export * from './facets';
export * from './grants';
export * from './ledger';
export * from './observations';
export * from './links';
export * from './live';
export * from './portfolio';
export * from './rules';
export * from './since';
export * from './sources';
export * from './view';
