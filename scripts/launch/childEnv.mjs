import { delimiter, dirname } from 'node:path';

/**
 * The environment of children: `node` is the right one in every one of them,
 * also where a script of theirs calls it by name.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {import('./findNode.mjs').UsableNode} node
 * @returns {NodeJS.ProcessEnv}
 */
export function childEnv(env, node) {
  return {
    ...env,
    PATH: [dirname(node.path), env.PATH ?? ''].join(delimiter),
    CUSTOMER_360_NODE: node.path,
  };
}
