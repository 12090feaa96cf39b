export { composeUpcoming, MAX_UPCOMING } from './composeUpcoming';
