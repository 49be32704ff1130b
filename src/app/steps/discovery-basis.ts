import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import type { Attribute, Entity } from '../../definitions/project.ts';
import type { Engine } from '../../engines/engine.ts';
import type { Coverage } from '../../measures/discovery/coverage.ts';
import { coverageOf } from '../../measures/discovery/coverage.ts';
import type { LeftOut } from '../../measures/discovery/propose-basis.ts';
import { settledBasis, tellingBasis } from '../../measures/discovery/propose-basis.ts';
import { codeColumns } from '../../methods/cluster/learn-groups.ts';
import { typingOverrides } from '../../methods/cluster/typing.ts';
import type { CodedTable } from '../../numeric/cluster/coded-table.ts';
import type { Column } from '../../numeric/cluster/column.ts';
import type { TypingOverride } from '../../numeric/cluster/column-typing.ts';
import type { Run } from '../../warehouse/runs.ts';
import type { AppContext } from '../context.ts';
import type { AskedBasis } from './asked-basis.ts';
import { readAsked, typingFindings } from './asked-basis.ts';
import { breathe } from './breathe.ts';
import type { DiscoveryTable } from './discovery-table.ts';
import { readDiscoveryTable } from './discovery-table.ts';

/** What customers are compared by: asked for, or proposed with the reasons for what is left out. */
export interface DiscoveryBasis extends DiscoveryTable {
  readonly isProposed: boolean;
  readonly attributes: readonly Attribute[];
  readonly leftOut: readonly LeftOut[];
  readonly typing: Readonly<Record<string, TypingOverride>>;
  readonly coverage: Coverage;
  /** Null where nothing tells anybody apart. */
  readonly coded: CodedTable | null;
}

/** Reads the customers and decides by what they are compared; findings where that cannot be. */
export async function discoveryBasis(
  engine: Engine,
  entity: Entity,
  run: Run,
  asked: AskedBasis,
  { signal }: Pick<AppContext, 'signal'>,
): Promise<{ readonly basis: DiscoveryBasis | null; readonly findings: readonly Finding[] }> {
  const refuse = (...findings: readonly Finding[]) => ({ basis: null, findings });
  const wanted = readAsked(asked, entity);
  if (!('attributes' in wanted)) return refuse(...wanted);
  if (wanted.attributes.length === 0) return refuse(nothingToCompare(entity));
  const read = await readDiscoveryTable(engine, entity, wanted.attributes, run);
  await breathe(signal);
  if (read.rows === 0) return refuse(nobody(entity, run));
  const typing = typingOverrides(wanted.written);
  const code = (columns: readonly Column[]) => codeColumns(columns, { seed: asked.seed, typing });
  const seen = code(read.columns).typings;
  await breathe(signal);
  const { attributes, leftOut } = wanted.isProposed ? settledBasis(wanted, seen) : tellingBasis(wanted, seen);
  const wrong = typingFindings(wanted.written, attributes);
  if (wrong.length > 0) return refuse(...wrong);
  if (attributes.length === 0) return refuse(nothingToCompare(entity));
  const columns = read.columns.filter(({ name }) => attributes.some(({ id }) => id === name));
  const { typings, table } = code(columns);
  await breathe(signal);
  return {
    basis: {
      ...{ ...read, columns, attributes, leftOut, typing },
      isProposed: wanted.isProposed,
      coverage: coverageOf(attributes, columns, typings, read.rows),
      coded: table,
    },
    findings: wanted.isProposed ? [] : leftOut.map(silent),
  };
}

const silent = ({ id, reason }: LeftOut): Finding =>
  warning('discover-silent', `\`${id}\` is left out: it is ${reason}.`);

const nothingToCompare = ({ id }: Entity): Finding =>
  error('discover-no-basis', `No attribute of \`${id}\` tells customers apart by kind.`, {
    hint: 'Add attributes of what they are, do, need or are worth; `clade discover` leaves out names, dates and what is the same for all.',
  });

const nobody = ({ id }: Entity, { asOf }: Run): Finding =>
  error('discover-nobody', `There are no customers of \`${id}\` on ${asOf}.`, {
    hint: 'Look at `activeWhen` of the entity, or run another day.',
  });
