import { sniff } from './sniff.js';

const zip = (member: string) => Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(26), Buffer.from(member)]);

describe('what may be attached', () => {
  it.each([
    ['合同.pdf', Buffer.from('%PDF-1.7'), 'application/pdf'],
    ['公文.OFD', zip('OFD.xml'), 'application/ofd'],
    ['预算.xlsx', zip('xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['a.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'image/png'],
    ['a.jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    ['名单.csv', Buffer.from([0xd5, 0xc5, 0x2c, 0x31]), 'text/csv'],
    ['a.xml', Buffer.from('\uFEFF<?xml version="1.0"?><a/>'), 'application/xml'],
  ])('%s by its bytes', (name, bytes, type) => {
    expect(sniff(name, bytes)).toEqual({ ok: true, type });
  });

  it.each([
    ['a page as a picture', 'a.png', Buffer.from('<html>')],
    ['a page as XML', 'a.xml', Buffer.from('<!DOCTYPE html><html>')],
    ['a program as text', 'a.txt', Buffer.from([0x4d, 0x5a, 0, 0])],
    ['an archive as a document', 'a.docx', zip('evil.exe')],
    ['an archive as text', 'a.csv', zip('xl/')],
    ['a page', 'a.html', Buffer.from('<html>')],
    ['a picture that can hold scripts', 'a.svg', Buffer.from('<svg/>')],
    ['no suffix', 'pdf', Buffer.from('%PDF-1.7')],
    ['a name of every object', 'a.constructor', Buffer.from('x')],
  ])('not %s', (_, name, bytes) => {
    expect(sniff(name, bytes).ok).toBe(false);
  });
});
