import { SourceError } from '@customer-360/backstage-plugin-customer-360-node';
import { Gaps } from '../records/Gaps';

/**
 * Of a page of many customers: what is gone or hidden is missing, whatever else
 * fails makes the page fail, and it is read again whole.
 */
export class PageGaps extends Gaps {
  override async attempt<T>(
    sentence: string,
    read: Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await read;
    } catch (error) {
      if (
        SourceError.is(error) &&
        (error.reason === 'not_found' || error.reason === 'no_access')
      ) {
        this.add(sentence);
        return undefined;
      }
      throw error;
    }
  }
}
