import type { Finding } from '../../src/base/finding.ts';
import type { Project } from '../../src/definitions/project.ts';
import { readDefinitions } from '../../src/definitions/read-definitions.ts';

/** A project of one entity, `account`, for tests that are about its segmentations. */
export interface Sketch {
  readonly project: Project;
  /** Of reading alone: checks have not run. */
  readonly findings: readonly Finding[];
}

/**
 * `attributes` maps a name to its type and basis as YAML words them, `decimal value`; `yaml` is read as the file
 * `segments.yaml`, so that its own lines count. `settings` are keys of the project.
 */
export function sketchProject(
  attributes: Readonly<Record<string, string>>,
  yaml: string,
  settings = '',
): Sketch {
  const { project, findings } = readDefinitions([
    { path: 'clade.yaml', text: `kind: project\ntitle: Sketch\n${settings}\n---\n${entityOf(attributes)}` },
    { path: 'segments.yaml', text: yaml },
  ]);
  if (!project) throw new Error(findings.map(({ message }) => message).join('\n'));
  return { project, findings };
}

function entityOf(attributes: Readonly<Record<string, string>>): string {
  const named = Object.entries(attributes).map(([name, words]) => {
    const [type = 'text', basis = 'behavioural'] = words.split(' ');
    const columnType = type === 'money' ? '{ type: decimal, scale: 2 }' : type;
    return { name, basis, columnType };
  });
  return [
    `kind: source\nid: accounts\nfile: accounts.csv\ncolumns:\n  account_id: text`,
    ...named.map(({ name, columnType }) => `  ${name}: ${columnType}`),
    '---\n{ kind: entity, id: account, source: accounts, key: account_id }',
    ...named.map(
      ({ name, basis }) =>
        `---\n{ kind: attribute, id: ${name}, entity: account, basis: ${basis}, from: accounts.${name} }`,
    ),
  ].join('\n');
}

/** Bands over one attribute, a line each, beginning at line 7 of the file. */
export function bandsOver(attribute: string, segments: readonly string[], id = 'bands_under_test'): string {
  return [
    'kind: segmentation',
    `id: ${id}`,
    'entity: account',
    'method: bands',
    `attribute: ${attribute}`,
    'segments:',
    ...segments.map((segment) => `  - { ${segment} }`),
    'fallback: { id: nobody_knows }',
    '',
  ].join('\n');
}

/** Rules in order, a line each, beginning at line 6 of the file. */
export function rulesOf(conditions: Readonly<Record<string, string>>, id = 'rules_under_test'): string {
  return [
    'kind: segmentation',
    `id: ${id}`,
    'entity: account',
    'method: rules',
    'segments:',
    ...Object.entries(conditions).map(([segment, when]) => `  - { id: ${segment}, when: "${when}" }`),
    'fallback: { id: everyone_else }',
    '',
  ].join('\n');
}

/** `line:column severity data`, what most tests ask of a finding. */
export function brief({ place, severity, data }: Finding): string {
  return `${place?.path ?? ''}:${place?.line ?? 0}:${place?.column ?? 0} ${severity} ${JSON.stringify(data ?? {})}`;
}
