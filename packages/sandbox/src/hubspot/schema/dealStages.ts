/**
 * A stage of a deal pipeline. Its id is what `dealstage` holds; people see the
 * label only, and ids of a company's own pipelines are numbers.
 *
 * @internal
 */
export interface DealStage {
  readonly id: string;
  readonly label: string;
  /** As HubSpot writes it: a text from 0.0 to 1.0. */
  readonly probability: string;
  readonly isClosed: boolean;
}

/** @internal */
export interface DealPipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly DealStage[];
}

function stage(
  id: string,
  label: string,
  probability: string,
  isClosed = false,
): DealStage {
  return { id, label, probability, isClosed };
}

/** @internal */
export const salesPipeline: DealPipeline = {
  id: 'default',
  label: 'Sales pipeline',
  stages: [
    stage('qualifiedtobuy', 'Discovery', '0.2'),
    stage('presentationscheduled', 'Evaluation', '0.4'),
    stage('decisionmakerboughtin', 'Proposal', '0.6'),
    stage('contractsent', 'Negotiation', '0.8'),
    stage('closedwon', 'Closed won', '1.0', true),
    stage('closedlost', 'Closed lost', '0.0', true),
  ],
};

/** @internal */
export const renewalPipeline: DealPipeline = {
  id: '184225661',
  label: 'Renewals',
  stages: [
    stage('312540771', 'Discovery', '0.5'),
    stage('312540772', 'Evaluation', '0.6'),
    stage('312540773', 'Proposal', '0.7'),
    stage('312540774', 'Negotiation', '0.9'),
    stage('312540775', 'Closed won', '1.0', true),
    stage('312540776', 'Closed lost', '0.0', true),
  ],
};

/** @internal */
export const dealPipelines: readonly DealPipeline[] = [
  salesPipeline,
  renewalPipeline,
];
