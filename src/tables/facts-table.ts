import { STATE_SCHEMA } from './state-table.ts';

/**
 * Columns every wide table has beside its attributes. Ids never begin with an underscore, so these never meet one.
 * `key`: the customer; `parent`: key of the customer it belongs to; `status`: `customer`, `former` or `prospect`.
 */
export const FACTS = { key: '_key', parent: '_parent', status: '_status', money: '_money' } as const;

/** The wide table of an entity as one run saw it: one row a customer, one column an attribute. */
export function factsTableName(entity: string, runId: string): readonly string[] {
  return [STATE_SCHEMA, `facts_${entity}_${runId}`];
}

/** Typed rows of a source while a run lasts. */
export function stagingTableName(source: string, runId: string): readonly string[] {
  return [STATE_SCHEMA, `staging_${source}_${runId}`];
}

/** The entity or source and the run a table was made for, or null for tables of another kind. */
export function parseRunTable(
  name: string,
): { readonly kind: 'facts' | 'staging'; readonly of: string; readonly runId: string } | null {
  const match = /^(facts|staging)_(.+)_([0-9a-z]+)$/.exec(name);
  return match?.[1] && match[2] && match[3]
    ? { kind: match[1] as 'facts' | 'staging', of: match[2], runId: match[3] }
    : null;
}
