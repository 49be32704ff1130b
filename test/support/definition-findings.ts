import { formatPlace } from '../../src/base/place.ts';
import { readDefinitions } from '../../src/definitions/read-definitions.ts';

/** What reading a text tells, each as `line:column code`. A project of its own is put before it, in another file. */
export function codesIn(text: string): readonly string[] {
  return findingsIn(text).map(({ at, code }) => `${at} ${code}`);
}

/** The same, with sentences and hints. */
export function findingsIn(text: string) {
  const head = { path: 'clade.yaml', text: 'kind: project\ntitle: Test\n' };
  const { findings } = readDefinitions([head, { path: 'f.yaml', text }]);
  return findings.map(({ code, severity, message, hint, place }) => ({
    at: place ? formatPlace(place).replace(/^f\.yaml:/, '') : '-',
    length: place?.length ?? 0,
    code,
    severity,
    message,
    hint: hint ?? null,
  }));
}

/** A source, an entity and attributes on it, as lines to stand before or after what is tested. */
export const ACCOUNT = `---
kind: source
id: accounts
file: accounts.csv
columns: { account_id: text, seats: integer, mrr: { type: decimal, scale: 2 }, weight: double, opened: date, seen_at: timestamp }
---
{ kind: entity, id: account, source: accounts, key: account_id }
---
{ kind: attribute, id: seats, entity: account, basis: firmographic, from: accounts.seats }
---
{ kind: attribute, id: mrr, entity: account, basis: value, from: accounts.mrr }
`;
