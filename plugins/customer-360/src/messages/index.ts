export { type Messages } from './MessageRoom';
export * from './MessagesApi';
