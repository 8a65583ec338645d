import { REGISTERS, type Register } from '@quanheng/contracts';

/** What a field of text says of itself beyond what the form library knows: its own properties. */
export interface RegisterField {
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** The register that the number in a field is of, by the property `register` of the field; null: of none. */
export function registerOf({ properties }: RegisterField): Register | null {
  return REGISTERS.find((each) => each === properties?.['register']) ?? null;
}
