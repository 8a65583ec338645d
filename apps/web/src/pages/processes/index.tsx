import { PlusOutlined } from '@ant-design/icons';
import { Button, Tabs } from 'antd';
import { useNavigate } from 'react-router';
import { Title } from '../../parts/page/title.js';
import { Deployments } from './deployments.js';
import styles from './processes.module.css';
import { useProcessesTexts } from './texts.js';
import { Versions } from './versions.js';

/** What was deployed and which versions of processes there are: drawn by one person, published by another. */
export function Component() {
  const say = useProcessesTexts();
  const navigate = useNavigate();
  const draw = (
    <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void navigate('/designer')}>
      {say('draw')}
    </Button>
  );
  return (
    <>
      <Title act={draw}>{say('title')}</Title>
      <div className={styles.page}>
        <Tabs
          items={[
            { key: 'deployments', label: say('deployments'), children: <Deployments /> },
            { key: 'versions', label: say('versions'), children: <Versions /> },
          ]}
        />
      </div>
    </>
  );
}
