import { deploymentOperations } from '@quanheng/contracts';
import { Alert, Button, Drawer, Input } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useSend } from '../../api/hooks.js';
import { Trouble } from '../../parts/trouble/trouble.js';
import type { Project } from './project/project.js';
import { useDesignerTexts } from './texts.js';
import styles from './designer.module.css';

interface DeployProps {
  readonly isOpen: boolean;
  readonly project: Project;
  /** The drawing as it is now. */
  readonly xml: () => Promise<string>;
  readonly onDeployed: () => void;
  readonly onClose: () => void;
}

/** Sends all documents of the project to the server, which judges them once more, with the organisation. */
export function Deploy({ isOpen, project, xml, onDeployed, onClose }: DeployProps) {
  const say = useDesignerTexts();
  const id = useId();
  const navigate = useNavigate();
  const [name, setName] = useState(project.name);
  const { mutate, data, error, isPending, reset } = useSend(deploymentOperations.deploy);
  const send = async (): Promise<void> => {
    const resources = [{ name: project.file, text: await xml() }, ...project.others];
    mutate({ body: { name, resources } }, { onSuccess: onDeployed });
  };
  const findings = data?.result['findings'];
  const errors = Array.isArray(findings)
    ? findings.filter((each: { severity?: unknown }) => each.severity === 'error').length
    : 0;
  return (
    <Drawer
      open={isOpen}
      mask={false}
      title={say('deployTitle')}
      size={440}
      onClose={() => {
        reset();
        onClose();
      }}
    >
      <div className={styles.deploy}>
        <label htmlFor={id}>{say('deployName')}</label>
        <Input id={id} value={name} maxLength={200} onChange={({ target }) => setName(target.value)} />
        <p>{say('deployHint')}</p>
        {error === null ? null : <Trouble problem={error} />}
        {data === undefined ? (
          <Button type="primary" loading={isPending} disabled={name.trim() === ''} onClick={() => void send()}>
            {say('deploy')}
          </Button>
        ) : (
          <>
            <Alert type={errors > 0 ? 'warning' : 'success'} showIcon title={say('deployed', { errors })} />
            <Button type="primary" onClick={() => void navigate('/processes')}>
              {say('toProcesses')}
            </Button>
          </>
        )}
      </div>
    </Drawer>
  );
}
