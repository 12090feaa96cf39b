import type { AdvisoryException } from './Exceptions.ts';

/** A known weakness of something that is installed. @internal */
export interface Advisory {
  readonly ids: readonly string[];
  readonly package: string;
  readonly severity: string;
  readonly title: string;
}

interface YarnAdvisory {
  readonly value: string;
  readonly children: {
    readonly ID: number | string;
    readonly Issue: string;
    readonly URL?: string;
    readonly Severity: string;
  };
}

/**
 * Reads the lines of `yarn npm audit --json`. Its notices of deprecation have an
 * id as well, and are no weakness.
 *
 * @internal
 */
export function parseAdvisories(output: string): Advisory[] {
  return output
    .split('\n')
    .filter(line => line.startsWith('{'))
    .map(line => JSON.parse(line) as YarnAdvisory)
    .filter(({ children }) => !String(children.ID).includes('deprecation'))
    .map(({ value, children }) => ({
      ids: [
        String(children.ID),
        ...(children.URL?.match(/GHSA(-[a-z0-9]{4}){3}/g) ?? []),
      ],
      package: value,
      severity: children.Severity,
      title: children.Issue,
    }));
}

/**
 * One sentence for each advisory without an exception, each exception whose time
 * is over, and each that nothing needs any more.
 *
 * @param today - `2026-11-26`
 * @internal
 */
export function advisoryProblems(
  advisories: readonly Advisory[],
  exceptions: readonly AdvisoryException[],
  today: string,
): string[] {
  const meant = (exception: AdvisoryException, advisory: Advisory) =>
    exception.package === advisory.package &&
    advisory.ids.includes(exception.id);
  return [
    ...advisories
      .filter(advisory => !exceptions.some(it => meant(it, advisory)))
      .map(
        ({ ids, package: name, severity, title }) =>
          `${name} (${severity}, ${ids.at(-1)}): ${title}`,
      ),
    ...expired(exceptions, today),
    ...exceptions
      .filter(exception => !advisories.some(it => meant(exception, it)))
      .map(
        ({ id, package: name }) =>
          `The exception for ${id} of ${name} is needed no more: take it out.`,
      ),
  ];
}

/** @internal */
export function expired(
  exceptions: readonly AdvisoryException[],
  today: string,
): string[] {
  return exceptions
    .filter(({ until }) => until < today)
    .map(
      ({ id, package: name, until }) =>
        `The exception for ${id} of ${name} ended on ${until}: look at it again.`,
    );
}
