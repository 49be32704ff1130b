/** What a definition says, line by line: a name of the line and its words. */
export type Told = Readonly<Record<string, string>>;
