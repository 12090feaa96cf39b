import { useEffect, useState } from 'react';
import type { QueryEntitiesResponse } from '@backstage/catalog-client';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  CUSTOMER_KIND,
  DOMAIN_ANNOTATION,
  isCustomerEntity,
  type CustomerEntity,
} from '@customer-360/backstage-plugin-customer-360-common';

/** What the list is narrowed to. @internal */
export interface CustomersFilter {
  mine: boolean;
  text: string;
  segment: string;
  lifecycle: string;
  /** From the page before or after; undefined for the first page. */
  cursor?: string;
}

/** @internal */
export interface CustomersState {
  customers: CustomerEntity[];
  total: number;
  nextCursor?: string;
  prevCursor?: string;
  loading: boolean;
  failed: boolean;
}

const PAGE_SIZE = 20;

const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'spec',
];

/**
 * Customers from the catalog, which decides row by row what the reader may see.
 * Portal search would cut after the fact, so it is not asked here.
 *
 * @internal
 */
export function useCustomers(
  filter: CustomersFilter,
  attempt: number,
): CustomersState {
  const catalogApi = useApi(catalogApiRef);
  const identityApi = useApi(identityApiRef);
  const { mine, text, segment, lifecycle, cursor } = filter;
  const asked = JSON.stringify([
    mine,
    text,
    segment,
    lifecycle,
    cursor,
    attempt,
  ]);
  const [{ answers, ...state }, setState] = useState<
    CustomersState & { answers: string }
  >({ answers: asked, customers: [], total: 0, loading: true, failed: false });

  useEffect(() => {
    let current = true;
    setState(before => ({
      ...before,
      answers: asked,
      loading: true,
      failed: false,
    }));
    const ask = async (): Promise<QueryEntitiesResponse> => {
      if (cursor) {
        return catalogApi.queryEntities({
          cursor,
          limit: PAGE_SIZE,
          fields: FIELDS,
        });
      }
      // Only the person: mates of the same group are others, as in the policy.
      const owner = mine
        ? (await identityApi.getBackstageIdentity()).userEntityRef
        : undefined;
      return catalogApi.queryEntities({
        limit: PAGE_SIZE,
        fields: FIELDS,
        filter: {
          kind: CUSTOMER_KIND,
          ...(owner ? { 'relations.ownedBy': owner } : {}),
          ...(segment ? { 'spec.segment': segment } : {}),
          ...(lifecycle ? { 'spec.lifecycle': lifecycle } : {}),
        },
        orderFields: [{ field: 'metadata.title', order: 'asc' }],
        ...(text
          ? {
              fullTextFilter: {
                term: text,
                fields: [
                  'metadata.title',
                  'metadata.name',
                  `metadata.annotations.${DOMAIN_ANNOTATION}`,
                ],
              },
            }
          : {}),
      });
    };
    ask().then(
      ({ items, totalItems, pageInfo }) => {
        if (current) {
          setState({
            answers: asked,
            customers: items.filter(isCustomerEntity),
            total: totalItems,
            ...pageInfo,
            loading: false,
            failed: false,
          });
        }
      },
      () => {
        if (current) {
          // The rows of another question must not stand under this one.
          setState({
            answers: asked,
            customers: [],
            total: 0,
            loading: false,
            failed: true,
          });
        }
      },
    );
    return () => {
      current = false;
    };
  }, [
    catalogApi,
    identityApi,
    mine,
    text,
    segment,
    lifecycle,
    cursor,
    attempt,
    asked,
  ]);
  // For one render after a change, what is there answers the question before.
  return answers === asked ? state : { ...state, loading: true, failed: false };
}
