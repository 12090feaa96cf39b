import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { DecisionObserver } from '../access/PersonDecisions';
import type { FillObserver, FillReport } from '../facets/FillObserver';
import type { ReadObserver } from '../facets/ReadObserver';
import type { Standing } from '../facets/settleReading';
import type { PageObserver, PageOrigin } from '../pages/PageObserver';

/**
 * Counts what the read engine does: by source, facet and outcome, never by
 * customer or person.
 *
 * - `customer360.facet.reads`: `outcome` is how what was cached stood
 * - `customer360.facet.fills`: reads at a source, by how they ended
 * - `customer360.facet.drifts`: fills with something missing
 * - `customer360.pages`: `outcome` is where the page came from
 * - `customer360.decisions`: questions who may do what, `cached` or `asked`
 * - `customer360.shared_cache.failures`: questions it did not answer in time
 */
export class EngineMeter
  implements FillObserver, ReadObserver, PageObserver, DecisionObserver
{
  readonly #reads;
  readonly #fills;
  readonly #drifts;
  readonly #pages;
  readonly #failures;
  readonly #decisions;

  constructor(metrics: MetricsService) {
    this.#reads = metrics.createCounter('customer360.facet.reads', {
      description: 'Facets asked for, by how what was cached stood',
      unit: '{read}',
    });
    this.#fills = metrics.createCounter('customer360.facet.fills', {
      description: 'Facets read at their source, by how that ended',
      unit: '{fill}',
    });
    this.#drifts = metrics.createCounter('customer360.facet.drifts', {
      description: 'Fills in which records or fields were missing',
      unit: '{fill}',
    });
    this.#pages = metrics.createCounter('customer360.pages', {
      description: 'Pages given, by where they came from',
      unit: '{page}',
    });
    this.#decisions = metrics.createCounter('customer360.decisions', {
      description: 'Questions who may do what, by whether the policy was asked',
      unit: '{question}',
    });
    this.#failures = metrics.createCounter(
      'customer360.shared_cache.failures',
      {
        description: 'Questions that the shared cache did not answer in time',
        unit: '{failure}',
      },
    );
  }

  onDecisions(outcome: 'cached' | 'asked'): void {
    this.#decisions.add(1, { outcome });
  }

  onFill({ source, facet, outcome, drifted }: FillReport): void {
    this.#fills.add(1, { source, facet, outcome });
    if (drifted) {
      this.#drifts.add(1, { source, facet });
    }
  }

  onRead(source: string, facet: string, standing: Standing): void {
    this.#reads.add(1, { source, facet, outcome: standing });
  }

  onPage(origin: PageOrigin): void {
    this.#pages.add(1, { outcome: origin });
  }

  onSharedCacheFailure(): void {
    this.#failures.add(1);
  }
}
