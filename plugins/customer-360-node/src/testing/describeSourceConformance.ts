import type { FacetId } from '@customer-360/backstage-plugin-customer-360-common';
import type { SourceError } from '../source/SourceError';
import {
  expectClean,
  expectValid,
  failureOf,
  isEmpty,
  recordIds,
  SECRET,
} from './conformanceExpectations';
import {
  createSourceTestHarness,
  type SourceTestHarness,
} from './createSourceTestHarness';
import type { SourceConformance, VendorSpoiler } from './SourceConformance';
import type {
  VendorAnswer,
  VendorRequest,
  VendorResponder,
} from './VendorServer';

/**
 * The cases that every source must hold, whatever its vendor: call it in a test
 * file of the module. It reads each facet of the source from a local vendor
 * that is healthy at first and then spoilt in one way after another.
 *
 * @public
 */
export function describeSourceConformance(subject: SourceConformance): void {
  describe(`${subject.name} source conformance`, () => {
    let harness: SourceTestHarness;
    let facets: readonly FacetId[];

    const healthy = (request: VendorRequest): VendorAnswer =>
      subject.respond(request) ?? { status: 404, json: { message: SECRET } };

    const spoilt =
      (spoil: VendorSpoiler): VendorResponder =>
      request => {
        const answer = healthy(request);
        return subject.isShared?.(request) || (answer.status ?? 200) >= 300
          ? answer
          : spoil(request, answer);
      };

    const read = (facet: FacetId) => harness.read(facet, subject.account);

    /** The same for every facet, each with its name in a failure's message. */
    async function forEachFacet(
      respond: VendorResponder,
      check: (facet: FacetId) => Promise<void>,
      skip: readonly FacetId[] = [],
    ) {
      for (const facet of facets) {
        if (!skip.includes(facet)) {
          await harness.respondWith(respond);
          try {
            await check(facet);
          } catch (error) {
            throw new Error(`${facet}: ${describeError(error)}`);
          }
        }
      }
    }

    async function expectFailure(
      respond: VendorResponder,
      reasons: readonly string[],
      skip?: readonly FacetId[],
      inspect?: (error: SourceError) => void,
    ) {
      await forEachFacet(
        respond,
        async facet => {
          const error = await failureOf(read(facet));
          expect(reasons).toContain(error.reason);
          inspect?.(error);
        },
        skip,
      );
    }

    beforeAll(async () => {
      harness = await createSourceTestHarness({
        createSource: subject.createSource,
        respond: subject.respond,
        now: subject.now,
      });
      facets =
        subject.facets ?? (Object.keys(harness.source.facets) as FacetId[]);
    });

    afterAll(async () => {
      await harness.close();
    });

    it('has a credential scope that is no credential, and only its own origins', () => {
      expect(harness.source.credentialScope).toMatch(/^[0-9a-f]{12,64}$/);
      expect(harness.source.origins).toEqual([harness.baseUrl]);
    });

    it('reads every facet whole from a healthy vendor', async () => {
      await forEachFacet(healthy, async facet => {
        const reading = await read(facet);
        expect(reading.missing ?? []).toEqual([]);
        expect(reading.truncated ?? false).toBe(false);
        expectValid(facet, reading, harness.source.id);
        expect(isEmpty(facet, reading)).toBe(false);
        expect(harness.requests().length).toBeLessThanOrEqual(
          subject.maxRequests ?? 80,
        );
      });
    });

    it('reads an account without records as empty, not as an error', async () => {
      await forEachFacet(
        spoilt(subject.empty),
        async facet => {
          const reading = await read(facet);
          expectValid(facet, reading, harness.source.id);
          expect(isEmpty(facet, reading)).toBe(true);
        },
        subject.neverEmpty,
      );
    });

    it('says not_found for an id that the vendor does not know', async () => {
      await expectFailure(
        () => ({ status: 404, json: { message: SECRET } }),
        ['not_found'],
      );
    });

    if (subject.deleted) {
      const { deleted } = subject;
      it('says not_found for a record that was deleted', async () => {
        await expectFailure(spoilt(deleted), ['not_found']);
      });
    }

    it.each([
      [401, 'auth'],
      [403, 'no_access'],
      [500, 'upstream'],
      [503, 'upstream'],
    ])('says for status %i: %s', async (status, reason) => {
      await expectFailure(
        () => ({ status, json: { message: SECRET } }),
        [reason],
      );
    });

    it('waits as long as the vendor asks after a rate limit', async () => {
      await forEachFacet(
        () => rateLimitOf(subject, '3600'),
        async facet => {
          const before = Date.now();
          const error = await failureOf(read(facet));
          expect(error.reason).toBe('rate_limited');
          expect(error.retryAt!.getTime()).toBeGreaterThanOrEqual(
            before + 3_590_000,
          );
          const asked = harness.requests().length;
          const again = await failureOf(read(facet));
          expect(again.reason).toBe('rate_limited');
          expect(harness.requests()).toHaveLength(asked);
        },
      );
    });

    it('takes a rate limit without a date', async () => {
      await expectFailure(
        () => rateLimitOf(subject, undefined),
        ['rate_limited'],
        [],
        error => expect(error.retryAt).toBeUndefined(),
      );
    });

    it('gives up at its deadline when the vendor hangs', async () => {
      await forEachFacet(
        () => ({ trouble: 'hang' }),
        async facet => {
          const error = await failureOf(
            harness.read(
              facet,
              subject.account,
              harness.context({ deadlineMs: 60 }),
            ),
          );
          expect(error.reason).toBe('timeout');
        },
      );
    });

    it('takes no answer that breaks off', async () => {
      await expectFailure(
        request => ({ ...healthy(request), status: 200, trouble: 'cut' }),
        ['network'],
      );
    });

    it('takes no JSON that breaks off', async () => {
      await expectFailure(
        request => {
          const text = JSON.stringify(healthy(request).json ?? {});
          return { text: text.slice(0, -1) };
        },
        ['schema'],
      );
    });

    it('takes no answer without a bound', async () => {
      const huge = JSON.stringify({ data: 'x'.repeat(6 * 1024 * 1024) });
      await expectFailure(() => ({ text: huge }), ['schema']);
    });

    it('takes no web page for an answer', async () => {
      await expectFailure(
        () => ({
          headers: { 'content-type': 'text/html' },
          text: `<html><body>Sign in ${SECRET}</body></html>`,
        }),
        ['schema'],
      );
    });

    it('takes no other customer for this one', async () => {
      await expectFailure(
        spoilt(subject.wrongCustomer),
        ['identity_mismatch'],
        subject.withoutIdentity,
      );
    });

    it('lives with a word that the vendor adds tomorrow', async () => {
      await forEachFacet(spoilt(subject.unknownEnum), async facet => {
        expectValid(facet, await read(facet), harness.source.id);
      });
    });

    it('takes no required field of another type', async () => {
      await expectFailure(spoilt(subject.wrongType), ['schema']);
    });

    it('never passes off a reading as whole when one of its calls failed', async () => {
      for (const facet of facets) {
        await harness.respondWith(healthy);
        await read(facet);
        const routes = [...new Set(harness.requests().map(routeOf))];
        for (const route of routes) {
          await harness.respondWith(request =>
            routeOf(request) === route
              ? { status: 500, json: { message: SECRET } }
              : healthy(request),
          );
          const outcome = await read(facet).then(
            reading => (reading.missing ?? []).length > 0,
            error => expectClean(error).reason === 'upstream',
          );
          expect({ facet, route, admitted: outcome }).toEqual({
            facet,
            route,
            admitted: true,
          });
        }
      }
    });

    if (subject.endless) {
      const { endless } = subject;
      it('bounds lists without an end, and says so', async () => {
        await forEachFacet(
          spoilt(endless),
          async facet => {
            const reading = await read(facet);
            expectValid(facet, reading, harness.source.id);
            expect(reading.truncated).toBe(true);
            expect(harness.requests().length).toBeLessThanOrEqual(
              subject.maxRequests ?? 80,
            );
          },
          subject.withoutLists,
        );
      });
    }

    it('pages without a gap, a repeat or an endless walk', async () => {
      for (const facet of facets.filter(
        id => harness.source.facets[id]?.page !== undefined,
      )) {
        await harness.respondWith(healthy);
        const ids: string[] = [];
        let cursor: string | undefined;
        let pages = 0;
        do {
          const page = await harness.page(facet, subject.account, {
            cursor,
            limit: 2,
          });
          expectValid(facet, page, harness.source.id);
          ids.push(...recordIds(page.data));
          cursor = page.nextCursor;
          pages += 1;
        } while (cursor !== undefined && pages < 50);
        expect(cursor).toBeUndefined();
        expect(ids).toEqual([...new Set(ids)]);
        expect(ids.length).toBeGreaterThan(0);
      }
    });
  });
}

function rateLimitOf(
  subject: SourceConformance,
  retryAfter: string | undefined,
): VendorAnswer {
  return (
    subject.rateLimited?.(retryAfter) ?? {
      status: 429,
      headers: retryAfter ? { 'retry-after': retryAfter } : {},
      json: { message: SECRET },
    }
  );
}

/** One way into the vendor, without the ids and pages in it. */
function routeOf(request: VendorRequest): string {
  return `${request.method} ${request.path}`;
}

function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
