import { savedViewOperations } from '@quanheng/contracts';
import { Button, Form, Input } from 'antd';
import { useSend } from '../../api/hooks.js';
import { Trouble } from '../trouble/trouble.js';
import type { SavedViewsProps } from './saved-views.js';
import { useBoxTexts } from './texts.js';

interface NameOfViewProps extends SavedViewsProps {
  readonly onSaved: () => void;
}

/** The name under which the filters of a box are kept. */
export function NameOfView({ box, filters, onSaved }: NameOfViewProps) {
  const say = useBoxTexts();
  const save = useSend(savedViewOperations.saveView);
  const send = ({ name }: { readonly name: string }): void =>
    save.mutate({ params: { box, name: name.trim() }, body: filters }, { onSuccess: onSaved });
  return (
    <Form layout="vertical" requiredMark={false} onFinish={send}>
      <Form.Item
        name="name"
        label={say('viewName')}
        rules={[
          { required: true, whitespace: true, message: say('needViewName') },
          { pattern: /^\s*[\p{L}\p{N}][\p{L}\p{M}\p{N} ·—_()（）、-]{0,39}\s*$/u, message: say('viewNameHint') },
        ]}
      >
        <Input autoFocus maxLength={40} />
      </Form.Item>
      {save.error === null ? null : <Trouble problem={save.error} />}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {say('saveView')}
      </Button>
    </Form>
  );
}
