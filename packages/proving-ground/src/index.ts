/**
 * Programs, started by path; nothing is imported from here.
 *
 * @packageDocumentation
 */
export {};
