import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareDrawings } from './index.js';

const drawn = readFileSync(join(__dirname, '../../../../processes/small-purchase/process.bpmn'), 'utf8');
const compared = (after: string) =>
  compareDrawings(drawn, after).map(({ id, change, properties }) => [id, change, ...properties]);

test('a document does not differ from itself, however it is written', () => {
  expect(compared(drawn)).toEqual([]);
  const otherwise = drawn
    .replaceAll('bpmndi:', 'd:')
    .replace('xmlns:bpmndi', 'xmlns:d')
    .replaceAll(/>\s+</g, '>\n<')
    .replaceAll(/<incoming>.*?<\/incoming>/g, '');
  expect(compared(otherwise)).toEqual([]);
});

test('what was added, removed, renamed, changed in its control and moved is told, each once', () => {
  expect(compared(drawn.replace('name="三家比价"', 'name="比价"'))).toEqual([['Quotes', 'changed', 'name']]);
  expect(compared(drawn.replace('<qh:act name="归口审核"', '<qh:act name="归口复核"'))).toEqual([
    ['Review', 'changed', 'control'],
  ]);
  expect(compared(drawn.replace('kind="recusal"', 'kind="separation"'))).toEqual([
    ['SmallPurchase', 'changed', 'constraint'],
  ]);
  const flow = '<sequenceFlow id="ToArchive" sourceRef="Booking" targetRef="Archive"/>';
  expect(drawn).toContain(flow);
  expect(compared(drawn.replace(flow, ''))).toEqual([['ToArchive', 'removed']]);
  expect(compareDrawings(drawn.replace(flow, ''), drawn)).toMatchObject([
    { id: 'ToArchive', change: 'added', type: 'sequenceFlow' },
  ]);
  expect(
    compared(
      drawn
        .replace('userTask id="Booking"', 'manualTask id="Booking"')
        .replace(/(记账"[^]*?)<\/userTask>/, '$1</manualTask>'),
    ),
  ).toEqual([['Booking', 'changed', 'type']]);
  const shape = /(bpmnElement="Quotes"[^>]*>\s*<dc:Bounds x=")(\d+)/;
  expect(drawn).toMatch(shape);
  expect(compared(drawn.replace(shape, '$17'))).toEqual([['Quotes', 'moved']]);
});

test('what is no XML is refused', () => {
  expect(() => compareDrawings(drawn, '<definitions')).toThrow();
  expect(() => compareDrawings('', drawn)).toThrow();
});
