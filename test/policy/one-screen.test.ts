import { drawingOf, FOLDERS } from './mutations/folders.js';

/** At most so many units wide is read on a screen of 1,440 pixels without moving it. */
const WIDEST = 1_920;
const PLANE = /<bpmndi:BPMNPlane [^>]*bpmnElement="([^"]+)".*?<\/bpmndi:BPMNPlane>/gs;

/** How wide each plane of a drawing is: the process, and every sub-process that has one of its own. */
function widthsOf(xml: string): ReadonlyMap<string, number> {
  return new Map(
    [...xml.matchAll(PLANE)].map(([plane, element = '']) => {
      const shapes = [...plane.matchAll(/<dc:Bounds x="([-\d.]+)" y="[-\d.]+" width="([\d.]+)"/g)];
      const points = [...plane.matchAll(/<di:waypoint x="([-\d.]+)"/g)].map(([, x]) => Number(x));
      const left = [...shapes.map(([, x]) => Number(x)), ...points];
      const right = [...shapes.map(([, x, width]) => Number(x) + Number(width)), ...points];
      return [element, Math.max(...right) - Math.min(...left)];
    }),
  );
}

test.each(FOLDERS)('a leader reads %s on one screen', (folder) => {
  const widths = widthsOf(drawingOf(folder));
  expect(widths.size).toBeGreaterThan(0);
  expect([...widths].filter(([, width]) => width > WIDEST)).toEqual([]);
});
