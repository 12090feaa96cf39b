import {
  PORTFOLIO_SECTIONS,
  type PortfolioSection,
} from '@customer-360/backstage-plugin-customer-360-common';

/** A set of sections, one bit for each. */
export type SectionMask = number;

export const ALL_SECTIONS: SectionMask = (1 << PORTFOLIO_SECTIONS.length) - 1;

export function maskOf(sections: Iterable<PortfolioSection>): SectionMask {
  let mask = 0;
  for (const section of sections) {
    mask |= 1 << PORTFOLIO_SECTIONS.indexOf(section);
  }
  return mask;
}

export function has(mask: SectionMask, section: PortfolioSection): boolean {
  return (mask & (1 << PORTFOLIO_SECTIONS.indexOf(section))) !== 0;
}
