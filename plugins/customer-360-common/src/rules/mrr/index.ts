export * from './MrrPolicy';
export {
  NOT_COUNTED_REASONS,
  notCountedText,
  type NotCountedReason,
} from './notCounted';
export * from './RecurringSubscription';
export * from './subscriptionMrr';
