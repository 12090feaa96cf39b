/**
 * Sign-in by persona for demos; refuses to run outside development.
 *
 * @packageDocumentation
 */
export { DEMO_USER_HEADER } from './demoUsersAuthenticator';
export { authModuleDemoUsers as default } from './module';
