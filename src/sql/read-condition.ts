import type { Finding } from '../base/finding.ts';
import { error, sortFindings } from '../base/finding.ts';
import { checkTypes } from './check-types.ts';
import type { ConditionScope, Reading, TextOrigin } from './condition.ts';
import { parse } from './parse.ts';
import type { Problem } from './problem.ts';

/** Reads a text that is true, false or unknown of a row. Never throws; every mistake is a finding. */
export function readCondition(text: string, origin: TextOrigin, scope: ConditionScope): Reading {
  return read(text, origin, scope, 'condition');
}

/** Reads a text that gives a value of any type. Never throws; every mistake is a finding. */
export function readValue(text: string, origin: TextOrigin, scope: ConditionScope): Reading {
  return read(text, origin, scope, 'value');
}

function read(
  text: string,
  origin: TextOrigin,
  scope: ConditionScope,
  wanted: 'condition' | 'value',
): Reading {
  const parsed = parse(text);
  const checked = parsed.syntax && checkTypes(parsed.syntax, text, scope, wanted);
  const problems = [...parsed.problems, ...(checked?.problems ?? [])];
  const findings = sortFindings(problems.map((problem) => finding(problem, origin)));
  const expression = findings.length === 0 ? checked?.expression : null;
  return { written: expression ? { text, origin, expression } : null, findings };
}

function finding({ code, message, hint, span }: Problem, origin: TextOrigin): Finding {
  const place = origin.at(span.start, span.end - span.start);
  return error(code, message, hint === null ? { place } : { place, hint });
}
