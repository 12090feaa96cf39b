import { LONGEST_LAG_MS } from '../changes/ReadLag.ts';
import { listingModes } from '../changes/Listings.ts';
import { playRound } from '../changes/playRound.ts';
import type { ControlledSandbox } from '../controlApi.ts';
import {
  ControlInputError,
  fieldsOf,
  optionalNumber,
  text,
} from '../controlInput.ts';
import type { VendorRequest, VendorResponse } from '../types.ts';
import { addCompany, removeCompany } from './companyCalls.ts';
import { notFound } from './notFound.ts';
import { productChange } from './productInput.ts';
import { requireVendor } from './requireVendor.ts';

const MOST_EVENTS = 100_000;

/** What changes the world, and how the vendors show it. @internal */
export async function changeCalls(
  sandbox: ControlledSandbox,
  request: VendorRequest,
): Promise<VendorResponse> {
  const [, room = '', id] = request.path.split('/');
  switch (`${request.method} /${room}`) {
    case 'POST /lag':
      return setLag(sandbox, request);
    case 'POST /listing':
      return setListing(sandbox, request);
    case 'POST /companies':
      return addCompany(sandbox, fieldsOf(request.body));
    case 'DELETE /companies':
      return removeCompany(sandbox, id ?? '');
    case 'POST /product':
      return id === 'changes'
        ? {
            status: 201,
            body: await sandbox.product.apply(
              productChange(sandbox, fieldsOf(request.body)),
              sandbox.clock.now(),
            ),
          }
        : notFound();
    case 'POST /rounds': {
      const fields = fieldsOf(request.body);
      const whole = (name: string, max: number) => {
        const value = optionalNumber(fields, name, { min: 0, max });
        if (value === undefined || !Number.isInteger(value)) {
          throw new ControlInputError(
            `"${name}" must be a whole number from 0 to ${max}.`,
          );
        }
        return value;
      };
      return {
        status: 200,
        body: await playRound(
          {
            world: sandbox.world,
            vendorOf: name => sandbox.vendors.get(name)?.vendor,
          },
          {
            seed: whole('seed', 2 ** 31 - 1),
            events: whole('events', MOST_EVENTS),
          },
        ),
      };
    }
    default:
      return notFound();
  }
}

function setLag(
  sandbox: ControlledSandbox,
  request: VendorRequest,
): VendorResponse {
  const fields = fieldsOf(request.body);
  const vendor = requireVendor(sandbox, text(fields, 'vendor'));
  const ms = optionalNumber(fields, 'ms', { min: 0, max: LONGEST_LAG_MS });
  const lag = sandbox.lags.get(vendor);
  if (ms === undefined || !lag) {
    throw new ControlInputError('"ms" must be a number.');
  }
  lag.ms = ms;
  return { status: 200, body: { vendor, ms } };
}

function setListing(
  sandbox: ControlledSandbox,
  request: VendorRequest,
): VendorResponse {
  const fields = fieldsOf(request.body);
  const vendor = requireVendor(sandbox, text(fields, 'vendor'));
  const mode = listingModes.find(each => each === fields.mode);
  if (!mode) {
    throw new ControlInputError(
      `"mode" must be one of ${listingModes.join(', ')}.`,
    );
  }
  sandbox.listings.set(vendor, mode);
  return { status: 200, body: { vendor, mode } };
}
