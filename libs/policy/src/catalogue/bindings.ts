import type { OrganisationView, ProcessBindingData } from '../ports/index.js';

type View = Pick<OrganisationView, 'fact'>;
type PowerItem = NonNullable<ProcessBindingData['powerItem']>;

/** A binding in which nothing has to be looked up any more. */
export interface CarriedBinding extends Omit<ProcessBindingData, 'powerItem' | 'complaintChannel' | 'disclosureItems'> {
  readonly powerItem: PowerItem;
  /** null: the entry it names is not in force. */
  readonly complaintChannel: string | null;
  readonly disclosureItems?: readonly { readonly name: string; readonly dueWorkingDays: number }[];
}

/**
 * What a binding says of the power it is about, whether it carries it itself or names entries of the registers. As long as the binding is valid so are they; what
 * is asked for another time finds a power without a basis, and nothing of the rest.
 */
export function carriedBinding(binding: ProcessBindingData, view: View, at: number): CarriedBinding {
  const { powerItem, complaintChannel, disclosureItems, ...rest } = binding;
  return {
    ...rest,
    powerItem: powerItem ?? registered(binding.power, view, at),
    complaintChannel: channelText(complaintChannel, view, at),
    ...(disclosureItems === undefined
      ? {}
      : { disclosureItems: disclosureItems.flatMap((each) => disclosed(each, view, at)) }),
  };
}

function registered(power: string, view: View, at: number): PowerItem {
  const found = view.fact('powerItem', power, at)?.data;
  if (found === undefined) return { name: power, legalBasis: [], responsibleSubject: '' };
  const { name, legalBasis, responsibleSubject } = found;
  return { name, legalBasis, responsibleSubject };
}

function channelText(channel: ProcessBindingData['complaintChannel'], view: View, at: number): string | null {
  if (typeof channel === 'string') return channel;
  const found = view.fact('complaintChannel', channel.channel, at)?.data;
  if (found === undefined) return null;
  const ways = [found.phone, found.email, found.address].filter((way) => way !== null);
  return `${found.name}：${ways.join('、')}`;
}

function disclosed(item: NonNullable<ProcessBindingData['disclosureItems']>[number], view: View, at: number) {
  if ('name' in item) return [item];
  const found = view.fact('disclosureItem', item.item, at)?.data;
  return found === undefined ? [] : [{ name: found.name, dueWorkingDays: found.dueWorkingDays }];
}
