import { deploymentOperations } from '@quanheng/contracts';
import type { Finding } from '@quanheng/engine';
import { findingText } from '@quanheng/policy';
import { Alert, Button, Drawer, Input } from 'antd';
import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import { useLanguage } from '../../i18n/texts.js';
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
  const speaks = useLanguage();
  const [name, setName] = useState(project.name);
  const { mutate, data, error, isPending, reset } = useSend(deploymentOperations.deploy);
  const send = async (): Promise<void> => {
    const resources = [{ name: project.file, text: await xml() }, ...project.others];
    mutate({ body: { name, resources } }, { onSuccess: onDeployed });
  };
  const close = (): void => {
    reset();
    onClose();
  };
  const findings = toldBy(data?.result['findings']);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <Drawer open={isOpen} mask={false} title={say('deployTitle')} size={440} onClose={close}>
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
            <ul className={styles.told}>
              {findings.map((finding, index) => (
                <li key={index}>
                  <b>{say(finding.severity)}</b> {findingText(finding, speaks)}
                </li>
              ))}
            </ul>
            <Button type="primary" onClick={() => void navigate('/processes')}>
              {say('toProcesses')}
            </Button>
            <Button onClick={close}>{say('goOn')}</Button>
          </>
        )}
      </div>
    </Drawer>
  );
}

type Told = Pick<Finding, 'code' | 'message' | 'severity'>;

/** What the server found, which knows the organisation: each finding with the document that it is about. */
function toldBy(findings: unknown): readonly Told[] {
  const isTold = (each: unknown): each is { readonly finding: Told } =>
    typeof each === 'object' && each !== null && 'finding' in each && typeof each.finding === 'object';
  return Array.isArray(findings) ? findings.filter(isTold).map(({ finding }) => finding) : [];
}
