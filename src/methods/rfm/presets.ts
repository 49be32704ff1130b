/** What a preset gives each of its segments, in the order that decides: keys of a segment as a file writes them. */
export type Preset = readonly { readonly segment: string; readonly own: OwnCells }[];

/** The cells of a segment in one of three ways; what is not given is open. */
export interface OwnCells {
  readonly cells?: string | number | readonly (string | number)[] | undefined;
  readonly r?: string | number | undefined;
  readonly f?: string | number | undefined;
  readonly m?: string | number | undefined;
  readonly when?: string | undefined;
}

export const PRESET_NAMES = ['seed_002', 'repaired'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

/**
 * `seed_002` is a table for SaaS as it is written: it leaves 48 of 125 cells out, and a range of codes has in it what
 * nobody means: 155, who buy much and are long gone, are dormant, and 511, who came yesterday, are loyal.
 * `repaired` keeps its five groups and every corner the table names (555, 444, 554, 433, 443, 322, 333, 111, 222),
 * reads the scores one by one and leaves nothing out.
 */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  seed_002: [
    { segment: 'champions', own: { cells: '555' } },
    { segment: 'loyal', own: { cells: '444-554' } },
    { segment: 'promising', own: { cells: '433-443' } },
    { segment: 'at_risk', own: { cells: '322-333' } },
    { segment: 'dormant', own: { cells: '111-222' } },
  ],
  repaired: [
    { segment: 'champions', own: { r: 5, f: 5, m: 5 } },
    { segment: 'loyal', own: { when: 'r >= 4 and f >= 4 and m >= 4 and r + f + m < 15' } },
    { segment: 'promising', own: { when: 'r >= 4 and (f < 4 or m < 4)' } },
    { segment: 'at_risk', own: { when: 'r = 3 or r < 3 and (f >= 3 or m >= 3)' } },
    { segment: 'dormant', own: { r: '1-2', f: '1-2', m: '1-2' } },
  ],
};

/** The presets are maps of five scores. */
export const PRESET_SCORES = 5;
