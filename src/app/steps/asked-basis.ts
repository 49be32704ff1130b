import { parse } from 'yaml';
import { didYouMean } from '../../base/did-you-mean.ts';
import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { Attribute, Entity } from '../../definitions/project.ts';
import type { ProposedBasis } from '../../measures/discovery/propose-basis.ts';
import { candidateBasis, whyIncomparable } from '../../measures/discovery/propose-basis.ts';
import type { WrittenTyping } from '../../methods/cluster/typing.ts';
import { typingFault, typingSchema } from '../../methods/cluster/typing.ts';

/** What somebody asked for: attributes by their ids, and how values are read, as YAML. */
export interface AskedBasis {
  readonly basis?: string | undefined;
  readonly typing?: string | undefined;
  readonly seed: number;
}

/** What customers may be compared by, before anybody has looked at the data. */
export interface ReadBasis extends ProposedBasis {
  readonly isProposed: boolean;
  readonly written: WrittenTyping;
}

/** Reads what was asked for, or proposes it; findings for what cannot be. */
export function readAsked(asked: AskedBasis, entity: Entity): ReadBasis | readonly Finding[] {
  const named = asked.basis === undefined ? null : attributesNamed(asked.basis, entity);
  const typing = readTyping(asked.typing);
  const basis = named ? { attributes: named.attributes, leftOut: [] } : candidateBasis(entity);
  const faults = [...(named?.findings ?? []), ...typing.findings];
  if (faults.length > 0) return faults;
  const wrong = typingFindings(typing.written, basis.attributes);
  return wrong.length > 0 ? wrong : { ...basis, isProposed: named === null, written: typing.written };
}

function attributesNamed(text: string, entity: Entity) {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const findings: Finding[] = [];
  const attributes = [...new Set(names)].flatMap((name) => {
    const attribute = entity.attributes.find(({ id }) => id === name);
    const fault = attribute ? incomparable(attribute) : unknown(name, entity);
    if (fault) findings.push(fault);
    return attribute && !fault ? [attribute] : [];
  });
  return { attributes, findings };
}

function incomparable(attribute: Attribute): Finding | null {
  const reason = whyIncomparable(attribute);
  if (reason === null) return null;
  return error('cluster-type', `\`${attribute.id}\` cannot be compared: it is ${reason}.`, {
    hint: 'Make that an attribute, run again, and name it here.',
  });
}

function unknown(name: string, { id, attributes }: Entity): Finding {
  const ids = attributes.map((one) => one.id);
  const near = didYouMean(name, ids);
  return error('unknown-attribute', `\`${id}\` had no attribute \`${name}\` in the newest run.`, {
    hint: near ? `Did you mean \`${near}\`?` : `There are ${ids.join(', ')}.`,
  });
}

function readTyping(text: string | undefined): {
  readonly written: WrittenTyping;
  readonly findings: readonly Finding[];
} {
  if (text === undefined) return { written: {}, findings: [] };
  const read = typingSchema.safeParse(yamlOf(text));
  if (read.success) return { written: read.data, findings: [] };
  const [issue] = read.error.issues;
  return {
    written: {},
    findings: [
      error('input', `typing: ${[...(issue?.path ?? []).map(String), issue?.message ?? ''].join(': ')}.`, {
        hint: 'Write it as in a definition: `{ seats: { kind: ordinal }, spend: { transform: none } }`.',
      }),
    ],
  };
}

function yamlOf(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

/** How values are said to be read that are not there, or cannot be read so. */
export function typingFindings(written: WrittenTyping, attributes: readonly Attribute[]): readonly Finding[] {
  return Object.entries(written).flatMap(([name, typing]) => {
    const attribute = attributes.find(({ id }) => id === name);
    if (!attribute)
      return [
        error('cluster-not-in-basis', `\`${name}\` is not in the basis, and is not read in any way.`, {
          hint: `In it are ${attributes.map(({ id }) => id).join(', ')}.`,
        }),
      ];
    const fault = typingFault(name, typing, attribute.type);
    return fault ? [error('cluster-typing', fault.message, { hint: fault.hint })] : [];
  });
}
