import { UploadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';

interface FileButtonProps {
  readonly label: string;
  readonly children: string;
  readonly onFile: (file: File) => void;
  readonly isBusy?: boolean;
}

/** Chooses one file; the same may be chosen again. */
export function FileButton({ label, children, onFile, isBusy = false }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          target.value = '';
        }}
      />
      <Button
        icon={<UploadOutlined aria-hidden />}
        loading={isBusy}
        aria-label={label}
        onClick={() => input.current?.click()}
      >
        {children}
      </Button>
    </>
  );
}
