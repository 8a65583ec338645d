export * from './model.js';
export {
  QH_ELEMENTS,
  QH_NAMESPACE,
  QH_SCALARS,
  qhDescriptor,
  type ModdlePackage,
  type QhElement,
  type QhScalar,
} from './descriptor.js';
export { BPMN_NAMESPACE, parseBpmn, type ParseOptions } from './parse.js';
export {
  DEFAULT_XML_LIMITS,
  readXml,
  type XmlDocument,
  type XmlElement,
  type XmlLimits,
  type XmlResult,
} from './source.js';
