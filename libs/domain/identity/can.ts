import { MATRIX, type Action, type Grant, type PlatformRole, type Relation, type Rule } from './matrix.ts';

/** Who asks, as far as permissions care. */
export interface Actor {
  id: string;
  role: PlatformRole;
}

function grantOf(actor: Actor, action: string): Grant | undefined {
  // Own properties only: an action named `constructor` is nobody's.
  const rule: Rule | undefined = Object.hasOwn(MATRIX, action) ? MATRIX[action as Action] : undefined;
  return rule && Object.hasOwn(rule, actor.role) ? rule[actor.role] : undefined;
}

/** May this actor do this to a thing they stand in these relations to? Closed by default. */
export function can(actor: Actor, action: Action, relations: readonly Relation[] = []): boolean {
  const grant = grantOf(actor, action);
  if (!grant) return false;
  return grant === 'any' || grant.some((relation) => relations.includes(relation));
}

/** Could this actor ever do this, whatever their relation? What a route asks before it looks the thing up. */
export function mayEver(actor: Actor, action: Action): boolean {
  const grant = grantOf(actor, action);
  return grant === 'any' || (grant?.length ?? 0) > 0;
}

/** True when the answer does not depend on a relation, so that lists need no predicate. */
export function unconditional(actor: Actor, action: Action): boolean {
  return grantOf(actor, action) === 'any';
}

/** Is there a rule at all? The test over the OpenAPI document asks this of every route. */
export function hasRule(action: string): action is Action {
  return Object.hasOwn(MATRIX, action);
}
