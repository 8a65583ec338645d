import { readXml } from './source.js';

const codes = (source: string | Uint8Array, limits = {}): string[] =>
  readXml(source, limits).findings.map((f) => f.code);
const bytes = (...parts: (string | number[])[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string, 'latin1'))));

describe('readXml', () => {
  it('gives names, namespaces, attributes, text and positions', () => {
    const { document, findings } = readXml(
      '<?xml version="1.0"?>\r\n<a:root xmlns:a="urn:a" xmlns="urn:d">\r\n  <child a:x="1&amp;2" y="p\tq&#10;r">\n\n  t&lt;<![CDATA[<&>]]>&#x20000;</child></a:root>',
    );
    expect(findings).toEqual([]);
    const root = document?.root;
    expect(root).toMatchObject({ name: 'root', namespace: 'urn:a', tag: 'a:root', location: { line: 2, column: 1 } });
    const child = root?.children[0];
    expect(child).toMatchObject({
      name: 'child',
      namespace: 'urn:d',
      location: { line: 3, column: 3 },
      text: '\n\n  t<<&>\u{20000}',
    });
    expect(child?.parent).toBe(root);
    expect(child?.attributes.map(({ name, namespace, value }) => [name, namespace, value])).toEqual([
      ['x', 'urn:a', '1&2'],
      ['y', '', 'p q\nr'],
    ]);
    expect(document?.locate(child?.textOffset ?? -1)).toEqual({ line: 5, column: 3 });
    expect(child?.scope.uri('a')).toBe('urn:a');
    expect(child?.scope.uri('b')).toBeUndefined();
  });

  it.each([
    ['', 'empty-document'],
    [' \n\t', 'empty-document'],
    ['\ufeff', 'empty-document'],
    ['hello', 'not-xml'],
    ['PK\u0003\u0004', 'not-xml'],
    ['<!-- only -->', 'not-well-formed'],
    ['<a>', 'not-well-formed'],
    ['<a></b>', 'not-well-formed'],
    ['</a>', 'not-well-formed'],
    ['<a/><b/>', 'not-well-formed'],
    ['<a/>text', 'not-well-formed'],
    ['<a>&nbsp;</a>', 'not-well-formed'],
    ['<a>a & b</a>', 'not-well-formed'],
    ['<a>&#0;</a>', 'not-well-formed'],
    ['<a>&#xD800;</a>', 'not-well-formed'],
    ['<a>&#99999999;</a>', 'not-well-formed'],
    ['<a>]]></a>', 'not-well-formed'],
    ['<a b/>', 'not-well-formed'],
    ['<a b=c/>', 'not-well-formed'],
    ['<a b="c/>', 'not-well-formed'],
    ['<a b="<"/>', 'not-well-formed'],
    ['<a b="1" b="2"/>', 'not-well-formed'],
    ['<a b="1"c="2"/>', 'not-well-formed'],
    ['<a xmlns:p="u" xmlns:q="u" p:b="1" q:b="2"/>', 'not-well-formed'],
    ['<a xmlns:p=""/>', 'not-well-formed'],
    ['<a xmlns:="u"/>', 'not-well-formed'],
    ['<a xmlns:xml="u"/>', 'not-well-formed'],
    ['<a:b:c xmlns:a="u"/>', 'not-well-formed'],
    ['<p:a/>', 'unbound-prefix'],
    ['<a p:b="1"/>', 'unbound-prefix'],
    ['<a><!-- </a>', 'not-well-formed'],
    ['<a><![CDATA[ </a>', 'not-well-formed'],
    ['<a><? </a>', 'not-well-formed'],
    ['<a\u0000/>', 'not-well-formed'],
    ['<a>\ud800</a>', 'not-well-formed'],
    ['<1/>', 'not-well-formed'],
    ['<!DOCTYPE a><a/>', 'doctype-refused'],
    ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'doctype-refused'],
    ['<a><!ENTITY x "y"></a>', 'doctype-refused'],
  ])('%j is refused as %s', (source, code) => {
    expect(codes(source)).toEqual([code]);
    expect(readXml(source).document).toBeUndefined();
  });

  it('says the line of a fault', () => {
    expect(readXml('<a>\n<b>\n</a>').findings[0]).toMatchObject({ code: 'not-well-formed', line: 3, elementId: null });
    expect(readXml('<a>\n<b>\n').findings[0]).toMatchObject({ line: 2, message: expect.stringContaining('<b>') });
  });

  it('enforces every limit', () => {
    expect(codes('<a><b/><b/></a>', { elements: 2 })).toEqual(['too-many-elements']);
    expect(codes('<a><b><c/></b></a>', { depth: 2 })).toEqual(['too-deep']);
    expect(codes('<a><b><c/></b></a>', { depth: 3 })).toEqual([]);
    expect(codes('<a b="1" c="2"/>', { attributes: 1 })).toEqual(['too-many-attributes']);
    expect(codes('<a b="12345"/>', { attributeLength: 4 })).toEqual(['attribute-too-long']);
    expect(codes('<a>12345</a>', { bytes: 11 })).toEqual(['too-large']);
    expect(codes(bytes('<a>12345</a>'), { bytes: 11 })).toEqual(['too-large']);
  });
});

