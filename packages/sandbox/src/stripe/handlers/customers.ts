import type { VendorResponse } from '../../server/types.ts';
import type { Company } from '../../world/types.ts';
import { renderBalanceTransaction } from '../objects/credit.ts';
import { customerEmail } from '../objects/customer.ts';
import { invalid, noSuch } from '../StripeFault.ts';
import { seconds } from '../wire.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer, answerList, PAGING } from './StripeCall.ts';

export function getCustomer(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow();
  const customer = call.objects.customer(id);
  if (!customer) throw noSuch('cus', id);
  return answer(call, customer);
}

export function listCustomers(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow('email', 'created', ...PAGING);
  const email = parameters.text('email');
  const created = parameters.range('created');
  // Nothing of a customer is made that the page does not show.
  const wanted = (id: string, company: Company, account: number) => {
    const change = call.state.customerChange(id);
    const address = change?.email ?? customerEmail(company.domain, account);
    return (
      change?.deleted !== true &&
      // Exact and with care for case, as Stripe compares
      (email === undefined || address === email) &&
      (created?.(seconds(company.createdAt)) ?? true)
    );
  };
  const options = {
    prefix: 'cus',
    records: (company: Company) =>
      company.ids.stripe.filter((id, account) => wanted(id, company, account)),
    idOf: (id: string) => id,
    render: (id: string) => call.objects.customer(id) ?? {},
  };
  if (email === undefined) {
    return answerList(call, options);
  }
  const only = companyByEmail(call, email);
  return only
    ? answerList(call, { ...options, company: only })
    : answer(call, {
        object: 'list',
        data: [],
        has_more: false,
        url: call.request.path,
      });
}

/** An address is of one company, by its domain or because somebody entered it. */
function companyByEmail(call: StripeCall, email: string): Company | undefined {
  const entered = call.state
    .changedCustomers()
    .find(id => call.state.customerChange(id)?.email === email);
  const index = call.world.indexOfDomain(email.slice(email.indexOf('@') + 1));
  return (
    (entered === undefined
      ? undefined
      : call.objects.companyOf(entered, 'cus')) ??
    (index === undefined ? undefined : call.world.company(index))
  );
}

function accountOf(call: StripeCall, id: string) {
  const company = call.objects.companyOf(id, 'cus');
  const at = company?.ids.stripe.indexOf(id) ?? -1;
  if (!company || at < 0) throw noSuch('cus', id);
  return { company, at };
}

export function listBalanceTransactions(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow('created', 'invoice', ...PAGING);
  const created = call.parameters.range('created');
  const { company, at } = accountOf(call, id);
  return answerList(call, {
    prefix: 'cbtxn',
    company,
    records: () =>
      call.state
        .balanceEntries(company, at)
        .filter(entry => created === undefined || created(seconds(entry.at))),
    idOf: entry => entry.id,
    render: entry => renderBalanceTransaction(company, entry),
  });
}

const LARGEST_AMOUNT = 99_999_999;
const LONGEST_DESCRIPTION = 350;

export function createBalanceTransaction(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  const { parameters } = call;
  parameters.allow('amount', 'currency', 'description', 'metadata');
  const { company, at } = accountOf(call, id);
  if (call.state.customerChange(id)?.deleted) throw noSuch('cus', id);
  const amount = parameters.integer('amount');
  const currency = parameters.text('currency');
  for (const [param, value] of [
    ['amount', amount],
    ['currency', currency],
  ] as const) {
    if (value === undefined) {
      throw invalid(
        `Missing required param: ${param}.`,
        param,
        'parameter_missing',
      );
    }
  }
  if (Math.abs(amount ?? 0) > LARGEST_AMOUNT) {
    throw invalid(
      'Amount must be no more than 99999999.',
      'amount',
      'amount_too_large',
    );
  }
  if (currency?.toLowerCase() !== company.currency.toLowerCase()) {
    throw invalid(
      `The specified currency (\`${currency}\`) does not match the customer's currency (\`${company.currency.toLocaleLowerCase(
        'en-US',
      )}\`).`,
      'currency',
    );
  }
  const description = parameters.text('description');
  if (description !== undefined && description.length > LONGEST_DESCRIPTION) {
    throw invalid(
      `Invalid string: must be at most ${LONGEST_DESCRIPTION} characters`,
      'description',
    );
  }
  const metadata = parameters.map('metadata') ?? {};
  return call.once(() => {
    const before = call.state.balance(company, at);
    const entry = call.state.addBalanceEntry(company, at, {
      amount: amount ?? 0,
      at: call.now.toISOString(),
      description,
      metadata,
    });
    call.events.add({
      type: 'customer.updated',
      object: call.objects.customer(id) ?? { id },
      previous: { balance: before },
    });
    return answer(call, renderBalanceTransaction(company, entry));
  });
}
