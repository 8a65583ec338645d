declare module 'dmn-js/lib/Modeler.js' {
  interface Viewer {
    on(event: string, listen: () => void): void;
  }
  export default class Modeler {
    constructor(options: { readonly container: HTMLElement } & Readonly<Record<string, unknown>>);
    importXML(xml: string): Promise<{ readonly warnings: readonly unknown[] }>;
    saveXML(options: { readonly format: boolean }): Promise<{ readonly xml: string }>;
    getActiveViewer(): Viewer | undefined;
    on(event: string, listen: () => void): void;
    destroy(): void;
  }
}
