export * from './model.js';
export { QH_NAMESPACE, qhDescriptor } from './descriptor.js';
export { BPMN_NAMESPACE, parseBpmn, type ParseOptions } from './parse.js';
export {
  DEFAULT_XML_LIMITS,
  readXml,
  type XmlDocument,
  type XmlElement,
  type XmlLimits,
  type XmlResult,
} from './source.js';
