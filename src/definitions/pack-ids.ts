/** The packs that come with Clade; a test holds this list against the folder `packs`. */
export const packIds = ['saas'] as const;

const PREFIX = 'pack:';

/** What the files of a pack are called, so that nobody takes them for files of the project. */
export const packPath = (pack: string, file: string): string => `${PREFIX}${pack}/${file}`;

/** The pack a file belongs to; null for a file of the project. */
export function packOf({ path }: { readonly path: string }): string | null {
  return path.startsWith(PREFIX) ? (path.slice(PREFIX.length).split('/')[0] ?? null) : null;
}
