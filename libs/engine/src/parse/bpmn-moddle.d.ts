/** bpmn-moddle ships no types for its main module; these are the parts used here. */
declare module 'bpmn-moddle' {
  export interface ModdleProperty {
    /** Local name. */
    readonly name: string;
    readonly ns: { readonly name: string; readonly prefix: string; readonly localName: string };
    readonly type: string;
    readonly isAttr?: boolean;
    readonly isBody?: boolean;
    readonly isId?: boolean;
    readonly isMany?: boolean;
    readonly isReference?: boolean;
    readonly isVirtual?: boolean;
  }
  export interface ModdleDescriptor {
    readonly name: string;
    readonly properties: readonly ModdleProperty[];
    /** Without prototype, by local and by qualified name. */
    readonly propertiesByName: Readonly<Record<string, ModdleProperty>>;
    readonly allTypesByName: Readonly<Record<string, unknown>>;
    readonly bodyProperty?: ModdleProperty;
    readonly idProperty?: ModdleProperty;
  }
  export interface ModdlePackageInfo {
    readonly prefix: string;
    readonly uri: string;
    readonly xml?: { readonly tagAlias?: string; readonly typePrefix?: string };
    readonly enumerations?: readonly {
      readonly name: string;
      readonly literalValues: readonly { readonly name: string }[];
    }[];
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, object>);
    getType(name: string): { readonly $descriptor: ModdleDescriptor };
    /** Undefined when there is no such type. */
    getTypeDescriptor(
      name: string,
    ): { readonly isAbstract?: boolean; readonly meta?: Record<string, unknown> } | undefined;
    getPackage(uriOrPrefix: string): ModdlePackageInfo | undefined;
    getPackages(): readonly ModdlePackageInfo[];
    fromXML(xml: string): Promise<{
      readonly rootElement: object;
      readonly elementsById: Readonly<Record<string, { readonly $type: string }>>;
      readonly warnings: readonly { readonly message: string }[];
    }>;
  }
}
