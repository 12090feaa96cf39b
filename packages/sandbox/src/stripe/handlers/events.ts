import type { VendorResponse } from '../../server/types.ts';
import { readLimit } from '../paging.ts';
import { invalid, noSuch } from '../StripeFault.ts';
import type { StripeCall } from './StripeCall.ts';
import { answer, PAGING } from './StripeCall.ts';

export function listEvents(call: StripeCall): VendorResponse {
  const { parameters } = call;
  parameters.allow('type', 'types', 'created', 'delivery_success', ...PAGING);
  const type = parameters.text('type');
  const types = parameters.list('types');
  if (type !== undefined && types.length > 0) {
    throw invalid(
      'You may pass either `type` or `types`, but not both.',
      'type',
    );
  }
  const wanted = type === undefined ? types : [type];
  const created = parameters.range('created');
  const delivered = parameters.boolean('delivery_success');
  const limit = readLimit(parameters);
  const events = call.events
    .list(Math.floor(call.now.getTime() / 1_000))
    .filter(
      event =>
        (wanted.length === 0 ||
          wanted.some(each => covers(each, event.type))) &&
        (created?.(event.created) ?? true) &&
        (delivered === undefined ||
          call.events.isUndelivered(event) !== delivered),
    );
  const place = (param: 'starting_after' | 'ending_before') => {
    const id = parameters.text(param);
    if (id === undefined) return undefined;
    const at = events.findIndex(event => event.id === id);
    if (at < 0) throw noSuch('evt', id, param);
    return at;
  };
  const after = place('starting_after');
  const before = place('ending_before');
  const start =
    before === undefined ? (after ?? -1) + 1 : Math.max(0, before - limit);
  const end = before ?? start + limit;
  return answer(call, {
    object: 'list',
    data: events.slice(start, end).map(event => call.events.render(event)),
    has_more: before === undefined ? events.length > end : start > 0,
    url: call.request.path,
  });
}

/** `invoice.*` stands for all of an object's events. */
function covers(pattern: string, type: string): boolean {
  return pattern.endsWith('*')
    ? type.startsWith(pattern.slice(0, -1))
    : pattern === type;
}

export function getEvent(
  call: StripeCall,
  { id }: Readonly<Record<string, string>>,
): VendorResponse {
  call.parameters.allow();
  const event = call.events
    .list(Math.floor(call.now.getTime() / 1_000))
    .find(each => each.id === id);
  if (!event) throw noSuch('evt', id);
  return answer(call, call.events.render(event));
}
