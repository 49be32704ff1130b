import type { ConditionScope, Reading, TextOrigin, Written } from '../sql/condition.ts';
import type { Expression } from '../sql/expression.ts';
import { readCondition, readValue } from '../sql/read-condition.ts';
import type { Report } from './names.ts';

/** Reads what is written over the columns of one scope, and reports what is wrong with it. */
export interface Reader {
  condition(text: string, origin: TextOrigin): Written | null;
  value(text: string, origin: TextOrigin): Written | null;
  /** The same, with the findings in hand instead of reported. */
  readonly reading: {
    condition(text: string, origin: TextOrigin): Reading;
    value(text: string, origin: TextOrigin): Reading;
  };
}

/** A reader over the attributes of an entity, which knows the definitions behind their columns. */
export interface EntityReader extends Reader {
  hashesOf(expressions: readonly (Expression | null)[]): readonly string[];
}

/** `isBroken` says which names belong to definitions with findings of their own: those are not told again. */
export function readerOf(scope: ConditionScope, isBroken: (name: string) => boolean, report: Report): Reader {
  const excuse = ({ written, findings }: Reading): Reading => ({
    written,
    findings: findings.filter(({ code, message }) => !(UNKNOWN.has(code) && isBroken(nameIn(message)))),
  });
  const reading = {
    condition: (text: string, origin: TextOrigin) => excuse(readCondition(text, origin, scope)),
    value: (text: string, origin: TextOrigin) => excuse(readValue(text, origin, scope)),
  };
  const told = ({ written, findings }: Reading): Written | null => {
    findings.forEach(report);
    return written;
  };
  return {
    reading,
    condition: (text, origin) => told(reading.condition(text, origin)),
    value: (text, origin) => told(reading.value(text, origin)),
  };
}

const UNKNOWN = new Set(['condition-unknown-name', 'condition-unknown-segmentation']);

/** The findings of the language name what they do not know first, in quotes. */
function nameIn(message: string): string {
  return /[`']([^`']+)[`']/.exec(message)?.[1] ?? '';
}
