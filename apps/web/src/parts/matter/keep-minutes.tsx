import { FileTextOutlined } from '@ant-design/icons';
import { printedFormOperations } from '@quanheng/contracts';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { callFile } from '../../api/client.js';
import type { ApiProblem } from '../../api/problem.js';
import type { MinutesOf } from '../meeting/use-meetings.js';
import { Trouble } from '../trouble/trouble.js';
import { useMatterTexts } from './texts.js';

interface KeepMinutesProps {
  readonly instance: string;
  readonly minutes: MinutesOf;
  readonly onFile: (file: File) => void;
}

/** Puts the minutes, as the product prints them, among the papers. */
export function KeepMinutes({ instance, minutes: { meeting, title }, onFile }: KeepMinutesProps) {
  const say = useMatterTexts();
  const print = useMutation<Blob, ApiProblem>({
    mutationFn: () =>
      callFile(printedFormOperations.readPrintedForm, { params: { instance }, query: { minutes: meeting } }),
    onSuccess: (paper) => onFile(new File([paper], `${title}.pdf`, { type: 'application/pdf' })),
  });
  return (
    <>
      <Button icon={<FileTextOutlined aria-hidden />} loading={print.isPending} onClick={() => print.mutate()}>
        {say('keepMinutes')}
      </Button>
      {print.error === null ? null : <Trouble problem={print.error} />}
    </>
  );
}
