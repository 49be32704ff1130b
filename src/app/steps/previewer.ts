import { didYouMean } from '../../base/did-you-mean.ts';
import type { Finding } from '../../base/finding.ts';
import { error, warning } from '../../base/finding.ts';
import { rememberingReader } from '../../definitions/parse.ts';
import { rememberingYaml } from '../../definitions/read-yaml.ts';
import { rememberingRecall } from '../../definitions/recall.ts';
import type { Project, Segmentation } from '../../definitions/project.ts';
import type { PreviewedSegmentation } from '../../measures/preview/previewed.ts';
import type { Need } from '../../plan/preview/edited-facts.ts';
import type { AppContext } from '../context.ts';
import type { Outcome } from '../use-case.ts';
import { found } from '../use-case.ts';
import type { EditedSide } from './edited-side.ts';
import { editedSide, referringTo } from './edited-side.ts';
import type { KeptRun } from './kept-run.ts';
import { keptRun } from './kept-run.ts';
import { LOAD, needFinding } from './need-finding.ts';
import { editedDefinitions } from './preview-edits.ts';
import { previewKept } from './preview-kept.ts';
import { previewLoaded } from './preview-loaded.ts';
import type { PreparedCounts } from './prepared-counts.ts';
import type { PreviewQuestion } from './preview-question.ts';
import type { Preview } from './preview-result.ts';
import type { State } from './with-state.ts';
import { isFinding } from './with-state.ts';

/**
 * Answers question after question: what was published, and every text that is not edited, is read once. What is `prepared`
 * for later questions lasts until another run is the newest.
 */
export function previewer(
  state: State,
  context: AppContext,
  prepared: PreparedCounts | null = null,
): (question: PreviewQuestion) => Promise<Outcome<Preview>> {
  const yaml = rememberingYaml();
  const readers = { yaml, read: rememberingReader(yaml), recall: rememberingRecall() };
  let known: KeptRun | null = null;
  return async (question) => {
    const kept = await keptRun(state.engine, known);
    if (isFinding(kept)) return found<Preview>(null, [kept]);
    if (known && known !== kept) await prepared?.drop();
    known = kept;
    const { project, findings } = await editedDefinitions(
      state.folder,
      context.packageFolder,
      question,
      readers,
    );
    if (!project) return found<Preview>(null, findings.filter(isBrought(kept.findings)));
    const asked = project.segmentations.find(({ id }) => id === question.segmentation);
    if (!asked) return found<Preview>(null, [unknownSegmentation(question.segmentation, project)]);
    const answer = await answered(asked, project, question.load, kept, state, context, prepared);
    return found(answer.value && { ...answer.value, mended: kept.findings.filter(isBrought(findings)) }, [
      ...findings.filter(isBrought(kept.findings)),
      ...answer.findings,
    ]);
  };
}

async function answered(
  asked: Segmentation,
  project: Project,
  load: boolean,
  kept: KeptRun,
  state: State,
  context: AppContext,
  prepared: PreparedCounts | null,
): Promise<Outcome<Omit<Preview, 'mended'>>> {
  const all = [asked, ...referringTo(asked, project)];
  const edited = editedSide(project, all, kept);
  const needs = new Map(all.map((one) => [one, edited.needsOf(one)]));
  const isOpen = (one: Segmentation) => (needs.get(one) ?? []).length > 0;
  if (load && all.some(isOpen)) {
    const { value, findings } = await previewLoaded(project, all, kept, state, context);
    return found(value && told('loaded', [], value, project, kept), findings);
  }
  if (isOpen(asked))
    return found<Omit<Preview, 'mended'>>(
      null,
      (needs.get(asked) ?? []).map((need) => needFinding(need, kept.run)),
    );
  const options = { signal: context.signal, onProgress: context.onProgress };
  const answering = { engine: state.engine, prepared, options };
  const segmentations: PreviewedSegmentation[] = [];
  for (const one of all.filter((other) => !isOpen(other)))
    segmentations.push(await previewKept(answering, one, edited, kept));
  return found(
    told('kept', calculatedFor(asked, edited), segmentations, project, kept),
    all.filter(isOpen).map((one) => leftOut(one, needs.get(one) ?? [], kept)),
  );
}

function told(
  facts: Preview['facts'],
  calculated: readonly string[],
  segmentations: readonly PreviewedSegmentation[],
  { currency, limits }: Project,
  { run: { asOf, runId } }: KeptRun,
): Omit<Preview, 'mended'> {
  return { asOf, runId, currency, minimumCount: limits.minimumCount, facts, calculated, segmentations };
}

const calculatedFor = ({ entity }: Segmentation, { factsOf }: EditedSide) => factsOf(entity).calculated;

/** Whether a finding is not among others, wherever those stand now. */
function isBrought(others: readonly Finding[]): (finding: Finding) => boolean {
  const said = new Set(others.map(saidBy));
  return (finding) => !said.has(saidBy(finding));
}

const saidBy = ({ code, message }: Finding) => `${code} ${message}`;

function unknownSegmentation(name: string, { segmentations }: Project): Finding {
  const ids = segmentations.map(({ id }) => id);
  const near = didYouMean(name, ids);
  return error('unknown-segmentation', `There is no segmentation \`${name}\`.`, {
    hint: near ? `Did you mean \`${near}\`?` : `There are ${ids.join(', ')}.`,
  });
}

function leftOut({ id, place }: Segmentation, [need]: readonly Need[], { run }: KeptRun): Finding {
  const why = need ? ` ${needFinding(need, run).message}` : '';
  return warning('preview-left-out', `\`${id}\` asks for it too and is not told.${why}`, {
    place,
    hint: LOAD,
  });
}
