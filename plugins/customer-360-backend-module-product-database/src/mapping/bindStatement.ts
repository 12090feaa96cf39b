import type { BoundStatement } from '../database/ReadOnlyDatabase';
import type { CompiledStatement } from '../statements/compileStatement';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the caller gives; days and the cap are added here. */
export interface BindingValues {
  accountId?: string;
  value?: string;
  domain?: string;
  changedSince?: string;
  afterAccount?: string;
  after?: string;
}

/** Puts the values of a statement in its order. */
export function bindStatement(
  { text, bindings }: CompiledStatement,
  values: BindingValues,
  now: Date,
  cap: number,
): BoundStatement {
  const dayBefore = (days: number) =>
    new Date(now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
  const all = {
    // An undefined value would be refused by the driver; nothing has no id.
    accountId: values.accountId ?? '',
    value: values.value ?? '',
    domain: values.domain ?? '',
    // Databases refuse what is no time, also where a statement is only checked.
    changedSince: values.changedSince ?? new Date(0).toISOString(),
    afterAccount: values.afterAccount ?? '',
    after: values.after ?? '',
    today: dayBefore(0),
    before: dayBefore(30),
    since: dayBefore(90),
    cap,
  };
  return { text, values: bindings.map(name => all[name]) };
}
