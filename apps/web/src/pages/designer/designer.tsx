import type { DrawingRequest, SimulationRequest } from '@quanheng/policy';
import { Alert, Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { toSecond } from '../../parts/format/time.js';
import { Modeler } from './canvas/modeler.js';
import { textOf } from './canvas/moddle.js';
import { Deploy } from './deploy.js';
import { DocumentDesk, DocumentTabs } from './documents/documents.js';
import styles from './designer.module.css';
import { FindingsBar } from './findings/findings-bar.js';
import { Palette } from './palette/palette.js';
import { processOf } from './panel/drawn.js';
import { Panel } from './panel/panel.js';
import { forget, readKept } from './project/kept.js';
import { newProject, type Project } from './project/project.js';
import { useKeeping } from './project/use-keeping.js';
import { useBasis, useChoices } from './project/use-surroundings.js';
import { Simulation } from './simulation/simulation.js';
import { Tools } from './tools.js';
import { useDesignerTexts } from './texts.js';

interface DesignerProps {
  /** Under which name the browser keeps what is not deployed. */
  readonly kept: string;
  readonly project: Project;
}

/** How much of what cannot be kept is named. */
const LOST_SHOWN = 5;

interface Told {
  readonly type: 'info' | 'warning' | 'error';
  readonly text: string;
}

export function Designer({ kept: key, project: given }: DesignerProps) {
  const say = useDesignerTexts();
  const place = useRef<HTMLDivElement>(null);
  const [modeler, setModeler] = useState<Modeler | null>(null);
  const [restored] = useState(() => readKept(key));
  const [project, setProject] = useState(restored?.project ?? given);
  const [isOpen, setOpen] = useState(false);
  const [document, setDocument] = useState<string | null>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [isRestored, setRestored] = useState(restored !== null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSimulating, setSimulating] = useState(false);

  const load = useCallback(
    async (into: Modeler, xml: string): Promise<boolean> => {
      try {
        const lost = await into.open(xml);
        const shown = lost.slice(0, LOST_SHOWN).join(' ');
        setTold(lost.length === 0 ? null : { type: 'warning', text: say('lost', { count: lost.length, shown }) });
        return true;
      } catch (error) {
        setTold({
          type: 'error',
          text: say('unreadable', { reason: error instanceof Error ? error.message : String(error) }),
        });
        return false;
      }
    },
    [say],
  );
  const first = useRef({ load, xml: project.xml });
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new Modeler(place.current);
    let isGone = false;
    void first.current.load(made, first.current.xml).then(() => {
      if (!isGone) setModeler(made);
    });
    return () => {
      isGone = true;
      setModeler(null);
      made.destroy();
    };
  }, []);

  const { process, calls } = useDrawn(modeler);
  const forms = useMemo(
    () => project.others.flatMap(({ name }) => /^(.*)\.form$/.exec(name)?.[1] ?? []),
    [project.others],
  );
  const basis = useBasis(process, calls, project.others);
  const choices = useChoices(forms);
  const profile = basis.profiles.find(({ name }) => name === chosen)?.profile ?? null;
  const around = useMemo(() => basis.around(profile), [basis, profile]);
  const played = useMemo(() => playable(around, project.others), [around, project.others]);
  const keeping = useKeeping(modeler, key, project);

  const setDocuments = (others: Project['others']): void => setProject({ ...project, others });
  const openFile = async (file: File): Promise<void> => {
    if (modeler === null) return;
    const before = await modeler.xml();
    const text = await file.text();
    if (await load(modeler, text))
      setProject({ ...project, file: file.name.replace(/(\.bpmn)?(\.xml)?$/, '.bpmn'), xml: text });
    else await modeler.open(before);
  };
  const discard = async (): Promise<void> => {
    forget(key);
    const fresh = key === 'new' ? newProject(say('untitled')) : given;
    setProject(fresh);
    setRestored(false);
    if (modeler !== null) await load(modeler, fresh.xml);
  };

  return (
    <>
      {modeler === null ? null : (
        <Tools
          {...{ modeler, basis, chosen }}
          file={project.file}
          onChoose={setChosen}
          onOpen={(file) => void openFile(file)}
          isSimulating={isSimulating}
          onSimulate={() => setSimulating(!isSimulating)}
          onDeploy={() => setOpen(true)}
        />
      )}
      {told === null ? null : (
        <Alert type={told.type} title={told.text} showIcon closable={{ onClose: () => setTold(null) }} />
      )}
      {isRestored && restored !== null ? (
        <Alert
          type="info"
          showIcon
          title={say('restored', { time: toSecond(restored.at) })}
          action={
            <Button size="small" onClick={() => void discard()}>
              {say('discard')}
            </Button>
          }
          closable={{ onClose: () => setRestored(false) }}
        />
      ) : null}
      <p className={styles.narrow}>{say('narrow')}</p>
      <DocumentTabs
        drawing={project.file}
        documents={project.others}
        open={document}
        onOpen={setDocument}
        onChange={setDocuments}
      />
      <DocumentDesk
        drawing={() => modeler?.xml() ?? Promise.resolve(project.xml)}
        documents={project.others}
        open={document}
        onOpen={setDocument}
        onChange={setDocuments}
      />
      <div className={styles.desk} hidden={document !== null}>
        {modeler === null ? <div /> : <Palette modeler={modeler} />}
        <div ref={place} className={styles.canvas} aria-label={say('pageTitle')} />
        {modeler === null ? (
          <div />
        ) : isSimulating ? (
          <Simulation {...{ modeler }} around={played} file={project.file} onEnd={() => setSimulating(false)} />
        ) : (
          <Panel {...{ modeler, choices }} />
        )}
      </div>
      {modeler === null ? null : <FindingsBar {...{ modeler, around }} kept={keeping} />}
      {modeler === null || !isOpen ? null : (
        <Deploy
          isOpen
          project={project}
          xml={() => modeler.xml()}
          onDeployed={() => forget(key)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** What a simulation knows besides the drawing. */
function playable(
  { decisions, called }: Pick<DrawingRequest, 'decisions' | 'called'>,
  others: Project['others'],
): Omit<SimulationRequest, 'text'> {
  const forms = others.flatMap(({ name, text }) => {
    const form = /^(.*)\.form$/.exec(name)?.[1];
    return form === undefined ? [] : [{ name: form, text }];
  });
  return { decisions, called, forms };
}

const nothing = (): (() => void) => () => undefined;

/** The process that is drawn, and those that it calls. Told as one text, so that the page is drawn anew when one of them changes, and not with every change of the drawing. */
function useDrawn(modeler: Modeler | null): { readonly process: string; readonly calls: readonly string[] } {
  const drawn = useSyncExternalStore(modeler?.subscribe ?? nothing, () => (modeler === null ? '' : drawnIn(modeler)));
  return useMemo(() => {
    const [process = '', ...calls] = drawn.split(SEPARATOR);
    return { process, calls };
  }, [drawn]);
}

/** In no id. */
const SEPARATOR = ' ';

function drawnIn(modeler: Modeler): string {
  const shapes = modeler.get('elementRegistry').getAll();
  const first = shapes.map(processOf).find((process) => process !== null);
  const called = shapes
    .filter(({ type, labelTarget }) => type === 'bpmn:CallActivity' && labelTarget === undefined)
    .map(({ businessObject }) => textOf(businessObject, 'calledElement'));
  const calls = [...new Set(called.filter((each) => each !== ''))].sort();
  return [first?.id ?? '', ...calls].join(SEPARATOR);
}
