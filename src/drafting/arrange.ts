import type { Cast } from './roles/role.ts';
import { castOf } from './roles/role.ts';
import { roles } from './roles/index.ts';
import type { ColumnSurvey, FileSurvey, JoinSurvey, Survey } from './survey.ts';
import { singular, wordsOf } from './words.ts';

/** What each file is to the customers of the project. */
export interface Arrangement {
  readonly customers: Customers;
  /** Files with one row a customer beside the list, and the column that names them. */
  readonly besides: readonly { readonly file: FileSurvey; readonly by: ColumnSurvey }[];
  readonly events: readonly Placed[];
  readonly leftOut: readonly string[];
}

export interface Customers {
  /** The file with a row for each; null where customers are known from their orders only. */
  readonly file: FileSurvey | null;
  /** The column that names a customer, in that file or in the one they are known from. */
  readonly key: ColumnSurvey;
  readonly knownFrom: FileSurvey;
  readonly entity: string;
}

/** A file with its role, and how its rows name a customer. */
export interface Placed {
  readonly cast: Cast;
  readonly by: ColumnSurvey;
  /** The file whose key `by` names, where rows name a customer only through it. */
  readonly through: {
    readonly file: FileSurvey;
    readonly key: ColumnSurvey;
    readonly owner: ColumnSurvey;
  } | null;
  readonly join: JoinSurvey | null;
  /** Tells of the same orders as another file that says more: its rows are not counted. */
  readonly isTwin: boolean;
}

const CUSTOMER_WORDS = new Set(
  'customer client account user member contact company subscriber household person patient guest buyer shopper donor player student kunde kunden mitglied konto firma nutzer'.split(
    ' ',
  ),
);
const KEY_WORDS = new Set(['id', 'key', 'no', 'nr', 'number', 'nummer', 'code', 'ref']);
/** Of a customer's key so many values are different; the rest are repeats to be reported. */
const NEARLY = 0.9;

/** `account_id`, `CustomerID`, `Kundennummer`: a header that says whose the row is. */
export function namesCustomer(header: string): boolean {
  const words = wordsOf(header);
  if (words.some((word) => CUSTOMER_WORDS.has(word)) && words.some((word) => KEY_WORDS.has(word)))
    return true;
  return /^(?:kunden?|mitglieds?|customer|client|account|user|member)(?:nummer|nr|no|id|number)$/.test(
    words.join(''),
  );
}

const isKey = (column: ColumnSurvey, { rows }: FileSurvey) =>
  (column.type === 'text' || column.type === 'integer') &&
  column.filled >= rows * NEARLY &&
  column.distinct >= column.filled * NEARLY;

/** The column that names the rows of a file: one that says so before one that merely could. */
export function keyOf(file: FileSurvey): ColumnSurvey | null {
  const could = file.columns.filter((column) => isKey(column, file));
  const named = (test: (header: string) => boolean) => could.find(({ header }) => test(header));
  const hasKeyWord = (header: string) =>
    wordsOf(header).some((word) => KEY_WORDS.has(word) || /(?:nummer|nr)$/.test(word));
  return named(namesCustomer) ?? named(hasKeyWord) ?? could.find(({ type }) => type === 'text') ?? null;
}

/** Files that could be the list of customers, the likeliest first. */
export function customerFiles({ files, joins }: Survey): readonly FileSurvey[] {
  const isMember = (file: FileSurvey, key: ColumnSurvey) =>
    file.columns.some(
      (column) => column !== key && namesCustomer(column.header) && column.distinct < column.filled,
    ) ||
    joins.some(
      ({ from, to }) =>
        from.file === file.id &&
        from.column !== key.name &&
        joins.every((back) => back.from.file !== to.file || back.to.file !== file.id),
    );
  const score = (file: FileSurvey) => {
    const words = [file.name, keyOf(file)?.header ?? ''].flatMap(wordsOf);
    const asked = joins.filter(({ to }) => to.file === file.id).length;
    return (
      asked * 100 + (words.some((word) => CUSTOMER_WORDS.has(singular(word))) ? 50 : 0) + file.columns.length
    );
  };
  return files
    .filter((file) => {
      const key = keyOf(file);
      return key !== null && !isMember(file, key);
    })
    .toSorted((a, b) => score(b) - score(a));
}

/** Null where nothing names a customer. `chosen` is the file somebody named as the list of customers. */
export function arrange(survey: Survey, chosen: string | null): Arrangement | null {
  const customers = customersOf(survey, chosen);
  if (!customers) return null;
  const others = survey.files.filter((file) => file !== customers.file);
  const besides = others.flatMap((file) => {
    const by = refOf(file, customers, survey)?.column;
    return by && customers.file && isKey(by, file) && !hasOwnDay(file) ? [{ file, by }] : [];
  });
  const rest = others.filter((file) => !besides.some((one) => one.file === file));
  const placed = rest.map((file) => ({ file, place: placeOf(file, customers, survey) }));
  const found = placed.flatMap(({ place }) => (place ? [place] : []));
  const isReached = ({ through }: Placed) =>
    !through || found.some((one) => one.through === null && one.cast.file === through.file);
  const events = markTwins(found.filter(isReached));
  return {
    customers,
    besides,
    events,
    leftOut: [
      ...placed
        .filter(({ place }) => !place || !isReached(place))
        .map(
          ({ file }) =>
            `${file.name} is not used: nothing in it names a customer, or no column says on which day its rows happened.`,
        ),
      ...found
        .filter(({ cast }) => events.some((one) => one.isTwin && one.cast === cast))
        .map(
          ({ cast }) =>
            `The ${cast.role.title} of ${cast.file.name} are not counted: another file seems to tell of the same ones, and they would count twice.`,
        ),
    ],
  };
}

