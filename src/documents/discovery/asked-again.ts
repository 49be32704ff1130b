import { DISCOVER_DEFAULTS } from '../../numeric/cluster/discovery.ts';
import type { DiscoveryContent } from './content.ts';

const DEFAULTS: Readonly<Record<string, unknown>> = { ...DISCOVER_DEFAULTS };

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
