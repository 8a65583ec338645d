import {
  BorderOuterOutlined,
  CloudUploadOutlined,
  DownloadOutlined,
  ExpandOutlined,
  FolderOpenOutlined,
  NodeIndexOutlined,
  PictureOutlined,
  PlayCircleOutlined,
  RedoOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import type { Profile } from '@quanheng/policy';
import { Button, Select } from 'antd';
import { useRef, useSyncExternalStore } from 'react';
import { useClear } from '../../parts/clear/use-clear.js';
import type { Modeler } from './canvas/modeler.js';
import styles from './designer.module.css';
import { download } from './project/download.js';
import type { Basis } from './project/use-surroundings.js';
import { useDesignerTexts } from './texts.js';

interface ToolsProps {
  readonly modeler: Modeler;
  readonly basis: Basis;
  readonly chosen: string | null;
  readonly file: string;
  readonly onChoose: (profile: string | null) => void;
  readonly onOpen: (file: File) => void;
  readonly isSimulating: boolean;
  readonly onSimulate: () => void;
  readonly onDeploy: () => void;
}

export function Tools({
  modeler,
  basis,
  chosen,
  file,
  onChoose,
  onOpen,
  isSimulating,
  onSimulate,
  onDeploy,
}: ToolsProps) {
  const say = useDesignerTexts();
  const input = useRef<HTMLInputElement>(null);
  useSyncExternalStore(modeler.subscribe, modeler.seen);
  const stack = modeler.get('commandStack');
  const save = async (text: Promise<string>, name: string): Promise<void> =>
    download(await text, name, 'application/xml');
  return (
    <div className={styles.tools} role="toolbar" aria-label={say('pageTitle')}>
      <Button type="text" icon={<UndoOutlined aria-hidden />} disabled={!stack.canUndo()} onClick={() => stack.undo()}>
        {say('undo')}
      </Button>
      <Button type="text" icon={<RedoOutlined aria-hidden />} disabled={!stack.canRedo()} onClick={() => stack.redo()}>
        {say('redo')}
      </Button>
      <Button
        type="text"
        icon={<NodeIndexOutlined aria-hidden />}
        onClick={({ nativeEvent }) => modeler.get('globalConnect').toggle(nativeEvent)}
      >
        {say('connect')}
      </Button>
      <Button
        type="text"
        icon={<BorderOuterOutlined aria-hidden />}
        onClick={({ nativeEvent }) => modeler.get('lassoTool').activateSelection(nativeEvent)}
      >
        {say('lasso')}
      </Button>
      <Button type="text" icon={<ExpandOutlined aria-hidden />} onClick={() => modeler.fit()}>
        {say('fit')}
      </Button>
      <Button type="text" icon={<FolderOpenOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {say('openFile')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".bpmn,.xml"
        hidden
        aria-label={say('openFile')}
        onChange={({ target }) => {
          const [given] = target.files ?? [];
          target.value = '';
          if (given !== undefined) onOpen(given);
        }}
      />
      <Button type="text" icon={<DownloadOutlined aria-hidden />} onClick={() => void save(modeler.xml(), file)}>
        {say('save')}
      </Button>
      <Button
        type="text"
        icon={<PictureOutlined aria-hidden />}
        onClick={() => void save(modeler.svg(), file.replace(/\.bpmn$/, '.svg'))}
      >
        {say('picture')}
      </Button>
      <Button type="text" icon={<PlayCircleOutlined aria-hidden />} aria-pressed={isSimulating} onClick={onSimulate}>
        {say('simulate')}
      </Button>
      <ProfileChoice {...{ basis, chosen, onChoose }} />
      <Button type="primary" icon={<CloudUploadOutlined aria-hidden />} onClick={onDeploy}>
        {say('deploy')}
      </Button>
    </div>
  );
}

function ProfileChoice({ basis, chosen, onChoose }: Pick<ToolsProps, 'basis' | 'chosen' | 'onChoose'>) {
  const say = useDesignerTexts();
  const clear = useClear();
  const title = ({ title: text }: Profile): string => text;
  if (basis.bound !== null)
    return <span className={styles.bound}>{say('boundProfile', { name: title(basis.bound) })}</span>;
  return (
    <Select
      className={styles.profile ?? ''}
      aria-label={say('profile')}
      allowClear={clear}
      placeholder={say('noProfile')}
      value={chosen}
      options={basis.profiles.map(({ name, profile }) => ({ value: name, label: title(profile) }))}
      onChange={(name: string | null | undefined) => onChoose(name ?? null)}
    />
  );
}