/** The files something is read of. */
export function filesUsed({ customers, besides, events }: Arrangement): readonly FileSurvey[] {
  return [customers.knownFrom, ...besides.map(({ file }) => file), ...events.map(({ cast }) => cast.file)];
}

function customersOf(survey: Survey, chosen: string | null): Customers | null {
  const file = survey.files.find(({ id }) => id === chosen) ?? customerFiles(survey)[0];
  const key = file && keyOf(file);
  if (file && key) return { file, key, knownFrom: file, entity: entityOf(key.header, file) };
  const known = survey.files
    .flatMap((one) =>
      one.columns
        .filter(({ header, distinct }) => namesCustomer(header) && distinct > 1)
        .map((column) => ({ one, column })),
    )
    .toSorted(
      (a, b) =>
        rankOf(b.one) - rankOf(a.one) ||
        Number(hasAmount(b.one)) - Number(hasAmount(a.one)) ||
        b.column.distinct - a.column.distinct,
    )[0];
  return known
    ? {
        file: null,
        key: known.column,
        knownFrom: known.one,
        entity: entityOf(known.column.header, known.one),
      }
    : null;
}

/** A file of orders knows customers better than one of visits. */
const rankOf = (file: FileSurvey) => {
  const role = roles.findIndex((one) => castOf(one, file, []) !== null);
  return role < 0 ? -roles.length : -role;
};

const hasAmount = (file: FileSurvey) =>
  roles.some((role) => castOf(role, file, [])?.parts['amount'] !== undefined);

/** `account_id` is of an account; where the header does not say, of a customer. */
function entityOf(header: string, { id }: FileSurvey): string {
  const words = [...wordsOf(header), ...id.split('_').map(singular)];
  return (
    words.find(
      (word) =>
        CUSTOMER_WORDS.has(word) &&
        /^(?:account|client|user|member|contact|company|subscriber|household|person|patient|donor)$/.test(
          word,
        ),
    ) ?? 'customer'
  );
}

/** The column of a file that names a customer, by its values where files could be matched, else by its name. */
function refOf(file: FileSurvey, customers: Customers, { joins }: Survey) {
  const join = joins
    .filter(
      ({ from, to }) =>
        from.file === file.id && to.file === customers.file?.id && to.column === customers.key.name,
    )
    .toSorted((a, b) => b.matched - a.matched)[0];
  const own = file === customers.knownFrom && customers.file === null ? customers.key : null;
  const alike =
    customers.file === null
      ? file.columns.find(({ header }) => wordsOf(header).join('') === wordsOf(customers.key.header).join(''))
      : null;
  const column = file.columns.find(({ name }) => name === join?.from.column) ?? own ?? alike;
  return column ? { column, join: join ?? null } : null;
}

const hasOwnDay = (file: FileSurvey) =>
  roles.some((role) => role.id !== 'events' && castOf(role, file, []) !== null);

function placeOf(file: FileSurvey, customers: Customers, survey: Survey): Placed | null {
  const direct = refOf(file, customers, survey);
  if (direct) {
    const cast = roleOf(file, direct.column);
    return cast && { cast, by: direct.column, through: null, join: direct.join, isTwin: false };
  }
  for (const join of survey.joins.filter(({ from }) => from.file === file.id)) {
    const between = survey.files.find(({ id }) => id === join.to.file);
    const owner = between && refOf(between, customers, survey);
    const by = file.columns.find(({ name }) => name === join.from.column);
    const key = between?.columns.find(({ name }) => name === join.to.column);
    const cast =
      by &&
      roleOf(
        file,
        by,
        roles.filter(({ id }) => id !== 'subscriptions'),
      );
    // A key is read as text: what counts or adds up in its own file cannot be one.
    const isPart = between && owner && key && isPartOf(key, roleOf(between, owner.column));
    if (between && owner && by && key && cast && !isPart)
      return { cast, by, through: { file: between, key, owner: owner.column }, join, isTwin: false };
  }
  return null;
}

const isPartOf = (column: ColumnSurvey, cast: Cast | null) =>
  cast !== null && Object.values(cast.parts).includes(column);

/** The first of these roles a file fits. A book has to name its customers itself. */
function roleOf(file: FileSurvey, by: ColumnSurvey, could = roles): Cast | null {
  for (const role of could) {
    const cast = castOf(role, file, [by.name]);
    if (cast) return cast;
  }
  return null;
}

/** Of files that tell of the same orders or books one counts: that which says the amount, and then the fuller one. */
function markTwins(placed: readonly Placed[]): readonly Placed[] {
  const single = new Set(['subscriptions', 'orders', 'answers', 'departures']);
  const says = ({ cast }: Placed) => (cast.parts['amount'] ? 1e12 : 0) + cast.file.rows;
  const isSecond = (one: Placed) =>
    placed.some((other) => other !== one && other.cast.role === one.cast.role && says(other) >= says(one));
  return placed.map((one) =>
    single.has(one.cast.role.id) && isSecond(one) ? { ...one, isTwin: true } : one,
  );
}
