/** Prints a table, its first row the heads, in columns as wide as their longest cell. */
export function printColumns(table: readonly (readonly string[])[]): void {
  const widths = (table[0] ?? []).map((_, index) => Math.max(...table.map((row) => row[index]?.length ?? 0)));
  for (const row of table)
    console.log(
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
