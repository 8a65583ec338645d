import { drawingsOf, type Drawing } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { dutiesOf } from '../steps.js';
import { named, wayOf } from '../words.js';

/** What is decided and what is done leaves something behind, and the file is closed last. */
export const evidenceAndArchive: Lint = {
  rule: 'L22',
  code: 'L22-evidence-and-archive',
  severity: 'error',
  needs: 'profile',
  forExecution: true,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      yield* withoutEvidence(drawing);
      yield* notArchived(drawing);
    }
  },
};

function* withoutEvidence({ activities }: Drawing): Iterable<LintFinding> {
  for (const activity of activities) {
    const isPerson = activity.type === 'userTask' || activity.type === 'manualTask';
    if ((activity.control === null && activity.effect === null) || activity.evidence.length > 0 || !isPerson) continue;
    yield { elementId: activity.key, message: `${named(activity)}没有列出应提交的材料。请用 qh:evidence 列明。` };
  }
}

function* notArchived(drawing: Drawing): Iterable<LintFinding> {
  const archives = drawing.activities.filter((activity) => dutiesOf(activity).has('ARCHIVE'));
  const path = drawing.without(archives).pathToEnd();
  if (path !== null) {
    const message = `有路径未经归档即办结：${wayOf(path, drawing)}。请在每条路径的最后设置归档环节（qh:duty="ARCHIVE"）。`;
    yield { elementId: path.at(-1) ?? drawing.process.id, message };
  }
  for (const archive of archives) {
    const begun = drawing.begunFrom(archive.key);
    const later = drawing.activities.find(
      ({ key, control, effect }) => key !== archive.key && (control !== null || effect !== null) && begun.has(key),
    );
    if (later === undefined) continue;
    yield { elementId: archive.key, message: `归档之后还有${named(later)}。请把${named(archive)}移到最后。` };
  }
}
