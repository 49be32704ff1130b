import type { SqlResult } from '../../../app/sql.ts';

export function sqlView({ segmentation, dialect, asOf, text }: SqlResult): string {
  return `-- ${segmentation} as of ${asOf}, for ${dialect}; tables are named after the project's sources\n${text}`;
}