describe('encodings', () => {
  const chinese = '<?xml version="1.0" encoding="X"?><a b="采购审批"/>';
  const value = (source: Uint8Array): string | undefined => readXml(source).document?.root.attributes[0]?.value;
  const utf16 = (text: string, big: boolean): Buffer => {
    const buffer = Buffer.from(text, 'utf16le');
    return big ? buffer.swap16() : buffer;
  };

  it('reads UTF-8 with and without mark and declaration', () => {
    expect(value(Buffer.from('<a b="采购审批"/>'))).toBe('采购审批');
    expect(value(Buffer.from(`\ufeff${chinese.replace('X', 'utf-8')}`))).toBe('采购审批');
  });

  it.each([true, false])('reads UTF-16, big-endian %p, with and without mark', (big) => {
    for (const text of [`\ufeff${chinese.replace('X', 'UTF-16')}`, chinese.replace('X', 'UTF-16')]) {
      expect(value(utf16(text, big))).toBe('采购审批');
      expect(readXml(utf16(text, big)).findings).toEqual([]);
    }
  });

  it.each([
    ['GBK', [0xb2, 0xc9, 0xb9, 0xba]],
    ['gb2312', [0xb2, 0xc9, 0xb9, 0xba]],
    ['GB18030', [0xb2, 0xc9, 0xb9, 0xba]],
    ['Big5', [0xb1, 0xc4, 0xc1, 0xca]],
  ])('reads %s', (encoding, characters) => {
    const source = bytes(`<?xml version='1.0' encoding='${encoding}'?><a b="`, characters, '"/>');
    expect(value(source)).toBe(encoding === 'Big5' ? '採購' : '采购');
  });

  it.each([
    ['ISO-8859-1', 0xe9, 'é'],
    ['iso-8859-5', 0xb0, 'А'],
    ['windows-1252', 0x80, '€'],
    ['windows-1251', 0xc0, 'А'],
  ])('reads %s', (encoding, byte, character) => {
    expect(value(bytes(`<?xml version="1.0" encoding="${encoding}"?><a b="`, [byte], '"/>'))).toBe(character);
  });

  it('refuses bytes that are not of the encoding, and says where', () => {
    const { findings } = readXml(bytes('<a>\n<b c="', [0xb2, 0xc9], '"/></a>'));
    expect(findings).toEqual([expect.objectContaining({ code: 'undecodable-bytes', line: 2 })]);
    expect(findings[0]?.message).toContain('offset 10 ');
  });

  it('refuses unknown encodings', () => {
    expect(codes(bytes('<?xml version="1.0" encoding="klingon"?><a/>'))).toEqual(['unknown-encoding']);
    expect(codes(bytes([0, 0, 0, 0x3c]))).toEqual(['unknown-encoding']);
    expect(codes(bytes([0x4c, 0x6f, 0xa7, 0x94]))).toEqual(['unknown-encoding']);
  });

  it('tells when the declaration lies', () => {
    expect(codes(Buffer.from('\ufeff<?xml version="1.0" encoding="GBK"?><a/>'))).toEqual(['encoding-mismatch']);
    expect(codes(Buffer.from('<?xml version="1.0" encoding="utf-16"?><a/>'))).toEqual(['encoding-mismatch']);
    expect(codes('<?xml version="1.0" encoding="GBK"?><a/>')).toEqual([]);
  });
});
