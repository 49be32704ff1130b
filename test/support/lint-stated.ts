import type { Finding } from '../../src/base/finding.ts';
import { definitionChecks } from '../../src/checks/index.ts';
import { bandsOver, sketchProject } from './sketch-project.ts';

/** A table of a text: what it calls each group, and the range it gives, with the lower edge that Clade places by. */
export type StatedTable = readonly (readonly [segment: string, stated: string, from: number | null])[];

/**
 * What the linter says of a table's ranges as they are given, over an attribute of this type: the kind of finding,
 * its severity, the stated text it points at in the file, and its numbers.
 */
export function lintStated(type: string, table: StatedTable): readonly string[] {
  const segments = table.map(
    ([id, stated, from]) => `id: ${id}, ${from === null ? '' : `from: ${from}, `}stated: "${stated}"`,
  );
  const yaml = bandsOver('measured', segments);
  const lines = yaml.split('\n');
  const { project, findings } = sketchProject({ measured: `${type} value` }, yaml);
  const told = [...findings, ...definitionChecks.flatMap((check) => check.read(project))];
  return told.filter(({ code }) => code.startsWith('stated-')).map((finding) => tell(finding, lines));
}

function tell({ code, severity, place, data = {} }: Finding, lines: readonly string[]): string {
  const line = lines[(place?.line ?? 0) - 1] ?? '';
  const pointedAt = line.slice((place?.column ?? 1) - 1, (place?.column ?? 1) - 1 + (place?.length ?? 0));
  const { from = '', to = '' } = data;
  const numbers = code === 'stated-edge-differs' ? String(data['edge']) : `${from}..${to}`;
  return `${code} ${severity} ${pointedAt} ${numbers}`;
}
