import manifest from '../../package.json' with { type: 'json' };

/** Version of the package this code ships in. */
export const version: string = manifest.version;
