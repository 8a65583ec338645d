import { BpmnModdle, type ModdleDescriptor, type ModdlePackageInfo, type ModdleProperty } from 'bpmn-moddle';
import { qhDescriptor } from './descriptor.js';

export type { ModdleDescriptor, ModdleProperty } from 'bpmn-moddle';

/**
 * The metamodel of BPMN 2.0.2, its diagram interchange and the `qh` extensions, as bpmn-moddle and its descriptors state
 * it: the editor reads documents by the same tables. Only the tables are used. bpmn-moddle's own XML reader would lose
 * positions, refuse ids outside ASCII, cut characters beyond the basic plane, and search the source anew at each warning.
 */
export class Metamodel {
  private readonly moddle = new BpmnModdle({ qh: qhDescriptor() });
  private readonly enumerations = new Map<string, ReadonlySet<string>>();

  constructor() {
    for (const pack of this.moddle.getPackages()) {
      for (const { name, literalValues } of pack.enumerations ?? []) {
        this.enumerations.set(`${pack.prefix}:${name}`, new Set(literalValues.map((literal) => literal.name)));
      }
    }
  }

  packageOf(uri: string): ModdlePackageInfo | undefined {
    const pack = this.moddle.getPackage(uri);
    return pack?.uri === uri ? pack : undefined;
  }

  /** The type of a name such as `bpmn:UserTask`; undefined when there is none or only its subtypes can be written. */
  concrete(name: string): ModdleDescriptor | undefined {
    const type = this.moddle.getTypeDescriptor(name);
    return type === undefined || type.isAbstract === true ? undefined : this.moddle.getType(name).$descriptor;
  }

  /** The type of an element in a package: `userTask` -> `bpmn:UserTask`. */
  typeOfTag(pack: ModdlePackageInfo, localName: string): ModdleDescriptor | undefined {
    const lower = pack.xml?.tagAlias === 'lowerCase';
    // A tag in capitals would name the same type; the schema knows it in lower case only.
    if (lower && localName.charAt(0) !== localName.charAt(0).toLowerCase()) return undefined;
    return this.concrete(
      `${pack.prefix}:${lower ? localName.charAt(0).toUpperCase() + localName.slice(1) : localName}`,
    );
  }

  /** The type that an `xsi:type` names: `tFormalExpression` -> `bpmn:FormalExpression`. */
  typeOfSchema(pack: ModdlePackageInfo, localName: string): ModdleDescriptor | undefined {
    const prefix = pack.xml?.typePrefix;
    const stripped = prefix !== undefined && localName.startsWith(prefix) ? localName.slice(prefix.length) : localName;
    return this.concrete(`${pack.prefix}:${stripped}`);
  }

  isA(type: string, ancestor: string): boolean {
    return (
      type === ancestor ||
      (this.moddle.getTypeDescriptor(type) !== undefined &&
        ancestor in this.moddle.getType(type).$descriptor.allTypesByName)
    );
  }

  /** The values of an enumeration such as `bpmn:GatewayDirection`; undefined when the name is of no enumeration. */
  enumeration(name: string): ReadonlySet<string> | undefined {
    return this.enumerations.get(name);
  }

  /** Where a `qh` element may stand: BPMN types. */
  allowedIn(type: string): readonly string[] {
    const allowed = this.moddle.getTypeDescriptor(type)?.meta?.['allowedIn'];
    return Array.isArray(allowed) ? allowed.filter((name) => typeof name === 'string') : [];
  }

  /** The property that an attribute or child element of this name sets: `name` of the type's own package, or `prefix:name`. */
  property(type: ModdleDescriptor, prefix: string, localName: string): ModdleProperty | undefined {
    const property = type.propertiesByName[`${prefix}:${localName}`];
    if (property) return property;
    // A subtype in another package inherits names of its supertype's package (bpmndi from di).
    const inherited = type.propertiesByName[localName];
    return inherited && inherited.ns.prefix !== 'qh' && prefix !== 'qh' ? inherited : undefined;
  }
}
