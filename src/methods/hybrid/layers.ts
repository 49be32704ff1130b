import type { Finding } from '../../base/finding.ts';
import { error } from '../../base/finding.ts';
import type { MethodScope } from '../method.ts';

/** A segmentation that a hybrid is made of. */
export interface Layer {
  readonly id: string;
  /** Its segments, the fallback last. */
  readonly segments: readonly string[];
  /** Segments that say nothing is known of a customer here. */
  readonly missing: readonly string[];
  /** In a cascade, the segments of the first layer that this one splits; null where it is always asked. */
  readonly within: readonly string[] | null;
}

/** The options that name layers, as written; exactly one of them. */
export interface LayerOptions {
  readonly cross?: readonly string[] | undefined;
  readonly cascade?: { readonly of: string; readonly split: Readonly<Record<string, string>> } | undefined;
  readonly missing?: Readonly<Record<string, readonly string[]>> | undefined;
}

type Path = readonly (string | number)[];
type Tell = (finding: Finding) => void;

/** Null when one of them cannot be used; that has been told, here or where it is defined. */
export function readLayers(options: LayerOptions, scope: MethodScope, tell: Tell): readonly Layer[] | null {
  const { cross, cascade } = options;
  if ((cross === undefined) === (cascade === undefined)) {
    tell(
      error('hybrid-layers', 'A hybrid needs exactly one of `cross` and `cascade`.', {
        place: scope.placeOf(['method']),
        hint: 'Write `cross: [value, health]`, or `cascade: { of: value, split: { enterprise: health } }`.',
      }),
    );
    return null;
  }
  const named = cross ? crossed(cross) : cascade ? cascaded(cascade) : [];
  const repeated = named.find(({ id }, index) => named.findIndex((one) => one.id === id) !== index);
  if (repeated) {
    tell(
      error('hybrid-layers', `\`${repeated.id}\` is a layer twice.`, { place: scope.placeOf(repeated.path) }),
    );
    return null;
  }
  const layers = named.map((one) => readLayer(one, options.missing ?? {}, scope, tell));
  const known = named.map(({ id }) => id);
  for (const id of Object.keys(options.missing ?? {}).filter((key) => !known.includes(key)))
    tell(
      error('hybrid-layers', `\`${id}\` is no layer of this hybrid.`, {
        place: scope.placeOf(['missing', id]),
        hint: `Its layers are ${known.join(', ')}.`,
      }),
    );
  if (cascade) checkSplit(cascade, scope, tell);
  return layers.every((layer) => layer !== null) ? layers : null;
}

interface Named {
  readonly id: string;
  readonly path: Path;
  readonly within: readonly string[] | null;
}

const crossed = (ids: readonly string[]): readonly Named[] =>
  ids.map((id, index) => ({ id, path: ['cross', index], within: null }));

function cascaded({ of, split }: NonNullable<LayerOptions['cascade']>): readonly Named[] {
  const splitting = [...new Set(Object.values(split))].map((id): Named => {
    const within = Object.keys(split).filter((segment) => split[segment] === id);
    return { id, path: ['cascade', 'split', within[0] ?? ''], within };
  });
  return [{ id: of, path: ['cascade', 'of'], within: null }, ...splitting];
}

function readLayer(
  { id, path, within }: Named,
  missing: Readonly<Record<string, readonly string[]>>,
  scope: MethodScope,
  tell: Tell,
): Layer | null {
  const { written, findings } = scope.condition(path, `segment('${id}') is not null`);
  findings.forEach(tell);
  const segments = scope.segmentsOf(id);
  if (!written || !segments) return null;
  const unknown = missing[id]?.findIndex((segment) => !segments.includes(segment)) ?? -1;
  if (unknown >= 0) {
    tell(
      error('hybrid-layers', `\`${missing[id]?.[unknown]}\` is no segment of \`${id}\`.`, {
        place: scope.placeOf(['missing', id, unknown]),
        hint: `There are ${segments.join(', ')}.`,
      }),
    );
    return null;
  }
  return { id, segments, missing: missing[id] ?? segments.slice(-1), within };
}

function checkSplit(
  { of, split }: NonNullable<LayerOptions['cascade']>,
  scope: MethodScope,
  tell: Tell,
): void {
  const segments = scope.segmentsOf(of);
  for (const segment of segments ? Object.keys(split) : [])
    if (!segments?.includes(segment))
      tell(
        error('hybrid-layers', `\`${segment}\` is no segment of \`${of}\`.`, {
          place: scope.placeOf(['cascade', 'split', segment]),
          hint: `There are ${segments?.join(', ')}.`,
        }),
      );
}
