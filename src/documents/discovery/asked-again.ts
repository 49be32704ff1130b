import type { DiscoveryContent } from './content.ts';

const DEFAULTS: Readonly<Record<string, number>> = {
  seed: 1,
  bootstraps: 30,
  nulls: 19,
  sample: 20_000,
  mostComponents: 8,
};

/** The command that finds the same groups: what was asked for otherwise than by default is in it. */
export function askedAgain({ entity, settings, isProposed, coverage }: DiscoveryContent): string {
  const { typing, ...numbers } = settings;
  const names = coverage.attributes.map(({ id }) => id).join(',');
  const flags = Object.entries(numbers).flatMap(([name, value]) =>
    value === null || value === DEFAULTS[name]
      ? []
      : [`--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} ${value}`],
  );
  return [
    `clade discover ${entity}`,
    ...(isProposed ? [] : [`--basis ${names}`]),
    ...(typing === null ? [] : [`--typing "${typing}"`]),
    ...flags,
  ].join(' ');
}
