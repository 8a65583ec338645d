/** The one function of the package that is used here; it comes without types. */
declare module 'js-yaml' {
  export function load(text: string): unknown;
}
