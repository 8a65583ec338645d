import { deploymentOperations } from '@quanheng/contracts';
import { Alert, Button, Drawer } from 'antd';
import { useSend } from '../../api/hooks.js';
import { Reasoned } from '../../parts/office/reasoned.js';
import styles from './processes.module.css';
import { useProcessesTexts } from './texts.js';

interface WithdrawProps {
  readonly deployment: { readonly id: string; readonly name: string };
  readonly onClose: () => void;
}

/** 撤回发布: before it takes effect, so that it can be published at once or for another moment. */
export function Withdraw({ deployment: { id: deployment, name }, onClose }: WithdrawProps) {
  const say = useProcessesTexts();
  const { mutate, isSuccess, isPending, error } = useSend(deploymentOperations.withdrawPublication);
  return (
    <Drawer open mask={false} size={560} title={say('withdrawTitle', { name })} onClose={onClose}>
      <div className={styles.publish}>
        <p>{say('withdrawHint')}</p>
        {isSuccess ? (
          <>
            <Alert type="success" showIcon title={say('withdrawn')} />
            <Button onClick={onClose}>{say('close')}</Button>
          </>
        ) : (
          <Reasoned
            label={say('reason')}
            lacking={say('needReason')}
            problem={error}
            acts={[
              {
                label: say('withdraw'),
                isBusy: isPending,
                act: (reason) => mutate({ params: { deployment }, body: { reason } }),
              },
            ]}
          />
        )}
      </div>
    </Drawer>
  );
}
