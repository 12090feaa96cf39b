import type { Exchange } from '../Exchange';
import { nameOf, type UndescribedOperation } from './Operation';
import { readFlatQuery } from './readFlatQuery';
import type { ShapeChecker } from './ShapeChecker';
import type { Verdict } from './VendorContract';

/** Compares an exchange with shapes that were written by hand. */
export function checkUndescribed(
  operation: UndescribedOperation,
  shapes: ShapeChecker,
  { request, response }: Exchange,
): Verdict {
  const { query, body, answer } = operation;
  const problems = shapes
    .queryProblems(query, readFlatQuery(request.query))
    .map(it => `request: query ${it}`);
  if (body) {
    problems.push(
      ...shapes.problems(body, request.body).map(it => `request: ${it}`),
    );
  }
  problems.push(
    ...(response.status === 200
      ? shapes.problems(answer, response.body).map(it => `answer: ${it}`)
      : [`answer: status ${response.status} to a sound request`]),
  );
  return {
    operation: nameOf(operation),
    described: false,
    shapes: typeof answer === 'string' ? [answer] : [],
    problems,
  };
}
