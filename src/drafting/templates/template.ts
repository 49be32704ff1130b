import { conceptTitle } from '../concepts/index.ts';
import type { DraftAttribute, DraftSegmentation, MeasuredAttribute } from '../draft.ts';
import { listed } from '../../base/listed.ts';
import type { Scene } from '../proposals/proposal.ts';

/** Segmentations as a text describes them, waiting for somebody's columns. */
export interface Template {
  readonly id: string;
  readonly title: string;
  /** Which text says so. */
  readonly source: string;
  readonly summary: string;
  readonly units: readonly TemplateUnit[];
  /** Ids of units, the first of those written is primary. */
  readonly primary: readonly string[];
}

/** One segmentation of a template: its edges are the text's, its attributes are found by concept. */
export interface TemplateUnit {
  readonly id: string;
  readonly title: string;
  /** What it cannot do without: of each list of concepts one, the first that is there. */
  readonly needs: readonly (readonly string[])[];
  /** Null where the values that are there say nothing of its groups. */
  readonly write: (found: readonly MeasuredAttribute[], scene: Scene) => Written | null;
}

export interface Written {
  readonly segmentation: DraftSegmentation;
  /** Attributes that only it needs, such as a rank. */
  readonly attributes?: readonly DraftAttribute[];
}

/** What came of a template: the units that could be written, and a sentence for each that could not. */
export interface FilledTemplate {
  readonly written: readonly Written[];
  readonly leftOut: readonly string[];
}

/** A template over the attributes somebody has. */
export function fillTemplate({ id, units }: Template, scene: Scene): FilledTemplate {
  const filled = units.map((unit) => ({ unit, result: fillUnit(unit, scene) }));
  return {
    written: filled.flatMap(({ result }) => ('segmentation' in result ? [result] : [])),
    leftOut: filled.flatMap(({ unit, result }) =>
      'segmentation' in result
        ? []
        : [`Of the template \`${id}\`, ${unit.title} is not written: ${result.why}.`],
    ),
  };
}

function fillUnit({ needs, write }: TemplateUnit, scene: Scene): Written | { readonly why: string } {
  const has = (concept: string) =>
    scene.attributes.find((one) => one.concept === concept && one.survey.filled > 0) ?? null;
  const found = needs.map((could) => could.flatMap((concept) => has(concept) ?? [])[0] ?? null);
  const missing = needs.filter((_, at) => found[at] === null);
  if (missing.length > 0) {
    const words = missing.map((could) => could.map(conceptTitle).join(', or '));
    return { why: `no column was found for ${words.join('; ')}` };
  }
  const all = found.filter((one) => one !== null);
  return (
    write(all, scene) ?? {
      why: `no value of ${listed(all.map(({ id }) => `\`${id}\``))} is one of its groups`,
    }
  );
}

/** Concepts a template asks for, each once, in the order of its units. */
export function conceptsOf({ units }: Template): readonly string[] {
  return [...new Set(units.flatMap(({ needs }) => needs.flat()))];
}

/** A segmentation of a template, with what is the same for all of them. */
export function templated(
  given: Pick<DraftSegmentation, 'id' | 'title' | 'method' | 'segments' | 'fallback'> &
    Partial<DraftSegmentation>,
  { entity }: Scene,
): DraftSegmentation {
  return { description: null, entity, options: {}, above: [], notes: {}, isGiven: true, ...given };
}
